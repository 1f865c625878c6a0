"""The chat pages: who may open them, and when they begin by themselves."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from unittest import mock

from django.test import Client

from quizzes import attempts, guests
from quizzes.models import Quiz
from quizzes.tests.cast import QuizTestCase

QUIZ = "/quiz/capitals/"
PREVIEW = "/quiz/capitals/preview/"


class ChatTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.learner)

    def options(self, response: Any) -> Any:
        """What the page hands to its element."""
        [found] = re.findall(r'data-options="([^"]*)"', response.content.decode())
        return json.loads(html.unescape(found))

    def prompts(self, response: Any) -> list[str]:
        return [prompt["prompt"] for prompt in self.options(response)["startScreen"]["prompts"]]

    def test_visitors_are_sent_to_sign_in_and_back(self) -> None:
        for page in ("/chat/", QUIZ, PREVIEW):
            self.assertRedirects(Client().get(page), f"/sign-in/?next={page}")

    def test_the_page_hands_the_endpoint_and_the_token_to_the_element(self) -> None:
        response = self.client.get("/chat/")
        self.assertContains(response, 'data-url="/chatkit"')
        self.assertRegex(response.content.decode(), r'data-csrf="\w{64}"')
        self.assertIn("no-store", response["Cache-Control"])

    def test_a_quiz_waits_until_somebody_starts_it(self) -> None:
        response = self.client.get(QUIZ)
        self.assertNotContains(response, "data-begin")
        self.assertIn("start capitals", self.prompts(response))

    def test_start_begins_once_and_a_reload_does_not(self) -> None:
        self.assertRedirects(self.client.post(QUIZ), QUIZ, fetch_redirect_response=False)
        self.assertContains(self.client.get(QUIZ), "data-begin")
        self.assertNotContains(self.client.get(QUIZ), "data-begin")

    def test_starting_one_quiz_does_not_begin_another(self) -> None:
        self.make_quiz("other")
        self.client.post("/quiz/other/")
        self.assertNotContains(self.client.get(QUIZ), "data-begin")

    def test_a_link_from_elsewhere_starts_nothing(self) -> None:
        self.assertNotContains(self.client.get(QUIZ + "?start=1"), "data-begin")
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.learner)
        self.assertEqual(strict.post(QUIZ).status_code, 403)

    def test_a_running_attempt_goes_on_in_its_thread(self) -> None:
        attempts.start(self.quiz, self.learner)
        self.client.post(QUIZ)
        with mock.patch("conversations.threads.for_quiz", return_value="thr_1"):
            response = self.client.get(QUIZ)
        self.assertEqual(self.options(response)["initialThread"], "thr_1")
        self.assertNotContains(response, "data-begin")

    def test_a_running_attempt_without_its_thread_begins_in_a_new_one(self) -> None:
        attempts.start(self.quiz, self.learner)
        self.client.post(QUIZ)
        self.assertContains(self.client.get(QUIZ), "data-begin")

    def test_a_quiz_that_is_not_for_the_user_is_not_found(self) -> None:
        Quiz.objects.update(access=Quiz.Access.GROUPS)
        self.assertEqual(self.client.get(QUIZ).status_code, 404)
        self.assertEqual(self.client.post(QUIZ).status_code, 404)

    def test_a_draft_is_not_found(self) -> None:
        Quiz.objects.update(state=Quiz.State.DRAFT)
        self.assertEqual(self.client.get(QUIZ).status_code, 404)

    def test_a_guest_takes_only_what_is_open_to_guests(self) -> None:
        self.client.force_login(guests.join("Gus"))
        self.assertEqual(self.client.get(QUIZ).status_code, 404)
        Quiz.objects.update(access=Quiz.Access.GUESTS)
        self.assertEqual(self.client.get(QUIZ).status_code, 200)

    def test_its_teachers_may_preview_even_a_draft(self) -> None:
        Quiz.objects.update(state=Quiz.State.DRAFT)
        self.client.force_login(self.teacher)
        self.assertIn("preview capitals", self.prompts(self.client.get(PREVIEW)))

    def test_a_preview_is_not_found_by_others(self) -> None:
        self.assertEqual(self.client.get(PREVIEW).status_code, 404)
