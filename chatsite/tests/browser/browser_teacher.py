"""A teacher edits a question beside its preview, and reads an attempt."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from quizzes import attempts
from quizzes.models import Bank, Question, Quiz, Revision

from .conftest import OpenPage, SignIn
from .helpers import axe, shot

PHONE = {"width": 360, "height": 740}


def open_question(page: Page, name: str) -> None:
    page.goto("/admin/quizzes/question/")
    page.get_by_role("link", name=name).click()


def test_the_preview_follows_the_form(page: Page, sign_in: SignIn, grace: User, quiz: Quiz) -> None:
    sign_in(page, grace)
    page.set_viewport_size({"width": 1400, "height": 900})
    open_question(page, "Derivative")
    preview = page.locator("chatkit-widget").first
    expect(preview.locator("math").first).to_be_visible()
    axe(page)
    shot(page, "admin-question")
    page.get_by_label("Text:").first.fill("What is the slope of $x^3$ at 1?")
    expect(preview.get_by_text("What is the slope of")).to_be_visible()


def test_an_edit_of_an_answered_question_makes_a_new_revision(
    page: Page, sign_in: SignIn, grace: User, quiz: Quiz
) -> None:
    attempt = attempts.start(quiz, User.objects.create_user("ada"))
    sign_in(page, grace)
    open_question(page, "Water")
    page.get_by_label("Text:").first.fill("Water boils sooner on a mountain.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    question = Question.objects.get(name="Water")
    assert Revision.objects.filter(question=question).count() == 2
    shown = attempt.responses.get(position=4).question.text
    assert shown == "Water boils at a lower temperature on a high mountain."


def test_a_key_that_names_no_right_choice_is_refused_with_a_sentence(
    page: Page, sign_in: SignIn, grace: User, quiz: Quiz
) -> None:
    sign_in(page, grace)
    open_question(page, "Derivative")
    page.get_by_label("Weight:").first.fill("0")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("One choice must have the full weight of 1.").first).to_be_visible()
    axe(page)


def test_an_attempt_can_be_read_and_not_changed(
    page: Page, sign_in: SignIn, grace: User, quiz: Quiz
) -> None:
    learner = User.objects.create_user("ada", first_name="Ada", last_name="Byron")
    attempt = attempts.start(quiz, learner)
    response = attempt.responses.get(position=1)
    attempts.answer(learner.pk, attempt.public_id, response.public_id, response.order[:1])
    attempts.finish(learner.pk, attempt.public_id)
    sign_in(page, grace)
    page.goto("/admin/quizzes/attempt/")
    axe(page)
    page.locator("#result_list tbody").get_by_role("link").first.click()
    expect(page.get_by_text("Ada Byron").first).to_be_visible()
    expect(page.get_by_text("Chloroplast").first).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    axe(page)
    shot(page, "admin-attempt")


def test_the_quiz_can_be_previewed_and_nothing_counts(
    page: Page, sign_in: SignIn, grace: User, quiz: Quiz
) -> None:
    sign_in(page, grace)
    page.goto(f"/admin/quizzes/quiz/{quiz.pk}/change/")
    axe(page)
    page.get_by_role("link", name="Preview in the chat").click()
    expect(page.get_by_role("article", name="Question 1 of 4")).to_be_visible()
    assert not quiz.attempts.counted().exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_page_fits_a_small_phone(
    open_page: OpenPage, sign_in: SignIn, grace: User, quiz: Quiz, scheme: str
) -> None:
    page = open_page(viewport=PHONE, color_scheme=scheme)
    sign_in(page, grace)
    open_question(page, "Parts of a cell")
    expect(page.locator("chatkit-widget").first).to_be_visible()
    axe(page)
    shot(page, f"admin-question-phone-{scheme}", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_other_pages_of_the_admin_have_no_barriers(
    page: Page, sign_in: SignIn, grace: User, quiz: Quiz
) -> None:
    sign_in(page, grace)
    bank = Bank.objects.get()
    lists = ("bank", "category", "tag", "question", "quiz", "extratime", "attempt")
    added = ("bank", "category", "question", "quiz", "extratime")
    paths = ["", *(f"quizzes/{name}/" for name in lists)]
    paths += [f"quizzes/{name}/add/" for name in added]
    paths += [f"quizzes/bank/{bank.pk}/{name}/" for name in ("change", "import", "export")]
    for path in paths:
        page.goto(f"/admin/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
