"""The element on pages: by the template tag, in frames of other sites, from OpenAI's servers."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings

from conversations.page import OFFICIAL_ORIGIN
from quizzes.models import Quiz
from quizzes.tests.cast import QuizTestCase

SITE = "https://www.example.org"
EMBEDDED = "/embed/quiz/capitals/"


def rendered(source: str, **values: Any) -> str:
    request = RequestFactory().get("/")
    page = Template("{% load chatkit %}" + source)
    return page.render(Context({"csrf_token": "token", "request": request, **values}))


class TagTests(QuizTestCase):
    def test_options_reach_the_element_whatever_they_hold(self) -> None:
        options = {"startScreen": {"greeting": "</script>\"'><img src=x onerror=alert(1)> ä"}}
        text = rendered("{% chatkit options %}", options=options)
        self.assertNotIn("<img", text)
        [found] = re.findall(r'data-options="([^"]*)"', text)
        self.assertEqual(json.loads(html.unescape(found)), options)

    def test_it_has_no_script_of_its_own(self) -> None:
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", rendered("{% chatkit %}"))
        self.assertEqual(scripts, ["", ""])

    def test_it_hands_over_the_endpoint_and_the_token(self) -> None:
        text = rendered("{% chatkit %}")
        self.assertIn('data-url="/chatkit"', text)
        self.assertIn('data-csrf="token"', text)

    def test_the_page_may_add_data_and_a_module(self) -> None:
        text = rendered('{% chatkit setup="mine/chat.js" begin=True attempt="" some_id=7 %}')
        self.assertRegex(text, r' data-begin=""')
        self.assertIn('data-some-id="7"', text)
        self.assertNotIn("data-attempt", text)
        self.assertIn("mine/chat.js", text)


class OfficialTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.learner)

    def test_ours_needs_no_other_origin(self) -> None:
        response = self.client.get("/chat/")
        self.assertNotIn("openai.com", response["Content-Security-Policy"])
        self.assertIn("trusted-types 'none'", response["Content-Security-Policy"])
        self.assertIn("require-trusted-types-for 'script'", response["Content-Security-Policy"])
        self.assertNotContains(response, OFFICIAL_ORIGIN)

    @override_settings(CHATKIT_DOMAIN_KEY="domain_pk_1")
    def test_with_a_key_theirs_is_loaded_on_chat_pages_only(self) -> None:
        response = self.client.get("/chat/")
        self.assertContains(
            response, f'<script src="{OFFICIAL_ORIGIN}/deployments/chatkit/chatkit.js"'
        )
        self.assertContains(response, 'data-domain-key="domain_pk_1"')
        self.assertNotContains(response, "conversations/build/chatkit.js")
        policy = response["Content-Security-Policy"]
        self.assertIn(f"script-src 'self' {OFFICIAL_ORIGIN};", policy + ";")
        self.assertIn(f"frame-src {OFFICIAL_ORIGIN}", policy)
        self.assertEqual(policy.count("openai.com"), 2)
        self.assertNotIn("openai.com", self.client.get("/")["Content-Security-Policy"])


class FrameTests(QuizTestCase):
    def test_without_origins_there_is_nothing_to_frame(self) -> None:
        self.client.force_login(self.learner)
        for page in ("/embed/", EMBEDDED):
            self.assertEqual(self.client.get(page).status_code, 404)

    @override_settings(EMBED_ORIGINS=[SITE])
    def test_the_named_sites_may_frame_it_and_nothing_else(self) -> None:
        self.client.force_login(self.learner)
        for page in ("/embed/", EMBEDDED):
            response = self.client.get(page)
            self.assertIn(f"frame-ancestors {SITE}", response["Content-Security-Policy"])
            self.assertNotIn("X-Frame-Options", response)
        for page in ("/", "/chat/", "/quiz/capitals/"):
            response = self.client.get(page)
            self.assertIn("frame-ancestors 'none'", response["Content-Security-Policy"])
            self.assertEqual(response["X-Frame-Options"], "DENY")

    @override_settings(EMBED_ORIGINS=[SITE])
    def test_it_has_the_quiz(self) -> None:
        self.client.force_login(self.learner)
        self.assertContains(self.client.get(EMBEDDED), "start capitals")
        Quiz.objects.update(state=Quiz.State.DRAFT)
        self.assertEqual(self.client.get(EMBEDDED).status_code, 404)

    @override_settings(EMBED_ORIGINS=[SITE])
    def test_visitors_are_led_to_where_they_can_sign_in(self) -> None:
        same = Client().get(EMBEDDED, headers={"Sec-Fetch-Site": "same-site"})
        self.assertContains(same, "/sign-in/?next=/quiz/capitals/")
        other = Client().get(EMBEDDED, headers={"Sec-Fetch-Site": "cross-site"})
        self.assertContains(other, 'href="/quiz/capitals/" target="_blank"')
        self.assertIn(f"frame-ancestors {SITE}", other["Content-Security-Policy"])
