"""The first page: who sees which quizzes, in which state, with how many queries."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import attempts, guests
from quizzes.models import Attempt, Quiz, Slot
from quizzes.tests.cast import QuizTestCase


class HomeTests(QuizTestCase):
    def home(self) -> str:
        self.client.force_login(self.learner)
        return self.client.get("/").content.decode()

    def allow(self, **rules: object) -> None:
        Quiz.objects.filter(pk=self.quiz.pk).update(**rules)

    def test_a_new_quiz_can_be_started(self) -> None:
        page = self.home()
        self.assertInHTML("<h2 id='open'>To do</h2>", page)
        self.assertIn("3 questions", page)
        self.assertIn("Start <span", page)

    def test_a_pool_counts_the_questions_that_it_picks(self) -> None:
        Slot.objects.create(quiz=self.quiz, position=9, bank=self.bank, pick=2)
        self.assertIn("5 questions", self.home())

    def test_a_running_attempt_can_be_continued(self) -> None:
        attempts.start(self.quiz, self.learner)
        page = self.home()
        self.assertInHTML("<h2 id='running'>In progress</h2>", page)
        self.assertIn("Continue <span", page)

    def test_a_finished_attempt_shows_its_percent_and_leads_to_its_result(self) -> None:
        self.allow(pass_mark=50)
        attempt = attempts.start(self.quiz, self.learner)
        attempts.finish(self.learner.pk, attempt.public_id)
        page = self.home()
        self.assertIn("Not passed, 0\u202f%", page)
        self.assertIn(f"/results/{attempt.public_id}/", page)
        self.assertIn("Try again <span", page)

    def test_an_attempt_whose_time_is_over_is_finished(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        past = timezone.now() - timedelta(minutes=1)
        Attempt.objects.filter(pk=attempt.pk).update(deadline=past)
        self.assertNotIn("In progress", self.home())
        attempt.refresh_from_db()
        self.assertTrue(attempt.is_finished)

    def test_no_attempt_left_is_said_and_offers_no_start(self) -> None:
        self.allow(attempts_allowed=1)
        attempts.finish(self.learner.pk, attempts.start(self.quiz, self.learner).public_id)
        page = self.home()
        self.assertIn("You have used all your attempts", page)
        self.assertNotIn("Try again", page)

    def test_a_quiz_that_is_not_open_says_when(self) -> None:
        self.allow(opens_at=timezone.now() + timedelta(days=1))
        page = self.home()
        self.assertInHTML("<h2 id='shut'>Not open now</h2>", page)
        self.assertIn("opens on", page)
        self.assertNotIn("Start <span", page)

    def test_a_due_date_is_said_in_words_and_exactly(self) -> None:
        closes = timezone.now() + timedelta(days=2, hours=1, minutes=1)
        self.allow(closes_at=closes)
        page = self.home()
        self.assertIn("Due in 2\xa0days, 1\xa0hour", page)
        self.assertIn(f'datetime="{closes.isoformat()}"', page)

    def test_drafts_and_other_groups_quizzes_are_not_listed(self) -> None:
        self.make_quiz("hidden-draft", state=Quiz.State.DRAFT)
        self.make_quiz("hidden-group", access=Quiz.Access.GROUPS).groups.add(
            Group.objects.create(name="4b")
        )
        self.assertNotIn("Hidden", self.home())

    def test_twice_the_quizzes_cost_no_more_queries(self) -> None:
        self.client.force_login(self.learner)
        counts = []
        for batch in range(2):
            for number in range(10):
                quiz = self.make_quiz(f"batch-{batch}-{number}")
                question = self.bank.questions.first()
                Slot.objects.create(quiz=quiz, question=question)
                attempts.start(quiz, self.learner)
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/")
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 8)

    def test_only_staff_get_a_link_to_the_admin(self) -> None:
        self.assertNotIn("/admin/", self.home())
        self.client.force_login(self.teacher)
        self.assertIn("/admin/", self.client.get("/").content.decode())

    def test_names_and_titles_are_escaped(self) -> None:
        self.allow(title="<b>bold</b>")
        self.assertNotIn("<b>bold</b>", self.home())


class WelcomeTests(QuizTestCase):
    def test_visitors_are_asked_to_sign_in(self) -> None:
        response = self.client.get("/")
        self.assertContains(response, "/sign-in/")
        self.assertNotContains(response, "Capitals")
        self.assertNotContains(response, "/join/")

    def test_visitors_see_the_quizzes_that_are_open_to_guests(self) -> None:
        self.make_quiz("for-all", access=Quiz.Access.GUESTS)
        response = self.client.get("/")
        self.assertContains(response, "For-All")
        self.assertContains(response, "/join/?next=/quiz/for-all/")

    def test_visitors_are_not_invited_to_what_has_closed(self) -> None:
        now = timezone.now()
        closed = {"closes_at": now - timedelta(hours=1)}
        early = {"opens_at": now + timedelta(hours=2, minutes=1)}
        self.make_quiz("closed", access=Quiz.Access.GUESTS, **closed)
        self.make_quiz("early", access=Quiz.Access.GUESTS, **early)
        response = self.client.get("/")
        self.assertNotContains(response, "/quiz/closed/")
        self.assertContains(response, "Opens in 2\xa0hours")

    def test_a_guest_sees_only_the_quizzes_for_guests(self) -> None:
        self.make_quiz("for-all", access=Quiz.Access.GUESTS)
        self.client.force_login(guests.join("Gus"))
        response = self.client.get("/")
        self.assertContains(response, "For-All")
        self.assertNotContains(response, "Capitals")
