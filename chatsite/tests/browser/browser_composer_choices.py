"""Tools, models and dictation: what is chosen beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .chat_server import ChatServer, user
from .helpers import axe, shot

SEARCH = {
    "id": "search",
    "label": "Search the web",
    "shortLabel": "Search",
    "icon": "globe",
    "placeholderOverride": "What to search for",
}
DRAW = {"id": "draw", "label": "Draw a picture", "icon": "images", "persistent": True}
STUDY = {"id": "study", "label": "Study mode", "icon": "book-open", "pinned": True}
FAST = {"id": "fast", "label": "Fast", "description": "Answers at once"}
DEEP = {"id": "deep", "label": "Deep", "default": True}
OLD = {"id": "old", "label": "Old", "disabled": True}
LISTEN = """() => {
    window.tools = [];
    const element = document.querySelector("openai-chatkit");
    element.addEventListener("chatkit.tool.change", ({ detail }) => tools.push(detail.toolId));
}"""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


def message(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def send(page: Page, server: ChatServer, text: str) -> dict[str, Any]:
    """Write a message and have it answered; tells its inference options."""
    message(page).fill(text)
    message(page).press("Enter")
    run = server.next_run()
    run.end()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    options: dict[str, Any] = run.request["params"]["input"]["inference_options"]
    return options


def test_a_tool_is_chosen_by_keyboard_for_one_message(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"tools": [SEARCH, DRAW]}))
    page.evaluate(LISTEN)
    button = page.get_by_role("button", name="Tools")
    button.focus()
    page.keyboard.press("ArrowDown")
    menu = page.get_by_role("menu", name="Tools")
    expect(menu.get_by_role("menuitemradio", name="Search the web")).to_be_focused()
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitemradio", name="Draw a picture")).to_be_focused()
    page.keyboard.press("s")
    expect(menu.get_by_role("menuitemradio", name="Search the web")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("menuitemradio", name="Search the web")).to_be_focused()
    page.keyboard.press("Enter")
    expect(message(page)).to_be_focused()
    expect(page.get_by_placeholder("What to search for")).to_be_visible()
    assert send(page, server, "Cells") == {"tool_choice": {"id": "search"}}
    expect(page.get_by_placeholder("Write a message")).to_be_visible()
    assert send(page, server, "Again") == {}
    assert page.evaluate("tools") == ["search", None]


def test_a_persistent_tool_stays_until_it_is_put_away(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"tools": [SEARCH, DRAW]}))
    page.get_by_role("button", name="Tools").click()
    page.get_by_role("menuitemradio", name="Draw a picture").click()
    assert send(page, server, "A cell") == {"tool_choice": {"id": "draw"}}
    assert send(page, server, "An oak") == {"tool_choice": {"id": "draw"}}
    page.get_by_role("button", name="Do not use “Draw a picture”").click()
    assert send(page, server, "Thanks") == {}


def test_a_pinned_tool_is_a_switch(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"tools": [STUDY]}))
    study = page.get_by_role("button", name="Study mode", pressed=False)
    study.click()
    expect(page.get_by_role("button", name="Study mode", pressed=True)).to_be_visible()
    axe(page)
    assert send(page, server, "Cells") == {"tool_choice": {"id": "study"}}
    expect(study).to_be_visible()


def test_a_model_is_chosen_and_remembered_for_its_thread(page: Page, server: ChatServer) -> None:
    asked = user("u1", "Hello") | {"inference_options": {"model": "fast"}}
    server.add_thread("t1", [asked])
    page.goto(server.page(composer={"models": [FAST, DEEP, OLD]}))
    assert send(page, server, "Hi") == {"model": "deep"}
    page.get_by_role("button", name="Model: Deep").click()
    old = page.get_by_role("menuitemradio", name="Old")
    expect(old).to_have_attribute("aria-disabled", "true")
    old.click(force=True)
    expect(old).to_be_visible()
    axe(page)
    shot(page, "composer-models")
    page.get_by_role("menuitemradio", name="Fast").click()
    assert send(page, server, "Hi again") == {"model": "fast"}
    element = page.locator("openai-chatkit")
    element.evaluate("chat => chat.setThreadId(null)")
    expect(page.get_by_role("button", name="Model: Deep")).to_be_visible()
    element.evaluate("chat => chat.setThreadId('t1')")
    expect(page.get_by_role("button", name="Model: Fast")).to_be_visible()


def test_the_host_chooses_and_its_own_messages_change_nothing(
    page: Page, server: ChatServer
) -> None:
    page.goto(server.page(composer={"tools": [SEARCH, DRAW], "models": [FAST, DEEP]}))
    page.evaluate(LISTEN)
    element = page.locator("openai-chatkit")
    element.evaluate(
        "chat => chat.setComposerValue({ selectedToolId: 'search', selectedModelId: 'fast' })"
    )
    taken = page.get_by_role("button", name="Do not use “Search the web”")
    expect(taken).to_be_visible()
    element.evaluate(
        """chat => {
            chat.sendUserMessage({ text: "Mine", toolChoice: { id: "draw" }, model: "deep" });
        }"""
    )
    run = server.next_run()
    run.end()
    options = run.request["params"]["input"]["inference_options"]
    assert options == {"tool_choice": {"id": "draw"}, "model": "deep"}
    expect(taken).to_be_visible()
    expect(page.get_by_role("button", name="Model: Fast")).to_be_visible()
    element.evaluate("chat => chat.setComposerValue({ selectedToolId: null })")
    expect(taken).to_be_hidden()
    assert page.evaluate("tools") == ["search", None]


def test_a_start_prompt_goes_with_what_is_chosen(page: Page, server: ChatServer) -> None:
    prompts = [{"label": "Begin", "prompt": "Let us begin"}]
    page.goto(server.page(composer={"tools": [STUDY]}, startScreen={"prompts": prompts}))
    page.get_by_role("button", name="Study mode").click()
    page.get_by_role("button", name="Begin").dblclick()
    run = server.next_run()
    assert run.request["params"]["input"]["inference_options"] == {"tool_choice": {"id": "study"}}
    run.end()
    assert len(server.asked("threads.create")) == 1


def test_speech_is_written_where_the_caret_is(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"dictation": {"enabled": True}}))
    message(page).fill("Please: now")
    for _ in " now":
        message(page).press("ArrowLeft")
    page.get_by_role("button", name="Dictate").click()
    done = page.get_by_role("button", name="Write what I said")
    expect(done).to_be_focused()
    expect(page.get_by_role("timer")).to_have_text("0:01")
    axe(page)
    shot(page, "composer-recording")
    done.click()
    expect(message(page)).to_have_value("Please: What is a cell? now")
    expect(message(page)).to_be_focused()
    [audio] = server.asked("input.transcribe")
    assert audio["mime_type"].startswith("audio/webm")
    assert len(audio["audio_base64"]) > 1000


def test_a_recording_is_discarded(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"dictation": {"enabled": True}}))
    page.get_by_role("button", name="Dictate").click()
    expect(page.get_by_role("button", name="Write what I said")).to_be_focused()
    page.keyboard.press("Escape")
    expect(message(page)).to_be_focused()
    expect(page.get_by_role("button", name="Dictate")).to_be_visible()
    assert server.asked("input.transcribe") == []


def test_speech_without_words_is_said(page: Page, server: ChatServer) -> None:
    server.heard = "  "
    page.goto(server.page(composer={"dictation": {"enabled": True}}))
    page.get_by_role("button", name="Dictate").click()
    page.get_by_role("button", name="Write what I said").click()
    expect(page.get_by_role("alert")).to_contain_text("No words were heard.")


def test_a_microphone_that_is_refused_is_said(page: Page, server: ChatServer) -> None:
    page.goto(server.page(composer={"dictation": {"enabled": True}}))
    page.evaluate(
        """() => {
            navigator.mediaDevices.getUserMedia = async () => {
                throw new DOMException("Permission denied", "NotAllowedError");
            };
        }"""
    )
    page.get_by_role("button", name="Dictate").click()
    expect(page.get_by_role("alert")).to_contain_text("The microphone may not be used here.")
    expect(message(page)).to_be_focused()
    axe(page)
