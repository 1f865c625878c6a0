"""Writing a message: keys, composition of characters, tags, commands, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from .chat_server import ChatServer, assistant, user
from .conftest import OpenPage
from .helpers import axe, shot

ADA = {"type": "input_tag", "id": "1", "text": "Ada Lovelace", "group": "People", "data": {}}
ENTITIES = """(more) => {
    const found = [
        { id: "1", title: "Ada Lovelace", group: "People", icon: "user", interactive: true },
        { id: "2", title: "Alan Turing", group: "People", icon: "user" },
        { id: "3", title: "Cells", group: "Topics", icon: "lab", data: { unit: "2" } },
    ];
    const fits = (query) => ({ title }) => title.toLowerCase().includes(query.toLowerCase());
    window.clicked = [];
    document.querySelector("openai-chatkit").setOptions({
        api: { url: "/chatkit", domainKey: "" },
        entities: {
            showComposerMenu: true,
            onTagSearch: async (query) => found.filter(fits(query)),
            onClick: (entity) => clicked.push(entity.title),
            onRequestPreview: async ({ title }) => ({
                preview: { type: "Basic", children: [{ type: "Text", value: `About ${title}` }] },
            }),
        },
        ...more,
    });
}"""
COMMANDS = """() => {
    window.chosen = [];
    document.querySelector("openai-chatkit").setOptions({
        api: { url: "/chatkit", domainKey: "" },
        composer: { tools: [{ id: "search", label: "Search the web", icon: "globe" }] },
        commands: {
            enabled: true,
            onSearch: async (query) => [
                { id: "topic", label: "Choose a topic", icon: "lab" },
                { id: "shout", label: "Shout" },
            ].filter(({ label }) => label.toLowerCase().includes(query)),
            onSelect: async ({ id }) => {
                chosen.push(id);
                if (id === "topic") {
                    const cells = { id: "cells", label: "Cells" };
                    const commands = [cells, { id: "oak", label: "Oaks" }];
                    return { type: "menu", commands };
                }
                if (id === "oak") return { type: "entity", entity: { id: "o", title: "Oaks" } };
            },
        },
    });
}"""


DEAF = """() => document.querySelector("openai-chatkit").setOptions({
    api: {
        url: "/chatkit",
        domainKey: "",
        // What is sent arrives, and nothing is heard of it.
        fetch: async (input, init) => {
            const response = await fetch(input, init);
            const { type } = JSON.parse(init.body);
            return type === "threads.add_user_message" ? new Promise(() => {}) : response;
        },
    },
})"""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def cdp(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def message(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def sent(server: ChatServer) -> list[Any]:
    content: list[Any] = server.next_run().request["params"]["input"]["content"]
    return content


def said(text: str) -> dict[str, str]:
    return {"type": "input_text", "text": text}


def compose(cdp: CDPSession, text: str) -> None:
    cdp.send("Input.imeSetComposition", {"text": text, "selectionStart": 0, "selectionEnd": 1})


def press_while_composing(cdp: CDPSession) -> None:
    """Enter as an input method gives it to the page."""
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})


def test_enter_sends_and_shift_enter_begins_a_line(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    message(page).fill("One")
    message(page).press("Shift+Enter")
    page.keyboard.type("Two")
    message(page).press("Enter")
    assert sent(server) == [said("One\nTwo")]
    expect(message(page)).to_have_value("")
    expect(message(page)).to_be_focused()


def test_the_text_grows_to_a_limit_and_shrinks(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    line = message(page).bounding_box()
    message(page).fill("\n".join("lines"))
    five = message(page).bounding_box()
    message(page).fill("\n" * 100)
    most = message(page).bounding_box()
    message(page).fill("")
    assert line and five and most
    assert line["height"] < five["height"] < most["height"] <= 220
    assert message(page).bounding_box() == line


def test_enter_that_ends_a_composition_does_not_send(
    page: Page, server: ChatServer, cdp: CDPSession
) -> None:
    page.goto(server.page())
    message(page).click()
    compose(cdp, "にほん")
    press_while_composing(cdp)
    cdp.send("Input.insertText", {"text": "日本"})
    expect(message(page)).to_have_value("日本")
    message(page).press("Enter")
    assert sent(server) == [said("日本")]


def test_korean_enter_ends_the_syllable_and_sends_once(
    page: Page, server: ChatServer, cdp: CDPSession
) -> None:
    page.goto(server.page())
    message(page).click()
    page.keyboard.insert_text("안녕하세")
    compose(cdp, "요")
    press_while_composing(cdp)
    cdp.send("Input.insertText", {"text": "요"})
    # The same stroke goes on as a line break.
    cdp.send("Input.dispatchKeyEvent", {"type": "char", "text": "\r", "key": "Enter"})
    assert sent(server) == [said("안녕하세요")]
    expect(message(page)).to_have_value("")
    assert len(server.asked("threads.create")) == 1


def test_a_draft_stays_with_its_thread_and_outlives_a_reload(
    page: Page, server: ChatServer
) -> None:
    server.add_thread("t1", [user("u1", "Hello")])
    page.goto(server.page(initialThread="t1"))
    expect(page.get_by_text("Hello")).to_be_visible()
    message(page).fill("Half a thought")
    element = page.locator("openai-chatkit")
    element.evaluate("chat => chat.setThreadId(null)")
    expect(message(page)).to_have_value("")
    message(page).fill("Another")
    element.evaluate("chat => chat.setThreadId('t1')")
    expect(message(page)).to_have_value("Half a thought")
    page.reload()
    expect(message(page)).to_have_value("Half a thought")


def test_a_reload_before_the_server_answered_brings_nothing_back_that_arrived(
    page: Page, server: ChatServer
) -> None:
    server.add_thread("t1", [user("u1", "Hello")])
    page.goto(server.page(initialThread="t1"))
    expect(page.get_by_text("Hello")).to_be_visible()
    page.evaluate(DEAF)
    message(page).fill("Only once")
    message(page).press("Enter")
    server.next_run().end()
    page.reload()
    expect(page.get_by_text("Only once")).to_be_visible()
    expect(message(page)).to_have_value("")


def test_a_message_that_was_not_sent_is_not_lost_to_a_reload(
    page: Page, server: ChatServer, problems: Any
) -> None:
    problems.expect("Failed to load resource|ERR_")
    server.add_thread("t1", [user("u1", "Hello")])
    page.goto(server.page(initialThread="t1"))
    expect(page.get_by_text("Hello")).to_be_visible()
    server.down = True
    message(page).fill("Important")
    message(page).press("Enter")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    expect(message(page)).to_have_value("")
    server.down = False
    page.reload()
    expect(message(page)).to_have_value("Important")


def test_what_is_typed_while_a_new_chat_is_answered_stays(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    message(page).fill("First")
    message(page).press("Enter")
    message(page).fill("Second")
    run = server.next_run()
    run.say({"type": "progress_update", "text": "Thinking of cells"})
    expect(page.get_by_text("Thinking of cells").first).to_be_visible()
    run.end()
    expect(message(page)).to_have_value("Second")


def test_stop_stands_where_send_was_while_an_answer_is_written(
    page: Page, server: ChatServer
) -> None:
    page.goto(server.page())
    message(page).fill("Tell me")
    message(page).press("Enter")
    server.next_run()
    page.get_by_role("button", name="Stop the answer").click()
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    expect(message(page)).to_be_focused()


def test_a_locked_thread_says_why_and_takes_nothing(page: Page, server: ChatServer) -> None:
    server.add_thread("t1", [user("u1", "Hello")])
    server.threads["t1"]["status"] = {"type": "locked", "reason": "The exam is over."}
    page.goto(server.page(initialThread="t1"))
    expect(page.get_by_placeholder("The exam is over.")).to_be_disabled()
    axe(page)


def test_a_tag_is_chosen_by_keyboard_and_sent_as_a_tag(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(ENTITIES)
    message(page).click()
    page.keyboard.type("Who is @a")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_text(["Ada LovelacePeople", "Alan TuringPeople"])
    axe(page)
    shot(page, "composer-tags")
    message(page).press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    active = options.nth(1).get_attribute("id") or "none"
    expect(message(page)).to_have_attribute("aria-activedescendant", active)
    message(page).press("ArrowUp")
    message(page).press("Enter")
    expect(message(page)).to_have_value("Who is @Ada Lovelace ")
    page.keyboard.type("to you?")
    axe(page)
    message(page).press("Enter")
    tag = {**ADA, "interactive": True}
    assert sent(server) == [said("Who is "), tag, said(" to you?")]


def test_the_button_searches_and_the_pointer_takes(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(ENTITIES)
    page.get_by_role("button", name="Mention something").click()
    page.get_by_role("option", name="Cells").click()
    expect(message(page)).to_have_value("@Cells ")
    expect(message(page)).to_be_focused()


def test_escape_leaves_the_at_sign_alone(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(ENTITIES)
    message(page).click()
    page.keyboard.type("me @ho")
    expect(page.get_by_text("Nothing found").first).to_be_visible()
    message(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type("me")
    message(page).press("Enter")
    assert sent(server) == [said("me @home")]


def with_ada(page: Page, server: ChatServer) -> None:
    """A composer with "Ask @Ada Lovelace now" and the caret at its end."""
    page.goto(server.page())
    page.evaluate(ENTITIES)
    message(page).click()
    page.keyboard.type("Ask @ada")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("now")
    expect(message(page)).to_have_value("Ask @Ada Lovelace now")


def test_a_tag_is_deleted_as_a_whole_and_comes_back_by_undo(page: Page, server: ChatServer) -> None:
    with_ada(page, server)
    for _ in " now":
        page.keyboard.press("Backspace")
    expect(message(page)).to_have_value("Ask @Ada Lovelace")
    page.keyboard.press("Backspace")
    expect(message(page)).to_have_value("Ask ")
    expect(page.locator("mark")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(message(page)).to_have_value("Ask @Ada Lovelace")
    expect(page.locator("mark")).to_have_text("@Ada Lovelace")
    page.keyboard.press("Control+Shift+z")
    expect(message(page)).to_have_value("Ask ")
    page.keyboard.press("Control+z")
    page.keyboard.press("Enter")
    assert sent(server)[1]["id"] == "1"


def test_the_caret_passes_a_tag_as_one_character(page: Page, server: ChatServer) -> None:
    with_ada(page, server)
    for _ in " now":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    selection = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert message(page).evaluate(selection) == "@Ada Lovelace"
    expect(page.get_by_text("About Ada Lovelace")).to_be_visible()
    page.keyboard.press("Control+Enter")
    assert page.evaluate("clicked") == ["Ada Lovelace"]
    page.keyboard.press("ArrowLeft")
    assert message(page).evaluate("area => area.selectionStart") == 4
    page.keyboard.type("dear ")
    page.keyboard.press("Enter")
    assert sent(server) == [said("Ask dear "), {**ADA, "interactive": True}, said(" now")]


def test_a_click_on_a_tag_is_told_to_the_host(page: Page, server: ChatServer) -> None:
    with_ada(page, server)
    box = page.locator("mark").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 8)
    expect(page.get_by_text("About Ada Lovelace")).to_be_visible()
    page.mouse.click(box["x"] + 30, box["y"] + 8)
    assert page.evaluate("clicked") == ["Ada Lovelace"]


def test_a_tag_is_copied_and_pasted_as_its_text(page: Page, server: ChatServer) -> None:
    with_ada(page, server)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+v")
    twice = "Ask @Ada Lovelace nowAsk @Ada Lovelace now"
    expect(message(page)).to_have_value(twice)
    expect(page.locator("mark")).to_have_count(1)


def test_a_mark_stands_behind_its_words(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(ENTITIES)
    tag = {"type": "input_tag", "id": "9", "text": "A name of many words " * 6, "data": {}}
    content = [said("Line one\nand " + "more " * 20), tag, said(" end")]
    page.evaluate(
        "content => document.querySelector('openai-chatkit').setComposerValue({ content })",
        content,
    )
    expect(page.locator("mark")).to_be_visible()
    heights = message(page).evaluate(
        """area => {
            const marks = area.previousElementSibling;
            return [area.scrollHeight, marks.scrollHeight, area.clientWidth, marks.clientWidth];
        }"""
    )
    assert heights[:2] == [heights[0]] * 2
    assert heights[2:] == [heights[2]] * 2
    shot(page, "composer-long-tag")


def test_commands_act_insert_and_open_menus(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(COMMANDS)
    message(page).click()
    page.keyboard.type("Hello /")
    options = page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(options).to_have_count(3)
    axe(page)
    page.keyboard.type("sh")
    expect(options).to_have_text(["Shout"])
    page.keyboard.press("Enter")
    expect(message(page)).to_have_value("Hello ")
    page.keyboard.type("/topic")
    expect(options).to_have_count(1)
    page.keyboard.press("Tab")
    expect(options).to_have_text(["Cells", "Oaks"])
    page.keyboard.type("oa")
    expect(options).to_have_text(["Oaks"])
    page.keyboard.press("Enter")
    expect(message(page)).to_have_value("Hello @Oaks ")
    assert page.evaluate("chosen") == ["shout", "topic", "oak"]
    page.keyboard.type("/sear")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    expect(message(page)).to_have_value("Hello @Oaks ")
    expect(page.get_by_role("button", name="Do not use “Search the web”")).to_be_visible()


def test_a_slash_within_words_is_only_a_slash(page: Page, server: ChatServer) -> None:
    page.goto(server.page())
    page.evaluate(COMMANDS)
    message(page).click()
    page.keyboard.type("1/2 and/or")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    assert sent(server) == [said("1/2 and/or")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_composer_with_everything_on_a_phone(
    open_page: OpenPage, server: ChatServer, scheme: str
) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
    server.add_thread("t1", [user("u1", "Hello"), assistant("a1", "Hi")])
    tools = [
        {"id": "search", "label": "Search the web", "shortLabel": "Search", "icon": "globe"},
        {"id": "study", "label": "Study mode", "icon": "book-open", "pinned": True},
    ]
    models = [{"id": "fast", "label": "Fast"}, {"id": "deep", "label": "Deep", "default": True}]
    composer = {
        "tools": tools,
        "models": models,
        "attachments": {"enabled": True},
        "dictation": {"enabled": True},
    }
    page.goto(server.page(initialThread="t1", theme=scheme))
    page.evaluate(ENTITIES, {"composer": composer, "theme": scheme})
    element = page.locator("openai-chatkit")
    element.evaluate(
        """(chat, attachments) => chat.setComposerValue({
            text: "A text", reply: "What you said", attachments, selectedToolId: "search",
        })""",
        [server.attach("notes.txt", "text/plain")],
    )
    expect(page.get_by_role("button", name="Remove “notes.txt”")).to_be_visible()
    axe(page)
    shot(page, f"composer-phone-{scheme}")
    assert element.evaluate("chat => chat.scrollWidth") == 320
