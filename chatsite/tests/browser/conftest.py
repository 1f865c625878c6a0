"""Fixtures of the browser tests.

    def test_it_greets_the_teacher(page: Page, sign_in: SignIn) -> None:
        sign_in(page, teacher)
        page.goto("/")

`page` is one page; `open_page` opens more, each in a browser session of its own, with any option of
Playwright's `new_context` (`color_scheme="dark"`, `viewport={"width": 360, "height": 740}`).
A test fails if the browser logged an error or blocked something; `problems.expect` is for a test
that provokes one. What a failed test saw last is kept as .screenshots/failed-*.png.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quizzes import teachers
from quizzes.models import Quiz

from .helpers import shot
from .problems import Problems
from .quizzes import make_quiz
from .server import LiveServer

# Playwright keeps an event loop in the tests' thread, where Django then suspects async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
FAILED = pytest.StashKey[bool]()

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, User], None]

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Chromium refuses its sandbox to root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS + sandbox
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[LiveServer]:
    with LiveServer() as server:
        yield server


@pytest.fixture
def live_site(server: LiveServer, transactional_db: None) -> str:
    """The site's address. Its database is empty before each test."""
    return server.url


@pytest.fixture
def problems() -> Iterator[Problems]:
    problems = Problems()
    yield problems
    problems.check()


@pytest.fixture
def open_page(
    browser: Browser, live_site: str, problems: Problems, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    pages: list[Page] = []

    def open_page(**options: Any) -> Page:
        # What moves can neither be looked at nor measured.
        calm = {"reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=live_site, **calm)
        problems.watch(context)
        pages.append(context.new_page())
        return pages[-1]

    yield open_page
    for number, page in enumerate(pages):
        if request.node.stash.get(FAILED, False):
            shot(page, f"failed-{request.node.name}-{number}")
        page.context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def sign_in(live_site: str) -> SignIn:
    """Sign a user in by giving the page's browser their session: no form, no password."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_site}])

    return sign_in


@pytest.fixture
def grace(live_site: str) -> User:
    """The teacher who owns `quiz`."""
    teacher = User.objects.create_user("grace", first_name="Grace", is_staff=True)
    teacher.groups.add(Group.objects.get(name=teachers.NAME))
    return teacher


@pytest.fixture
def quiz(grace: User) -> Quiz:
    return make_quiz(grace)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
