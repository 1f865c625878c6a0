"""The element for those who hear it, use it without a mouse, enlarge it, or choose its colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from quizzes.models import Quiz

from .chat_server import ChatServer, added, assistant, delta
from .conftest import SignIn
from .demo import open_demo
from .problems import Problems
from .quizzes import make_quiz

# All that a screen reader is told by itself, in its order, from the first message on.
LISTEN = """chat => {
    window.heard = [];
    const live = "[aria-live=polite], [role=status], [role=alert]";
    const hear = (node) => {
        const text = node.textContent.replace(/\\s+/g, " ").trim();
        const region = (node.nodeType === 1 ? node : node.parentElement)?.closest(live);
        if (text && region && !region.closest("[aria-live=off] [aria-live=off]")) heard.push(text);
    };
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes) addedNodes.forEach(hear);
    }).observe(chat.shadowRoot, { childList: true, subtree: true });
}"""


# Something is wider than its place and does not scroll in one of its own.
IS_WIDE = """stage => {
    const { shadowRoot } = stage.firstElementChild;
    const areas = shadowRoot.querySelectorAll(".app, .thread, .start, .footer, .history .list");
    const isWide = (area) => area.scrollWidth > area.clientWidth + 1;
    return [...areas].some(isWide) || document.documentElement.scrollWidth > innerWidth;
}"""

MOVES = """chat => chat.shadowRoot.getAnimations()
    .filter(({ playState }) => playState === "running")
    .map(({ effect }) => effect.target.className)"""

# Backgrounds go with forced colours: only a border still says where a button with a text is.
EDGELESS = """chat => [...chat.shadowRoot.querySelectorAll(".ck-button, .text-button, .ck-choice")]
    .filter((button) => button.checkVisibility())
    .filter((button) => getComputedStyle(button).borderTopWidth === "0px")
    .map((button) => button.outerHTML.slice(0, 150))"""


@pytest.fixture
def ada(live_site: str) -> User:
    return User.objects.create_user("ada", first_name="Ada")


@pytest.fixture
def quiz(live_site: str) -> Quiz:
    return make_quiz(User.objects.create_user("grace", is_staff=True), tries=2)


def focused_card(page: Page) -> str:
    """The first line of what has the focus, as a screen reader names it."""
    return page.locator("openai-chatkit :focus").aria_snapshot().splitlines()[0]


def hears(page: Page, beginning: str) -> None:
    """The last thing that was said begins like this."""
    page.wait_for_function("start => heard.at(-1)?.startsWith(start)", arg=beginning)


def test_a_quiz_is_taken_with_a_screen_reader(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    sign_in(page, ada)
    page.goto("/quiz/science/")
    page.locator("openai-chatkit").evaluate(LISTEN)
    page.get_by_role("button", name="Start the quiz").press("Enter")
    hears(page, "Question 1 of 4")
    assert focused_card(page) == '- article "Question 1 of 4":'
    page.get_by_role("radio", name="Nucleus").press("Space")
    page.keyboard.press("Enter")
    hears(page, "Question 1 of 4 · one more try. Not right yet. You have one more try.")
    assert focused_card(page) == '- article "Question 1 of 4 · one more try":'
    page.get_by_role("radio", name="Chloroplast").press("Space")
    page.keyboard.press("Enter")
    hears(page, "Question 1 of 4 · Correct. ")
    assert focused_card(page) == '- article "Question 1 of 4 · Correct":'
    page.get_by_role("button", name="Next question").press("Enter")
    hears(page, "Question 2 of 4")
    assert focused_card(page) == '- article "Question 2 of 4":'
    heard = page.evaluate("heard")
    assert len(heard) == 5, heard
    assert "Chloroplasts carry out photosynthesis." in heard[3]


@pytest.fixture
def problems() -> Iterator[Problems]:
    problems = Problems()
    yield problems
    problems.check()


def test_nothing_scrolls_sideways_at_400_percent(
    browser: Browser, demo_site: str, problems: Problems
) -> None:
    """A window of 1280 pixels at 400 % is one of 320."""
    phone = {"width": 320, "height": 640}
    with open_demo(browser, demo_site, problems, viewport=phone) as demo:
        wide = [name for name in demo.names() if demo.show(name, width="100%").evaluate(IS_WIDE)]
    assert not wide, wide


def test_nothing_moves_for_those_who_want_calm(
    browser: Browser, demo_site: str, problems: Problems
) -> None:
    with open_demo(browser, demo_site, problems, reduced_motion="reduce") as demo:
        for name in ("progress", "answer-streaming", "history", "workflow-running"):
            demo.show(name)
            assert demo.chat.evaluate(MOVES) == [], name


def test_chosen_colours_leave_every_button_an_edge(
    browser: Browser, demo_site: str, problems: Problems
) -> None:
    with open_demo(browser, demo_site, problems, forced_colors="active") as demo:
        for name in ("widget-button-colors", "widget-card-quiz", "widget-card-form", "error-401"):
            demo.show(name)
            assert demo.chat.evaluate(EDGELESS) == [], name


def test_typing_goes_on_while_an_answer_comes(page: Page, chat_server: ChatServer) -> None:
    page.goto(chat_server.page())
    box = page.get_by_role("textbox")
    box.fill("Why?")
    page.keyboard.press("Enter")
    run = chat_server.next_run()
    page.keyboard.type("And also ")
    run.say(added(assistant("a1", "")), delta("a1", "Because\n\nof"))
    expect(page.get_by_role("log").get_by_text("Because")).to_be_visible()
    page.keyboard.type("this")
    run.end()
    expect(box).to_be_focused()
    expect(box).to_have_value("And also this")
