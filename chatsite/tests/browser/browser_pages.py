"""Each page of the site, looked at and scanned for barriers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from quizzes import attempts
from quizzes.models import Attempt, Quiz

from .conftest import OpenPage, SignIn
from .helpers import axe, shot
from .problems import Problems

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def finished(quiz: Quiz) -> Attempt:
    """Ada's attempt: the first question answered, the others not."""
    ada = User.objects.create_user("ada", first_name="Ada")
    attempt = attempts.start(quiz, ada)
    response = attempt.responses.get(position=1)
    attempts.answer(ada.pk, attempt.public_id, response.public_id, response.order[:1])
    return attempts.finish(ada.pk, attempt.public_id)


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/join/"])
def test_pages_for_everybody_have_no_barriers(page: Page, quiz: Quiz, path: str) -> None:
    page.goto(path)
    axe(page)
    shot(page, f"page{path.replace('/', '-')}out")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_learners_pages_have_no_barriers(
    open_page: OpenPage, sign_in: SignIn, finished: Attempt, scheme: str
) -> None:
    page = open_page(viewport=PHONE, color_scheme=scheme)
    sign_in(page, finished.learner)
    result = f"/results/{finished.public_id}/"
    for path in ("/", "/chat/", "/quiz/science/", "/results/", result, "/me/", "/me/password/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_a_page_that_is_not_there_says_so(page: Page, live_site: str, problems: Problems) -> None:
    problems.expect("404")
    page.goto("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
