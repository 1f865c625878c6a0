"""The list of a reader's threads in the element."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .chat_server import ChatServer, assistant, user
from .conftest import OpenPage
from .helpers import axe, shot


@pytest.fixture
def page(open_tab: OpenPage, chat_server: ChatServer) -> Page:
    """Shows the thread "Chat 40" of fifty, "Chat 49" being the newest."""
    for n in range(50):
        items = [user(f"u{n}", f"Question {n}"), assistant(f"a{n}", f"Answer {n}")]
        chat_server.add_thread(f"t{n}", items, f"Chat {n}")
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t40"))
    expect(page.get_by_text("Answer 40")).to_be_visible()
    return page


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Chat history").click()
    panel = page.get_by_role("dialog", name="Chat history")
    expect(panel.get_by_role("button", name="Chat 49", exact=True)).to_be_visible()
    return panel


def focused(page: Page) -> str:
    script = """() => {
        const { activeElement } = document.querySelector("openai-chatkit").shadowRoot;
        return activeElement?.ariaLabel ?? activeElement?.textContent;
    }"""
    name: str = page.evaluate(script)
    return name


def test_more_threads_come_when_the_reader_scrolls_and_each_comes_once(
    page: Page, chat_server: ChatServer
) -> None:
    panel = opened(page)
    expect(panel.get_by_role("button", name="Chat 30", exact=True)).to_be_attached()
    expect(panel.get_by_role("button", name="Chat 3", exact=True)).to_have_count(0)
    chat_server.add_thread("t50", [], "Chat 50")
    for name in ("Chat 30", "Chat 10", "Chat 0"):
        entry = panel.get_by_role("button", name=name, exact=True)
        expect(entry).to_be_attached()
        entry.scroll_into_view_if_needed()
    names = panel.locator(".open").all_inner_texts()
    assert len(names) == len(set(names)) == 50
    expect(panel.get_by_role("button", name="Show more")).to_have_count(0)
    axe(page)


def test_the_open_thread_is_marked_and_another_opens_with_the_keyboard(page: Page) -> None:
    panel = opened(page)
    assert focused(page) == "Close history"
    current = panel.get_by_role("button", name="Chat 40", exact=True)
    expect(current).to_have_attribute("aria-current", "true")
    shot(page, "element-history")
    axe(page)
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "Chat 45"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Answer 46")).to_be_visible()
    expect(panel).to_have_count(0)


def test_a_new_name_is_shown_and_the_focus_returns(page: Page, chat_server: ChatServer) -> None:
    panel = opened(page)
    panel.get_by_role("button", name="Chat 40", exact=True).hover()
    panel.get_by_role("button", name="Rename “Chat 40”").click()
    page.keyboard.type("Plants")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Plants", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Plants")).to_have_count(1)
    assert chat_server.threads["t40"]["title"] == "Plants"
    panel.get_by_role("button", name="Rename “Plants”").click()
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert focused(page) == "Rename “Plants”"
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert focused(page) == "Chat history"


def test_a_thread_is_deleted_when_that_is_confirmed_and_the_next_has_the_focus(
    page: Page, chat_server: ChatServer
) -> None:
    panel = opened(page)
    panel.get_by_role("button", name="Chat 40", exact=True).hover()
    panel.get_by_role("button", name="Delete “Chat 40”").click()
    assert focused(page) == "Cancel"
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert focused(page) == "Delete “Chat 40”"
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Delete", exact=True).click()
    expect(panel.get_by_role("button", name="Chat 40", exact=True)).to_have_count(0)
    assert focused(page) == "Chat 39"
    assert "t40" not in chat_server.threads
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="New chat")).to_be_visible()


def test_renaming_and_deleting_can_be_left_out(open_tab: OpenPage, chat_server: ChatServer) -> None:
    chat_server.add_thread("t49", [user("u", "Hello")], "Chat 49")
    page = open_tab()
    page.goto(chat_server.page(history={"showRename": False, "showDelete": False}))
    panel = opened(page)
    expect(panel.get_by_role("listitem").get_by_role("button")).to_have_count(1)


def test_in_a_page_as_high_as_its_messages_the_list_is_where_the_reader_is(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    items = [user(f"u{n}", f"Question {n}") for n in range(20)]
    chat_server.add_thread("t49", items, "Chat 49")
    page = open_tab(viewport={"width": 800, "height": 500})
    page.goto(chat_server.page(height="content", initialThread="t49"))
    expect(page.get_by_text("Question 19")).to_be_in_viewport()
    assert page.evaluate("() => scrollY") > 500
    panel = opened(page)
    expect(panel.get_by_role("button", name="Chat 49", exact=True)).to_be_in_viewport()
    expect(panel.get_by_role("heading", name="Chat history")).to_be_in_viewport()
