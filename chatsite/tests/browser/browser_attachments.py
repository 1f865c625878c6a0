"""Files from the composer to the site's own storage and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import FilePayload, Locator, Page, Response, expect
from pytest_django.fixtures import Settings

from conversations.models import Attachment

from .conftest import SignIn
from .helpers import axe, shot
from .problems import Problems

NOTES: FilePayload = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"A cell is..."}
DIRECT = """() => {
    const chat = document.querySelector("openai-chatkit");
    const given = JSON.parse(chat.dataset.options);
    const { url, csrf } = chat.dataset;
    chat.setOptions({
        ...given,
        api: {
            url,
            domainKey: "local",
            uploadStrategy: { type: "direct", uploadUrl: "/attachments/" },
            fetch: (input, init) => {
                const headers = new Headers(init.headers);
                headers.set("X-CSRFToken", csrf);
                return fetch(input, { ...init, headers });
            },
        },
    });
}"""


@pytest.fixture
def chat(page: Page, sign_in: SignIn, settings: Settings, tmp_path: Path) -> Page:
    """The chat of Ada, who may attach files."""
    settings.CHAT_ATTACHMENTS = "page"
    settings.MEDIA_ROOT = tmp_path
    sign_in(page, User.objects.create_user("ada", first_name="Ada"))
    page.goto("/chat/")
    expect(page.get_by_role("button", name="Attach files")).to_be_visible()
    return page


def choose(page: Page, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(files)


def remove(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Remove “{name}”")


def remove_for_good(page: Page, name: str) -> None:
    def is_deleted(response: Response) -> bool:
        return "attachments.delete" in (response.request.post_data or "")

    with page.expect_response(is_deleted):
        remove(page, name).click()


def picture(page: Page) -> FilePayload:
    return {"name": "cell.png", "mimeType": "image/png", "buffer": page.screenshot()}


@pytest.mark.parametrize("strategy", ["two_phase", "direct"])
def test_a_learner_sends_files_and_finds_them_again(chat: Page, strategy: str) -> None:
    if strategy == "direct":
        chat.evaluate(DIRECT)
    choose(chat, NOTES, picture(chat))
    expect(remove(chat, "notes.txt")).to_be_visible()
    expect(remove(chat, "cell.png")).to_be_visible()
    axe(chat)
    shot(chat, f"attached-{strategy}")
    chat.get_by_role("textbox", name="Message").fill("Read these")
    chat.get_by_role("textbox", name="Message").press("Enter")
    sent = chat.get_by_role("log").get_by_role("img", name="cell.png")
    expect(sent).to_be_visible()
    expect(chat.get_by_role("log").get_by_text("notes.txt")).to_be_visible()
    chat.reload()
    expect(sent).to_be_visible()
    assert Attachment.objects.filter(thread__isnull=False).count() == 2


def test_a_file_that_is_removed_is_gone_from_the_site(chat: Page) -> None:
    choose(chat, NOTES)
    remove_for_good(chat, "notes.txt")
    assert not Attachment.objects.exists()


def test_the_sites_refusal_is_shown_with_the_file(chat: Page, problems: Problems) -> None:
    problems.expect("Failed to load resource")
    choose(chat, {**NOTES, "buffer": b"PK\x03\x04\0 no notes"})
    expect(chat.get_by_role("alert")).to_be_visible()
    shot(chat, "attachment-refused")
    remove_for_good(chat, "notes.txt")
    assert not Attachment.objects.exists()
