"""Long threads and running answers in the element: what the reader sees stays where it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from .chat_server import ChatServer, Run, added, assistant, delta, done, user, widget
from .conftest import OpenPage

PARAGRAPH = "All flesh is grass, and its beauty is like the flower of the field. " * 4

Json = dict[str, Any]


def turns(number: int) -> list[Json]:
    """Questions and answers of different heights."""
    items = []
    for n in range(number):
        items += [
            user(f"u{n}", f"Question {n}"),
            assistant(f"a{n}", f"**{n}** " + PARAGRAPH * (n % 4)),
        ]
    return items


def area(page: Page) -> Locator:
    return page.get_by_role("log")


def distance_to_end(page: Page) -> float:
    script = "log => log.scrollHeight - log.clientHeight - log.scrollTop"
    distance: float = area(page).evaluate(script)
    return distance


def two_frames(page: Page) -> None:
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def ask(page: Page, server: ChatServer, text: str = "Go on") -> Run:
    expect(area(page).get_by_text("Question").last).to_be_visible()
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    run = server.next_run()
    expect(page.get_by_text(text)).to_be_visible()
    return run


def paragraph(number: int) -> str:
    return f"\n\nParagraph {number}. {PARAGRAPH}"


def grow(page: Page, run: Run, item_id: str, paragraphs: Iterable[int] = range(8)) -> None:
    """Paragraphs, each waited for."""
    for n in paragraphs:
        run.say(delta(item_id, paragraph(n)))
        expect(page.get_by_text(f"Paragraph {n}.")).to_have_count(1)
    two_frames(page)


def test_a_long_thread_opens_at_its_end_and_older_messages_come_above_the_view(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(50))
    page = open_tab(viewport={"width": 800, "height": 700})
    page.goto(chat_server.page(initialThread="t1"))
    expect(page.get_by_text("Question 49")).to_be_in_viewport()
    expect(page.get_by_text("Question 39", exact=True)).to_have_count(0)
    for oldest in (30, 20, 10, 0):
        before = go_to_the_top(page)
        expect(page.get_by_text(f"Question {oldest}", exact=True)).to_have_count(1)
        two_frames(page)
        assert abs(place_of(page, before[0]) - before[1]) < 2, f"moved with question {oldest}"
    expect(page.get_by_role("button", name="Load earlier messages")).to_have_count(0)


def go_to_the_top(page: Page) -> tuple[str, float]:
    """The row that is seen first then, and where."""
    id_and_top: tuple[str, float] = area(page).evaluate(
        """log => {
            log.scrollTop = 100;
            const top = log.getBoundingClientRect().top;
            const row = [...log.querySelectorAll(".row")].find(
                (row) => row.getBoundingClientRect().bottom > top);
            return [row.dataset.itemId, row.getBoundingClientRect().top];
        }"""
    )
    return id_and_top


def place_of(page: Page, item_id: str) -> float:
    top: float = page.locator(f'[data-item-id="{item_id}"]').evaluate(
        "row => row.getBoundingClientRect().top"
    )
    return top


def test_of_items_far_away_only_the_words_are_there_until_the_reader_comes_near(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.page_size = 1000
    chat_server.add_thread("t1", turns(200))
    page = open_tab(viewport={"width": 800, "height": 700})
    page.goto(chat_server.page(initialThread="t1"))
    expect(page.get_by_text("Question 199")).to_be_in_viewport()
    far = page.locator('[data-item-id="a51"]')
    expect(far).to_contain_text("**51** All flesh is grass")
    expect(far.locator("strong")).to_have_count(0)
    far.scroll_into_view_if_needed()
    expect(far.locator("strong")).to_have_text("51")
    expect(far).to_be_in_viewport()
    expect(page.locator('[data-item-id="a1"] strong')).to_have_count(0)


def test_a_growing_answer_is_followed(open_tab: OpenPage, chat_server: ChatServer) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    run = ask(page, chat_server)
    run.say(added(assistant("a", "")))
    grow(page, run, "a")
    assert distance_to_end(page) <= 1
    run.say(done(assistant("a", "The end.")))
    run.end()
    expect(area(page).get_by_text("The end.")).to_be_in_viewport()


def test_the_reader_stays_where_they_scrolled_to_while_an_answer_grows(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    run = ask(page, chat_server)
    run.say(added(assistant("a", "")))
    grow(page, run, "a")
    area(page).hover()
    page.mouse.wheel(0, -30)  # less than what counts as the end
    page.wait_for_timeout(200)
    before = area(page).evaluate("log => log.scrollTop")
    run.say(delta("a", f"\n\nMore. {PARAGRAPH * 3}"))
    expect(page.get_by_text("More.")).to_have_count(1)
    two_frames(page)
    assert area(page).evaluate("log => log.scrollTop") == before
    page.get_by_role("button", name="Jump to the newest message").click()
    assert distance_to_end(page) <= 1
    run.say(delta("a", f"\n\nEven more. {PARAGRAPH * 3}"))
    expect(page.get_by_text("Even more.")).to_have_count(1)
    two_frames(page)
    assert distance_to_end(page) <= 1


def test_nothing_moves_while_text_is_selected(open_tab: OpenPage, chat_server: ChatServer) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    run = ask(page, chat_server)
    run.say(added(assistant("a", "")))
    grow(page, run, "a")
    area(page).hover()
    page.mouse.down()
    before = area(page).evaluate("log => log.scrollTop")
    grow(page, run, "a", [8, 9])
    assert area(page).evaluate("log => log.scrollTop") == before
    page.mouse.up()
    two_frames(page)
    assert distance_to_end(page) <= 1


def test_streaming_shifts_no_layout(open_tab: OpenPage, chat_server: ChatServer) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    expect(page.get_by_text("Question 5")).to_be_visible()
    page.evaluate(
        """() => {
            window.shifts = [];
            new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(
                ({ value, sources }) => [value, sources.map(({ node }) => node?.className)]
            ))).observe({ type: "layout-shift", buffered: false });
        }"""
    )
    run = ask(page, chat_server)
    page.wait_for_timeout(600)  # what follows typing so soon isn't counted
    run.say({"type": "progress_update", "text": "Looking it up"})
    expect(area(page).get_by_text("Looking it up")).to_be_visible()
    run.say(added(assistant("a", "")))
    grow(page, run, "a", range(5))
    run.say(done(assistant("a", "".join(map(paragraph, range(5))) + "\n\nThe end.")))
    run.end()
    expect(area(page).get_by_text("The end.")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.shifts") == []


def test_in_a_page_as_high_as_its_messages_the_page_follows_the_answer(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(height="content", initialThread="t1"))
    expect(page.get_by_text("Question 5")).to_be_in_viewport()
    run = ask(page, chat_server)
    run.say(added(assistant("a", "")))
    grow(page, run, "a")
    assert area(page).evaluate("log => log.scrollHeight <= log.clientHeight")
    assert page.evaluate("() => innerHeight + scrollY") >= page_height(page) - 1
    expect(page.get_by_role("textbox")).to_be_in_viewport()
    page.mouse.move(400, 200)
    page.mouse.wheel(0, -40)
    page.wait_for_timeout(200)
    before = page.evaluate("() => scrollY")
    grow(page, run, "a", [8, 9])
    assert page.evaluate("() => scrollY") == before
    page.get_by_role("button", name="Jump to the newest message").click()
    assert page.evaluate("() => innerHeight + scrollY") >= page_height(page) - 1


def page_height(page: Page) -> int:
    height: int = page.evaluate("() => document.documentElement.scrollHeight")
    return height


def test_in_a_page_as_high_as_its_messages_older_ones_come_above_the_view(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(30))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(height="content", initialThread="t1"))
    expect(page.get_by_text("Question 29")).to_be_in_viewport()
    page.evaluate("() => scrollTo(0, 150)")
    first = page.locator('[data-item-id="u20"]')
    page.wait_for_timeout(50)
    expect(page.get_by_text("Question 10", exact=True)).to_have_count(1)
    two_frames(page)
    expect(first).to_be_in_viewport()
    assert page.evaluate("() => scrollY") > 1000


def test_a_card_taller_than_the_view_is_read_from_its_top(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    lines: list[Json] = [{"type": "Text", "value": f"Line {n}"} for n in range(60)]
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    run = ask(page, chat_server)
    run.say(done(widget("w", {"type": "Card", "children": lines})))
    expect(area(page).get_by_text("Line 0", exact=True)).to_be_in_viewport()
    run.end()
    two_frames(page)
    expect(area(page).get_by_text("Line 0", exact=True)).to_be_in_viewport()
    expect(area(page).get_by_text("Line 59", exact=True)).not_to_be_in_viewport()


def test_without_auto_scroll_only_the_reader_moves_the_view(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(6))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1", thread={"autoScroll": False}))
    expect(page.get_by_text("Question 5")).to_be_in_viewport()
    area(page).evaluate("log => { log.scrollTop = 0; }")
    run = ask(page, chat_server, "Mine")
    expect(area(page).get_by_text("Mine")).to_be_in_viewport()
    before = area(page).evaluate("log => log.scrollTop")
    run.say(added(assistant("a", "")))
    grow(page, run, "a", range(3))
    assert area(page).evaluate("log => log.scrollTop") == before
    page.get_by_role("button", name="Jump to the newest message").click()
    assert distance_to_end(page) <= 1


def test_a_message_of_the_readers_own_comes_into_view_wherever_they_were(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    chat_server.add_thread("t1", turns(8))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    expect(page.get_by_text("Question 7")).to_be_in_viewport()
    area(page).hover()
    page.mouse.wheel(0, -600)
    expect(page.get_by_text("Question 7")).not_to_be_in_viewport()
    ask(page, chat_server, "Here I am")
    expect(area(page).get_by_text("Here I am")).to_be_in_viewport()


def test_the_button_for_older_messages_keeps_the_focus_until_there_are_none(
    open_tab: OpenPage, chat_server: ChatServer
) -> None:
    focused = """() => {
        const { activeElement } = document.querySelector("openai-chatkit").shadowRoot;
        return activeElement?.textContent.startsWith("Load") ? "button" : activeElement?.role;
    }"""
    chat_server.add_thread("t1", turns(40))
    page = open_tab(viewport={"width": 800, "height": 600})
    page.goto(chat_server.page(initialThread="t1"))
    expect(page.get_by_text("Question 39")).to_be_in_viewport()
    page.get_by_role("button", name="Load earlier messages").focus()  # and so the top is in view
    expect(page.get_by_text("Question 20", exact=True)).to_have_count(1)
    assert page.evaluate(focused) == "button"
    for oldest in (10, 0):
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Question {oldest}", exact=True)).to_have_count(1)
        two_frames(page)
        assert page.evaluate(focused) == ("button" if oldest else "log")
