"""A learner takes a quiz: the whole loop in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, Request, expect

from quizzes.models import Attempt, Quiz

from .conftest import OpenPage, SignIn
from .helpers import axe, shot
from .quizzes import make_quiz

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def quiz(live_site: str) -> Quiz:
    return make_quiz(User.objects.create_user("grace", is_staff=True), tries=2)


@pytest.fixture
def ada(live_site: str) -> User:
    return User.objects.create_user("ada", first_name="Ada")


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Start").click()
    expect(card(page, "Question 1 of 4")).to_be_visible()


def card(page: Page, status: str) -> Locator:
    """The card with this beginning of a status, such as "Question 2 of 4 · Correct"."""
    return page.get_by_role("article", name=status)


def messages(page: Page) -> Locator:
    """What is shown, without what the live region says of it."""
    return page.get_by_role("log")


def answer(page: Page, position: int, *labels: str, button: str = "Check answer") -> None:
    """Tick choices by their labels and press the button."""
    question = card(page, f"Question {position} of 4")
    for label in labels:
        question.get_by_label(label, exact=True).check()
    question.get_by_role("button", name=button).click()


def go_on(page: Page, position: int, name: str = "Next question") -> None:
    question = card(page, f"Question {position} of 4")
    question.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_learner_takes_the_whole_quiz(
    open_page: OpenPage, sign_in: SignIn, ada: User, quiz: Quiz, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    sign_in(page, ada)
    page.goto("/")
    axe(page)
    shot(page, f"home-{scheme}")
    begin(page)
    axe(page)
    shot(page, f"question-{scheme}")
    answer(page, 1, "Nucleus")
    expect(messages(page).get_by_text("Not right yet")).to_be_visible()
    expect(messages(page).get_by_text("Hint 1")).to_be_visible()
    axe(page)
    answer(page, 1, "Chloroplast")
    expect(card(page, "Question 1 of 4 · Correct")).to_be_visible()
    expect(messages(page).get_by_text("Chloroplasts carry out photosynthesis.")).to_be_visible()
    axe(page)
    shot(page, f"feedback-{scheme}")
    go_on(page, 1)
    expect(card(page, "Question 2 of 4").locator("math").first).to_be_visible()
    axe(page)
    answer(page, 2, "A")
    go_on(page, 2)
    answer(page, 3, "A", "B")
    expect(card(page, "Question 3 of 4 · Correct")).to_be_visible()
    axe(page)
    go_on(page, 3)
    answer(page, 4, "False")
    expect(card(page, "Question 4 of 4").get_by_text("You have one more try.")).to_be_visible()
    go_on(page, 4, "Finish")
    page.get_by_role("button", name="Finish the attempt").click()
    expect(card(page, "A bit of science · result")).to_be_visible()
    expect(messages(page).get_by_text("Passed", exact=True)).to_be_visible()
    axe(page)
    shot(page, f"result-{scheme}")
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.mark) == (Attempt.State.FINISHED, 2.6666667)


def test_a_guest_joins_with_a_name_and_starts(page: Page, quiz: Quiz) -> None:
    page.goto("/")
    page.get_by_role("link", name="Join").first.click()
    axe(page)
    page.get_by_label("name").fill("Lin")
    page.get_by_role("button", name="Join").click()
    begin(page)
    assert Attempt.objects.get().learner.first_name == "Lin"


def test_a_reload_goes_on_where_the_learner_was(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    sign_in(page, ada)
    begin(page)
    answer(page, 1, "Chloroplast")
    go_on(page, 1)
    expect(card(page, "Question 2 of 4")).to_be_visible()
    page.reload()
    expect(card(page, "Question 1 of 4 · Correct")).to_be_visible()
    expect(card(page, "Question 2 of 4")).to_be_visible()
    assert Attempt.objects.count() == 1


def test_a_chat_that_is_opened_again_shows_its_end(
    open_page: OpenPage, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    page = open_page(viewport=PHONE)
    sign_in(page, ada)
    begin(page)
    answer(page, 1, "Chloroplast")
    go_on(page, 1)
    answer(page, 2, "A")
    go_on(page, 2)
    for _ in range(3):
        page.reload()
        expect(card(page, "Question 3 of 4").get_by_role("button").first).to_be_in_viewport()
        expect(card(page, "Question 1 of 4")).not_to_be_in_viewport()


def test_another_device_goes_on_with_the_same_attempt(
    open_page: OpenPage, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    laptop, phone = open_page(), open_page(viewport=PHONE)
    sign_in(laptop, ada)
    sign_in(phone, ada)
    begin(laptop)
    answer(laptop, 1, "Chloroplast")
    go_on(laptop, 1)
    expect(card(laptop, "Question 2 of 4")).to_be_visible()
    phone.goto("/")
    phone.get_by_role("link", name="Continue").or_(
        phone.get_by_role("button", name="Continue")
    ).first.click()
    expect(card(phone, "Question 2 of 4")).to_be_visible()
    assert Attempt.objects.count() == 1


def test_a_second_tab_shows_what_the_first_one_answered(
    open_page: OpenPage, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    Quiz.objects.update(tries=1)
    first, second = open_page(), open_page()
    sign_in(first, ada)
    sign_in(second, ada)
    begin(first)
    second.goto("/quiz/science/")
    expect(card(second, "Question 1 of 4")).to_be_visible()
    answer(first, 1, "Chloroplast")
    expect(card(first, "Question 1 of 4 · Correct")).to_be_visible()
    answer(second, 1, "Nucleus")
    expect(messages(second).get_by_text("Your first answer counts", exact=False)).to_be_visible()
    expect(card(second, "Question 1 of 4 · Correct")).to_be_visible()


def test_tabs_of_one_browser_stay_in_step(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    sign_in(page, ada)
    begin(page)
    second = page.context.new_page()
    second.goto("/quiz/science/")
    expect(card(second, "Question 1 of 4")).to_be_visible()
    second.wait_for_timeout(1000)  # what keeps tabs in step is loaded after the chat
    answer(page, 1, "Chloroplast")
    expect(card(second, "Question 1 of 4 · Correct")).to_be_visible()
    go_on(second, 1)
    expect(card(page, "Question 2 of 4")).to_be_visible()


def test_the_quiz_can_be_taken_with_the_keyboard_alone(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    sign_in(page, ada)
    begin(page)
    page.get_by_label("Chloroplast").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(card(page, "Question 1 of 4 · Correct")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.get_by_role("button", name="Next question").evaluate(
            "button => button.getRootNode().activeElement === button"
        ):
            break
    page.keyboard.press("Enter")
    expect(card(page, "Question 2 of 4")).to_be_visible()


def test_the_time_that_is_left_is_shown_and_its_end_brings_the_result(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    Quiz.objects.update(time_limit=timedelta(seconds=6))
    sign_in(page, ada)
    begin(page)
    expect(page.locator("#time-left")).to_contain_text("seconds left")
    expect(card(page, "A bit of science · result")).to_be_visible()
    expect(page.locator("#time-left")).to_have_text("Time is over")
    assert Attempt.objects.get().state == Attempt.State.FINISHED


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_phone(
    open_page: OpenPage, sign_in: SignIn, ada: User, quiz: Quiz, scheme: str
) -> None:
    page = open_page(viewport=PHONE, color_scheme=scheme)
    sign_in(page, ada)
    page.goto("/")
    axe(page)
    shot(page, f"home-phone-{scheme}")
    begin(page)
    shot(page, f"question-phone-{scheme}")
    answer(page, 1, "Chloroplast")
    expect(card(page, "Question 1 of 4 · Correct")).to_be_visible()
    axe(page)
    shot(page, f"feedback-phone-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_byte_tells_the_key_before_an_answer_is_final(
    page: Page, sign_in: SignIn, ada: User, quiz: Quiz
) -> None:
    Quiz.objects.update(feedback=Quiz.Feedback.DEFERRED)
    bodies: list[str] = []

    def keep(request: Request) -> None:
        response = request.response()
        if response and response.ok and request.resource_type in ("document", "fetch"):
            bodies.append(response.text())

    page.on("requestfinished", keep)
    sign_in(page, ada)
    begin(page)
    for position, label in enumerate(("Nucleus", "B", "C", "False"), start=1):
        answer(page, position, label, button="Save answer")
        expect(card(page, f"Question {position} of 4").get_by_text("Answer saved")).to_be_visible()
        go_on(page, position, "Finish" if position == 4 else "Next")
    expect(messages(page).get_by_text("4 of 4 questions answered")).to_be_visible()
    sent = "".join(bodies)
    assert "Question 4 of 4" in sent
    for secret in ("Feedback", "photosynthesis", "Negative indices", "pressure", "Correct"):
        assert secret not in sent, secret
    page.get_by_role("button", name="Finish the attempt").click()
    expect(card(page, "A bit of science · result")).to_be_visible()
