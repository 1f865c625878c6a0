"""What is kept about me: to see, to download, to erase."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from conversations.models import Thread, ThreadItem
from quizzes import attempts, guests
from quizzes.models import Attempt, Quiz, Response
from quizzes.tests.cast import QuizTestCase

PASSWORD = "correct horse battery"


class MeTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.learner.set_password(PASSWORD)
        self.learner.save(update_fields=["password"])
        self.client.force_login(self.learner)
        for user in (self.learner, self.stranger):
            self.talk(user)

    def talk(self, user: User) -> None:
        """One attempt with an answer, and one thread with a message."""
        attempt = attempts.start(self.quiz, user)
        response = attempt.responses.select_related("revision").get(position=1)
        lima = next(choice.id for choice in response.question.choices if choice.text == "Lima")
        attempts.answer(user.pk, attempt.public_id, response.public_id, [lima])
        thread = Thread.objects.create(
            public_id=f"thr_{user}", owner=user, data="{}", created_at=timezone.now()
        )
        data = json.dumps({"type": "user_message", "text": f"hello from {user}"})
        ThreadItem.objects.create(
            thread=thread, public_id=f"msg_{user}", kind="user_message", data=data
        )


class DownloadTests(MeTestCase):
    def data(self) -> dict[str, Any]:
        response = self.client.get("/me/data/")
        self.assertIn("attachment", response["Content-Disposition"])
        values: dict[str, Any] = response.json()
        return values

    def test_visitors_get_nothing(self) -> None:
        self.assertEqual(Client().get("/me/data/").status_code, 302)
        self.assertEqual(Client().get("/me/").status_code, 302)

    def test_it_has_the_account_the_answers_and_the_messages(self) -> None:
        data = self.data()
        self.assertEqual(data["account"]["user_name"], "ada")
        [attempt] = data["attempts"]
        self.assertEqual(attempt["answers"][0]["question"], "Capital of Peru?")
        self.assertEqual(attempt["answers"][0]["chosen"], ["Lima"])
        self.assertEqual(data["threads"][0]["items"][0]["text"], "hello from ada")

    def test_it_has_nothing_of_anybody_else(self) -> None:
        self.assertNotIn("mallory", json.dumps(self.data()))

    def test_it_has_no_marks_while_the_attempt_is_running(self) -> None:
        self.assertNotIn('"mark"', json.dumps(self.data()))

    def test_it_has_no_marks_while_the_review_is_closed(self) -> None:
        Quiz.objects.update(feedback=Quiz.Feedback.DEFERRED, review=Quiz.Review.NEVER)
        attempts.finish(self.learner.pk, self.learner.attempts.get().public_id)
        self.assertNotIn('"mark"', json.dumps(self.data()))

    def test_it_has_the_marks_of_a_finished_attempt(self) -> None:
        attempts.finish(self.learner.pk, self.learner.attempts.get().public_id)
        self.assertEqual(self.data()["attempts"][0]["answers"][0]["mark"], 1.0)


class EraseTests(MeTestCase):
    def test_it_erases_all_of_mine_and_nothing_else(self) -> None:
        response = self.client.post("/me/", {"password": PASSWORD, "sure": "on"}, follow=True)
        self.assertContains(response, "are erased")
        self.assertFalse(User.objects.filter(username="ada").exists())
        self.assertEqual(Attempt.objects.get().learner, self.stranger)
        self.assertEqual(Response.objects.count(), 3)
        self.assertEqual(Thread.objects.get().owner, self.stranger)
        self.assertEqual(ThreadItem.objects.count(), 1)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_a_wrong_password_or_no_consent_erases_nothing(self) -> None:
        for values in ({"password": "wrong", "sure": "on"}, {"password": PASSWORD}, {}):
            self.assertEqual(self.client.post("/me/", values).status_code, 200)
        self.assertTrue(User.objects.filter(username="ada").exists())
        self.assertEqual(Attempt.objects.count(), 2)

    def test_a_guest_confirms_with_a_tick(self) -> None:
        guest = guests.join("Gus")
        self.client.force_login(guest)
        self.assertNotContains(self.client.get("/me/"), "password")
        self.assertRedirects(self.client.post("/me/", {"sure": "on"}), "/")
        self.assertFalse(User.objects.filter(pk=guest.pk).exists())

    def test_who_owns_quizzes_keeps_everything_and_is_told_why(self) -> None:
        self.teacher.set_password(PASSWORD)
        self.teacher.save(update_fields=["password"])
        self.talk(self.teacher)
        self.client.force_login(self.teacher)
        response = self.client.post("/me/", {"password": PASSWORD, "sure": "on"})
        self.assertContains(response, "Banks or quizzes belong to you")
        self.assertTrue(self.teacher.attempts.exists())
        self.assertTrue(Thread.objects.filter(owner=self.teacher).exists())
