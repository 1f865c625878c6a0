"""The element while connections break, pages are reloaded and several tabs are open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .chat_server import ChatServer, Run, added, assistant, delta, done, user
from .conftest import OpenPage
from .problems import Problems

OFFLINE = "There is no connection."


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def ask(page: Page, server: ChatServer, text: str = "Why?") -> Run:
    write(page, text)
    return server.next_run()


def open_thread(page: Page, server: ChatServer) -> None:
    if "t1" not in server.threads:
        server.add_thread("t1", [user("u", "Hello"), assistant("a", "Hi there")])
    page.goto(server.page(initialThread="t1"))
    expect(log(page).get_by_text("Hello")).to_be_visible()
    # The buttons are loaded later; without a network they couldn't be.
    expect(log(page).get_by_role("button", name="Copy").first).to_be_visible()


def test_a_lost_connection_is_picked_up_without_a_gap(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    problems.expect("ERR_INCOMPLETE_CHUNKED_ENCODING")
    page = open_tab()
    open_thread(page, chat_server)
    run = ask(page, chat_server)
    run.say(added(assistant("b", "")), delta("b", "One "))
    expect(log(page).get_by_text("One")).to_be_visible()
    for word in ("two ", "three "):
        run.cut()
        run.say(delta("b", word))
    run.say(delta("b", "four."))
    expect(log(page).get_by_text("One two three four.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    run.say(done(assistant("b", "One two three four.")))
    run.end()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    assert chat_server.asked("threads.resume")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_reload_in_the_middle_of_an_answer_goes_on_with_it(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab()
    open_thread(page, chat_server)
    run = ask(page, chat_server)
    run.say(added(assistant("b", "")), delta("b", "First half, "))
    expect(log(page).get_by_text("First half,")).to_be_visible()
    page.reload()
    expect(log(page).get_by_text("First half,")).to_be_visible()
    run.say(delta("b", "second half."))
    expect(log(page).get_by_text("First half, second half.")).to_be_visible()
    expect(log(page).get_by_text("Why?")).to_have_count(1)
    run.say(done(assistant("b", "First half, second half.")))
    run.end()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)


def test_an_answer_of_a_server_that_can_not_go_on_appears_when_it_is_stored(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.resumable = False
    page = open_tab()
    open_thread(page, chat_server)
    run = ask(page, chat_server)
    expect(log(page).get_by_text("Why?")).to_be_visible()
    page.reload()
    expect(log(page).get_by_text("Thinking")).to_have_count(1)
    run.say(done(assistant("b", "Because.")))
    expect(log(page).get_by_text("Because.")).to_be_visible()
    expect(log(page).get_by_text("Thinking")).to_have_count(0)


def test_stop_ends_an_answer_that_would_outlive_its_connection(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    page = open_tab()
    open_thread(page, chat_server)
    run = ask(page, chat_server)
    run.say(added(assistant("b", "")), delta("b", "Never ending"))
    expect(log(page).get_by_text("Never ending")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    assert chat_server.asked("threads.stop") == [{"thread_id": "t1"}]
    expect(log(page).get_by_text("Never ending")).to_be_visible()


def test_being_offline_is_shown_and_ends_by_itself(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    # What writing needs beyond a plain text is loaded with its first use: then it does without.
    problems.expect("ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|could not be loaded")
    page = open_tab()
    open_thread(page, chat_server)
    page.context.set_offline(True)
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    write(page, "Are you there?")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    chat_server.keep("t1", done(assistant("c", "Written meanwhile") | {"thread_id": "t1"}))
    page.context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_have_count(0)
    expect(log(page).get_by_text("Written meanwhile")).to_be_visible()
    log(page).get_by_role("button", name="Try again").click()
    run = chat_server.next_run()
    run.say(done(assistant("d", "Yes.")))
    run.end()
    expect(log(page).get_by_text("Yes.")).to_be_visible()
    expect(page.get_by_text("Not sent.")).to_have_count(0)


def test_a_thread_that_could_not_be_loaded_opens_when_the_server_is_back(
    open_tab: OpenPage, chat_server: ChatServer, problems: Problems
) -> None:
    problems.expect("ERR_EMPTY_RESPONSE")
    chat_server.add_thread("t1", [user("u", "Hello")])
    chat_server.add_thread("t2", [user("v", "Other"), assistant("w", "Fine")])
    page = open_tab()
    chat_server.down = True
    page.goto(chat_server.page(initialThread="t2"))
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    chat_server.down = False
    expect(log(page).get_by_text("Fine")).to_be_visible()
    expect(page.get_by_text(OFFLINE)).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.fixture
def tabs(open_tab: OpenPage, chat_server: ChatServer) -> tuple[Page, Page]:
    """Two tabs that show the same thread."""
    first, second = open_tab(), open_tab()
    open_thread(first, chat_server)
    open_thread(second, chat_server)
    second.wait_for_timeout(500)  # what keeps tabs in step is loaded a little later
    return first, second


def test_a_second_tab_shows_the_answer_while_it_is_written(
    tabs: tuple[Page, Page], chat_server: ChatServer
) -> None:
    first, second = tabs
    run = ask(first, chat_server)
    run.say(added(assistant("b", "")), delta("b", "In both "))
    expect(log(second).get_by_text("Why?")).to_have_count(1)
    expect(log(second).get_by_text("In both")).to_be_visible()
    run.say(delta("b", "tabs."))
    expect(log(second).get_by_text("In both tabs.")).to_be_visible()
    assert not chat_server.asked("threads.resume")
    second.get_by_role("button", name="Stop").click()
    for page in tabs:
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)
        expect(log(page).get_by_text("Why?")).to_have_count(1)
    assert chat_server.asked("threads.stop") == [{"thread_id": "t1"}]


def test_a_tab_goes_on_with_the_answer_when_the_one_that_asked_is_closed(
    tabs: tuple[Page, Page], chat_server: ChatServer
) -> None:
    first, second = tabs
    run = ask(first, chat_server)
    run.say(added(assistant("b", "")), delta("b", "Before "))
    expect(log(second).get_by_text("Before")).to_be_visible()
    first.close(run_before_unload=True)
    expect(log(second).get_by_text("Before")).to_be_visible()
    run.say(delta("b", "and after."))
    expect(log(second).get_by_text("Before and after.")).to_be_visible()
    run.say(done(assistant("b", "Before and after.")))
    run.end()
    expect(second.get_by_role("button", name="Stop")).to_have_count(0)


def test_a_tab_that_is_opened_in_the_middle_says_nothing_twice(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    first = open_tab()
    open_thread(first, chat_server)
    run = ask(first, chat_server)
    run.say(added(assistant("b", "")), delta("b", "One "))
    expect(log(first).get_by_text("One")).to_be_visible()
    second, third = open_tab(), open_tab()
    open_thread(second, chat_server)
    open_thread(third, chat_server)
    for page in (second, third):
        expect(log(page).get_by_text("One")).to_be_visible()
    run.say(delta("b", "two."))
    for page in (first, second, third):
        expect(log(page).get_by_text("One two.", exact=True)).to_be_visible()
    run.say(done(assistant("b", "One two.")))
    run.end()
    for page in (first, second, third):
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)


def test_a_new_name_and_a_deletion_reach_the_other_tab(
    tabs: tuple[Page, Page], chat_server: ChatServer
) -> None:
    first, second = tabs
    first.get_by_role("button", name="Chat history").click()
    first.get_by_role("button", name="Rename").click()
    first.get_by_role("textbox", name="New title").fill("Botany")
    first.keyboard.press("Enter")
    expect(second.get_by_role("heading", name="Botany")).to_be_visible()
    first.get_by_role("button", name="Delete “Botany”").click()
    first.get_by_role("button", name="Delete", exact=True).click()
    expect(second.get_by_role("heading", name="New chat")).to_be_visible()
    expect(second.get_by_text("Hi there")).to_have_count(0)
