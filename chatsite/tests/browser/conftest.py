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
from django.conf import global_settings, settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from quizzes import teachers
from quizzes.models import Quiz

from . import demo
from .chat_server import ChatServer
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
    # A microphone that beeps, for everyone.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
FAILED = pytest.StashKey[bool]()
# Of a site that runs for these tests alone, with this process's settings: see bin/stack.py.
SITE_URL = os.environ.get("SITE_URL")

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
def site_url() -> Iterator[str]:
    if SITE_URL:
        yield SITE_URL
        return
    with LiveServer() as server:
        yield server.url


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    return bool(SITE_URL)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """A site that runs has a database; the tests use and empty that one."""
    if SITE_URL:
        database = settings.DATABASES["default"]
        database["TEST"]["NAME"] = database["NAME"]


@pytest.fixture(scope="session", autouse=True)
def hashers(test_settings: None) -> Iterator[None]:
    """Passwords that a site which runs can check."""
    running = global_settings.PASSWORD_HASHERS if SITE_URL else settings.PASSWORD_HASHERS
    with override_settings(PASSWORD_HASHERS=running):
        yield


@pytest.fixture
def database(transactional_db: None) -> None:
    """Empty before each test."""


if SITE_URL:

    @pytest.fixture
    def transactional_db(
        django_db_setup: None, django_db_blocker: DjangoDbBlocker
    ) -> Iterator[None]:
        """pytest-django's would make a database of its own."""
        with django_db_blocker.unblock():
            yield
            empty()


def empty() -> None:
    """Delete all but what the site's processes know by heart, such as the keys of its models."""
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    kept |= {"auth_group", "auth_group_permissions"}
    tables = sorted(set(connection.introspection.table_names()) - kept)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


@pytest.fixture
def live_site(site_url: str, database: None) -> str:
    """The site's address. Its database is empty before each test."""
    return site_url


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
def chat_server() -> Iterator[ChatServer]:
    """A server that knows nothing but the chat, and answers as the test says."""
    with ChatServer() as server:
        yield server


@pytest.fixture
def open_tab(
    browser: Browser, chat_server: ChatServer, problems: Problems, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """More pages of one browser session, without the site: for the element and `chat_server`.

    They are closed before that server is.
    """
    contexts: list[BrowserContext] = []

    def open_tab(**options: Any) -> Page:
        if not contexts:
            contexts.append(browser.new_context(**{"reduced_motion": "reduce", **options}))
            problems.watch(contexts[0])
        return contexts[0].new_page()

    yield open_tab
    for context in contexts:
        for number, page in enumerate(context.pages):
            if request.node.stash.get(FAILED, False):
                shot(page, f"failed-{request.node.name}-{number}")
        context.close()


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


@pytest.fixture(scope="module")
def demo_site() -> Iterator[str]:
    """A site of its own, since only a developer's has the demo page; it needs no database."""
    with override_settings(DEBUG=True), LiveServer() as server:
        yield server.url


@pytest.fixture(scope="module", params=["light", "dark"])
def visits(
    browser: Browser, demo_site: str, request: pytest.FixtureRequest
) -> dict[str, demo.Visit]:
    """Every sample of the demo page in one scheme, by its name."""
    problems = Problems()
    with demo.open_demo(browser, demo_site, problems) as page:
        seen = {name: demo.visit(page, name, request.param) for name in page.names()}
    problems.check()
    if demo.WRITES:
        for visit in seen.values():
            visit.write()
    return seen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
