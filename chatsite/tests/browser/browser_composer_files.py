"""Files beside a message: chosen, dropped, pasted, uploaded, taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from .chat_server import ChatServer, user
from .helpers import axe, shot
from .problems import Problems

NOTES: FilePayload = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"A cell is..."}
PICTURE = """(type) => new Promise((resolve) => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 300, 150);
    canvas.toBlob(resolve, type);
})"""
COPY_PICTURE = f"""async () => {{
    const blob = await ({PICTURE})("image/png");
    await navigator.clipboard.write([new ClipboardItem({{ "image/png": blob }})]);
}}"""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


def open_chat(page: Page, server: ChatServer, **limits: Any) -> None:
    page.goto(server.page(composer={"attachments": {"enabled": True, **limits}}))
    expect(page.get_by_role("button", name="Attach files")).to_be_visible()


def choose(page: Page, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(files)


def message(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def remove(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Remove “{name}”")


def test_a_file_is_uploaded_in_two_phases_and_sent(page: Page, server: ChatServer) -> None:
    open_chat(page, server)
    choose(page, NOTES)
    expect(remove(page, "notes.txt")).to_be_visible()
    expect(page.get_by_text("“notes.txt” is attached.")).to_be_attached()
    axe(page)
    assert server.asked("attachments.create") == [
        {"name": "notes.txt", "size": 12, "mime_type": "text/plain"}
    ]
    assert server.uploads == [b"A cell is..."]
    message(page).fill("Read this")
    message(page).press("Enter")
    assert server.next_run().request["params"]["input"]["attachments"] == list(server.attachments)
    expect(page.get_by_role("list", name="Attached files")).to_be_hidden()


def test_a_file_is_uploaded_directly_as_a_form(page: Page, server: ChatServer) -> None:
    open_chat(page, server)
    page.evaluate(
        """() => document.querySelector("openai-chatkit").setOptions({
            api: {
                url: "/chatkit",
                domainKey: "",
                uploadStrategy: { type: "direct", uploadUrl: "/upload" },
                fetch: (input, init) => {
                    window.last = [input, [...new Headers(init.headers).keys()]];
                    return fetch(input, init);
                },
            },
            composer: { attachments: { enabled: true } },
        })"""
    )
    choose(page, NOTES)
    expect(remove(page, "notes.txt")).to_be_visible()
    assert b'name="file"; filename="notes.txt"' in server.uploads[0]
    assert server.asked("attachments.create") == []
    # The form brings its own type; the host's fetch is how it goes.
    assert page.evaluate("last") == ["/upload", ["accept-language"]]


def test_sending_waits_for_uploads(page: Page, server: ChatServer) -> None:
    open_chat(page, server)
    server.takes_uploads.clear()
    choose(page, NOTES)
    expect(page.get_by_role("progressbar", name="“notes.txt” is being uploaded.")).to_be_visible()
    message(page).fill("Read this")
    message(page).press("Enter")
    waiting = page.get_by_role("button", name="Uploading; press to not send")
    expect(waiting).to_be_visible()
    axe(page)
    shot(page, "composer-uploading")
    waiting.click()
    expect(page.get_by_role("button", name="Send")).to_be_enabled()
    message(page).press("Enter")
    assert server.asked("threads.create") == []
    server.takes_uploads.set()
    sent = server.next_run().request["params"]["input"]
    assert (sent["content"][0]["text"], len(sent["attachments"])) == ("Read this", 1)


def test_what_is_cancelled_or_removed_is_taken_back_from_the_server(
    page: Page, server: ChatServer
) -> None:
    open_chat(page, server)
    server.takes_uploads.clear()
    choose(page, NOTES)
    expect(page.get_by_role("progressbar")).to_be_visible()
    with page.expect_response("**/chatkit"):
        page.get_by_role("button", name="Cancel the upload of “notes.txt”").click()
    expect(page.get_by_text("notes.txt")).to_be_hidden()
    expect(message(page)).to_be_focused()
    server.takes_uploads.set()
    choose(page, {**NOTES, "name": "other.txt"})
    with page.expect_response("**/chatkit"):
        remove(page, "other.txt").click()
    assert server.attachments == {}


def test_a_failed_upload_is_tried_again(page: Page, server: ChatServer, problems: Problems) -> None:
    problems.expect("Failed to load resource")
    open_chat(page, server)
    refusal = '{"error": {"code": "quota", "message": "Your space is full."}}'
    page.route("**/upload/*", lambda route: route.fulfill(status=429, body=refusal))
    choose(page, NOTES)
    expect(page.get_by_role("alert")).to_have_text("Your space is full.")
    axe(page)
    shot(page, "composer-upload-failed")
    message(page).fill("Read this")
    message(page).press("Enter")
    expect(page.get_by_text("“notes.txt” is not uploaded.")).to_be_visible()
    assert server.asked("threads.create") == []
    page.unroute("**/upload/*")
    page.get_by_role("button", name="Upload “notes.txt” again").click()
    expect(remove(page, "notes.txt")).to_be_visible()
    message(page).press("Enter")
    assert len(server.next_run().request["params"]["input"]["attachments"]) == 1


def test_what_is_not_taken_is_said_in_a_sentence(page: Page, server: ChatServer) -> None:
    limits = {"maxCount": 1, "maxSize": {"text/*": 10 * 1024}, "accept": {"text/plain": [".txt"]}}
    open_chat(page, server, **limits)
    choose(page, {**NOTES, "name": "empty.txt", "buffer": b""})
    expect(page.get_by_role("alert")).to_contain_text("“empty.txt” was not attached: the file is")
    choose(page, {**NOTES, "name": "long.txt", "buffer": b"x" * 10_241})
    expect(page.get_by_role("alert")).to_contain_text("it is larger than 10 kB")
    choose(page, {"name": "tool.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"})
    expect(page.get_by_role("alert")).to_contain_text("files of this kind are not taken here")
    choose(page, NOTES)
    expect(page.get_by_role("alert")).to_be_hidden()
    choose(page, {**NOTES, "name": "second.txt"})
    expect(page.get_by_role("alert")).to_contain_text("Only 1 file can be sent with a message.")
    axe(page)
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert len(server.uploads) == 1


def test_files_are_dropped_anywhere_on_the_chat(
    page: Page, server: ChatServer, tmp_path: Path
) -> None:
    file = tmp_path / "dropped.txt"
    file.write_text("Dropped")
    open_chat(page, server)
    cdp = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}

    def drag(kind: str) -> None:
        cdp.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 200, "data": data})

    drag("dragEnter")
    drag("dragOver")
    expect(page.get_by_text("Drop files here to attach them")).to_be_visible()
    shot(page, "composer-drop")
    drag("drop")
    expect(remove(page, "dropped.txt")).to_be_visible()
    expect(page.get_by_text("Drop files here to attach them")).to_be_hidden()
    assert server.uploads == [b"Dropped"]


def test_a_picture_is_pasted_and_shown_small(page: Page, server: ChatServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chat(page, server)
    page.evaluate(COPY_PICTURE)
    message(page).press("Control+v")
    expect(remove(page, "image.png")).to_be_visible()
    middle = "canvas => [...canvas.getContext('2d').getImageData(5, 5, 1, 1).data]"
    expect(page.locator("canvas.thumbnail")).to_have_attribute("width", "40")
    assert page.locator("canvas.thumbnail").evaluate(middle) == [0, 0, 0, 255]
    assert server.asked("attachments.create")[0]["mime_type"] == "image/png"
    page.evaluate("navigator.clipboard.writeText('Only words')")
    message(page).press("Control+v")
    expect(message(page)).to_have_value("Only words")


def test_files_stay_with_the_draft_of_their_thread(page: Page, server: ChatServer) -> None:
    server.add_thread("t1", [user("u1", "Hello")])
    open_chat(page, server)
    server.takes_uploads.clear()
    choose(page, NOTES)
    element = page.locator("openai-chatkit")
    element.evaluate("chat => chat.setThreadId('t1')")
    expect(page.get_by_text("notes.txt")).to_be_hidden()
    server.takes_uploads.set()
    element.evaluate("chat => chat.setThreadId(null)")
    expect(remove(page, "notes.txt")).to_be_visible()
    page.reload()
    expect(remove(page, "notes.txt")).to_be_visible()


def test_the_host_gives_files_and_attachments(page: Page, server: ChatServer) -> None:
    open_chat(page, server)
    page.locator("openai-chatkit").evaluate(
        """(chat, attachments) => chat.setComposerValue({
            text: "Look", attachments, files: [new File(["Hi"], "hi.txt", { type: "text/plain" })],
        })""",
        [server.attach("there.pdf", "application/pdf")],
    )
    expect(remove(page, "hi.txt")).to_be_visible()
    message(page).press("Enter")
    assert server.next_run().request["params"]["input"]["attachments"] == list(server.attachments)
