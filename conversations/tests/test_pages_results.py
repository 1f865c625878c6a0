"""My results: only mine, and the key only where the quiz's rules open it."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Attempt, ClosingMessage, Quiz
from quizzes.tests.cast import QuizTestCase


class ResultsTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.learner)

    def rules(self, **rules: object) -> None:
        Quiz.objects.filter(pk=self.quiz.pk).update(**rules)
        self.quiz.refresh_from_db()

    def start(self) -> Attempt:
        return attempts.start(self.quiz, self.learner)

    def finished(self, right: bool = True) -> Attempt:
        """Ada's attempt with one answer and two questions left open."""
        attempt = self.start()
        response = attempt.responses.select_related("revision").get(position=1)
        choices = sorted(response.question.choices, key=lambda choice: choice.weight)
        chosen = choices[-1 if right else 0].id
        attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [chosen])
        return attempts.finish(self.learner.pk, attempt.public_id)

    def page(self, attempt: Attempt) -> HttpResponseBase:
        response: HttpResponseBase = self.client.get(f"/results/{attempt.public_id}/")
        return response


class ListTests(ResultsTestCase):
    def test_visitors_are_sent_to_sign_in(self) -> None:
        self.assertRedirects(Client().get("/results/"), "/sign-in/?next=/results/")

    def test_it_lists_my_attempts_only(self) -> None:
        attempt = self.finished()
        self.assertContains(self.client.get("/results/"), f"/results/{attempt.public_id}/")
        self.client.force_login(self.stranger)
        self.assertNotContains(self.client.get("/results/"), "Capitals")

    def test_a_running_attempt_has_no_result_to_open(self) -> None:
        attempt = self.start()
        page = self.client.get("/results/")
        self.assertContains(page, "In progress")
        self.assertNotContains(page, attempt.public_id)

    def test_a_preview_is_not_a_result(self) -> None:
        attempts.start(self.quiz, self.learner, preview=True)
        self.assertNotContains(self.client.get("/results/"), "Capitals")

    def test_it_goes_on_to_further_pages(self) -> None:
        for _ in range(21):
            attempts.finish(self.learner.pk, self.start().public_id)
        self.assertContains(self.client.get("/results/"), "Page 1 of 2")
        self.assertContains(self.client.get("/results/?page=2"), "Attempt 1,")
        self.assertContains(self.client.get("/results/?page=nonsense"), "Page 1 of 2")

    def test_twice_the_attempts_cost_no_more_queries(self) -> None:
        counts = []
        for _ in range(2):
            for _ in range(10):
                attempts.finish(self.learner.pk, self.start().public_id)
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/results/")
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])


class ResultTests(ResultsTestCase):
    def test_it_shows_the_mark_the_answer_and_why(self) -> None:
        page = self.page(self.finished(right=False))
        self.assertContains(page, "0\u202f%")
        self.assertContains(page, "Incorrect, 0 of 1")
        self.assertContains(page, "Not answered, 0 of 1", count=2)
        self.assertContains(page, "About Lima.")
        self.assertContains(page, "It is Lima.")

    def test_feedback_on_choices_that_are_neither_chosen_nor_right_is_left_out(self) -> None:
        page = self.page(self.finished())
        self.assertContains(page, "About Lima.")
        self.assertNotContains(page, "About Rome.")

    def test_it_says_whether_the_attempt_passed(self) -> None:
        self.rules(pass_mark=30)
        self.assertContains(self.page(self.finished()), "Passed</span>")
        self.rules(pass_mark=90)
        self.assertContains(self.page(self.finished()), "Not passed</span>")

    def test_it_ends_with_the_quizs_closing_message(self) -> None:
        ClosingMessage.objects.create(quiz=self.quiz, from_percent=0, text="Well *done*.")
        self.assertContains(self.page(self.finished()), "Well <em>done</em>.")

    def test_strangers_visitors_and_teachers_do_not_find_it(self) -> None:
        attempt = self.finished()
        for user in (self.stranger, self.teacher):
            self.client.force_login(user)
            self.assertEqual(self.page(attempt).status_code, 404)
        self.client.logout()
        self.assertEqual(self.page(attempt).status_code, 302)

    def test_a_running_attempt_is_not_found(self) -> None:
        self.assertEqual(self.page(self.start()).status_code, 404)

    def test_before_the_review_opens_nothing_tells_right_from_wrong(self) -> None:
        for review in (Quiz.Review.CLOSED, Quiz.Review.NEVER):
            closes = timezone.now() + timedelta(hours=1)
            self.rules(feedback=Quiz.Feedback.DEFERRED, review=review, closes_at=closes)
            pages = [self.page(self.finished(right=right)) for right in (True, False)]
            for page in pages:
                self.assertContains(page, "Your answer")
                for secret in ("About ", "It is ", "correct", "Correct", "1 of 1", "0 of 1"):
                    self.assertNotContains(page, secret)

    def test_after_the_quiz_has_closed_the_review_is_open(self) -> None:
        closes = timezone.now() + timedelta(hours=1)
        self.rules(feedback="deferred", review="closed", closes_at=closes)
        attempt = self.finished()
        self.rules(closes_at=timezone.now() - timedelta(minutes=1))
        self.assertContains(self.page(attempt), "It is Lima.")

    def test_texts_of_questions_cannot_bring_html(self) -> None:
        question = self.bank.questions.get(name="Capital of Peru")
        question.text = "<script>alert(1)</script> [x](javascript:alert(1))"
        question.save(update_fields=["text"])
        page = self.page(self.finished())
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, 'href="javascript')

    def test_the_questions_language_is_marked(self) -> None:
        self.bank.language = "es"
        self.bank.save(update_fields=["language"])
        self.assertContains(self.page(self.finished()), 'lang="es"')
