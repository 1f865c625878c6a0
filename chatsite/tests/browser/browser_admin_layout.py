"""The admin's forms and lists fit a laptop of 1200 px; moving a row is told."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from quizzes import attempts
from quizzes.models import Question, Quiz

from .conftest import SignIn
from .helpers import axe


@pytest.fixture
def laptop(page: Page, sign_in: SignIn, grace: User, quiz: Quiz) -> Page:
    sign_in(page, grace)
    page.set_viewport_size({"width": 1200, "height": 900})
    return page


def edges(place: Locator) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    box = place.bounding_box()
    assert box
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def test_the_question_page_has_room_to_write(laptop: Page) -> None:
    question = Question.objects.get(name="Derivative")
    laptop.goto(f"/admin/quizzes/question/{question.pk}/change/")
    left, _, right, _ = edges(laptop.locator("#id_text"))
    assert right - left >= 420
    title = edges(laptop.locator("#content h2").first)
    assert edges(laptop.locator(".object-tools"))[1] >= title[3]
    laptop.get_by_role("link", name="To the preview").click()
    expect(laptop.get_by_role("heading", name="Preview", exact=True)).to_be_in_viewport()
    axe(laptop)


def test_the_fields_fit_beside_the_preview(laptop: Page) -> None:
    laptop.set_viewport_size({"width": 1400, "height": 900})
    laptop.goto("/admin/quizzes/question/add/")
    row = laptop.locator(".form-row.field-text").first
    for field in ("name", "text", "explanation"):
        left, _, right, _ = edges(laptop.locator(f"#id_{field}"))
        assert right - left >= 420
        assert right <= edges(row)[2]


def test_nothing_is_cut_off_where_a_question_is_added(laptop: Page) -> None:
    laptop.goto("/admin/quizzes/question/add/")
    for field in ("bank", "category"):
        row = laptop.locator(f".form-row.field-{field}, .form-row:has(#id_{field})").first
        assert edges(laptop.locator(f"#id_{field}"))[2] <= edges(row)[2]


def test_the_attempts_are_not_cut_off(laptop: Page, quiz: Quiz) -> None:
    learner = User.objects.create_user("ada", first_name="Ada", last_name="Byron")
    attempt = attempts.start(quiz, learner)
    attempts.finish(learner.pk, attempt.public_id)
    laptop.goto("/admin/quizzes/attempt/")
    table, box = laptop.locator("#result_list"), laptop.locator(".results")
    assert edges(table)[2] <= edges(box)[2] + 1
    axe(laptop)


def test_moving_a_choice_tells_its_new_place(laptop: Page) -> None:
    question = Question.objects.get(name="Derivative")
    count = question.choices.count()
    laptop.goto(f"/admin/quizzes/question/{question.pk}/change/")
    laptop.get_by_role("button", name="Move down").first.click()
    said = laptop.locator("p[role=status][aria-live=polite]", has_text=f"Choice 2 of {count}")
    expect(said).to_have_count(1)
