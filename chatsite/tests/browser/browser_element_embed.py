"""The chat in a frame of another site's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from playwright.sync_api import Page, expect

from quizzes.models import Quiz

from .conftest import OpenPage
from .helpers import axe, shot
from .problems import Problems

# Names below localhost are this machine's: the first two are one site, the third is another.
QUIZ, SCHOOL, ELSEWHERE = "quiz.school.localhost", "www.school.localhost", "www.example.localhost"


class OtherSite(BaseHTTPRequestHandler):
    """A page with the snippet of docs/developers.md, under whatever name it is asked for."""

    frame = ""

    def do_GET(self) -> None:
        html = f"<!doctype html><html lang=en><title>A</title><h1>A school</h1>{self.frame}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_: object) -> None:
        """Nothing, as there is nobody to read it."""


@pytest.fixture
def others() -> Iterator[int]:
    """The port of other sites' pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def port(live_site: str, others: int) -> Iterator[int]:
    """The port of the site, which the school's and another site's pages may frame."""
    port = urlsplit(live_site).port or 80
    src = f"http://{QUIZ}:{port}/embed/quiz/science/"
    OtherSite.frame = f'<iframe src="{src}" title="Quiz" width="100%" height="560"></iframe>'
    origins = [f"http://{host}:{others}" for host in (SCHOOL, ELSEWHERE)]
    with override_settings(ALLOWED_HOSTS=[QUIZ], EMBED_ORIGINS=origins):
        yield port


def sign_in(page: Page, user: User, port: int) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    url = f"http://{QUIZ}:{port}"
    cookie = {"name": "sessionid", "value": session, "url": url, "sameSite": "Lax"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary


def test_a_learner_takes_a_quiz_within_a_page_of_the_same_site(
    open_page: OpenPage, quiz: Quiz, port: int, others: int
) -> None:
    Quiz.objects.update(time_limit=timedelta(minutes=5))
    page = open_page(viewport={"width": 360, "height": 740})
    sign_in(page, User.objects.create_user("ada", first_name="Ada"), port)
    page.goto(f"http://{SCHOOL}:{others}/")
    chat = page.frame_locator("iframe")
    chat.get_by_role("button", name="Start the quiz").click()
    expect(chat.get_by_role("radiogroup").or_(chat.get_by_role("group"))).to_be_visible()
    expect(chat.get_by_role("timer")).to_contain_text("left")
    shot(page, "embed-quiz")
    axe(page.frames[1])


def test_in_a_page_of_another_site_it_leads_to_a_tab_of_its_own(
    open_page: OpenPage, quiz: Quiz, port: int, others: int
) -> None:
    page = open_page()
    sign_in(page, User.objects.create_user("ada", first_name="Ada"), port)
    page.goto(f"http://{ELSEWHERE}:{others}/")
    link = page.frame_locator("iframe").get_by_role("link", name="Open in a new tab")
    expect(link).to_have_attribute("href", "/quiz/science/")
    shot(page, "embed-visitor")


def test_a_site_that_is_not_named_shows_nothing(
    open_page: OpenPage, quiz: Quiz, others: int, port: int, problems: Problems
) -> None:
    problems.expect("frame-ancestors")
    page = open_page()
    page.goto(f"http://stranger.localhost:{others}/")
    expect(page.frame_locator("iframe").get_by_role("link")).to_have_count(0)
