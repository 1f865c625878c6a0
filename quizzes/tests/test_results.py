"""Which attempt counts, and what may be reviewed when."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quizzes import attempts, results
from quizzes.models import Attempt, ClosingMessage, ExtraTime, Guest, Quiz

from .cast import QuizTestCase


class CountingTests(QuizTestCase):
    def counted(self, counting: Quiz.Counting) -> float | None:
        self.quiz.counting = counting
        marks = (1.0, 3.0, 2.0)
        made = [Attempt(quiz=self.quiz, mark=mark, max_mark=4.0) for mark in marks]
        return results.counting_percent(self.quiz, [*made, Attempt(quiz=self.quiz, max_mark=4.0)])

    def test_best_first_last_and_average(self) -> None:
        counted = [self.counted(counting) for counting in Quiz.Counting]
        self.assertEqual(counted, [75.0, 25.0, 50.0, 50.0])

    def test_without_a_finished_attempt_nothing_counts(self) -> None:
        self.assertIsNone(results.counting_percent(self.quiz, []))


class StandingTests(QuizTestCase):
    def test_it_tells_what_is_running_and_why_no_other_can_start(self) -> None:
        Quiz.objects.update(attempts_allowed=1)
        attempts.start(self.quiz, self.learner)
        [standing] = results.standings(self.learner)
        self.assertIsNotNone(standing.running)
        self.assertIn("used all your attempts", standing.refusal or "")

    def test_more_quizzes_cost_no_more_queries(self) -> None:
        for number in range(10):
            self.make_quiz(f"quiz-{number}")
        with self.assertNumQueries(5):
            self.assertEqual(len(results.standings(self.learner)), 11)

    def test_guests_see_only_what_is_open_to_guests(self) -> None:
        Guest.objects.create(user=self.learner)
        self.assertEqual(results.standings(self.learner), [])
        Quiz.objects.update(access=Quiz.Access.GUESTS)
        self.assertEqual(len(results.standings(self.learner)), 1)

    def test_an_attempt_whose_time_is_over_is_finished(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now())
        [standing] = results.standings(self.learner)
        self.assertEqual((standing.running, standing.percent), (None, 0.0))

    def test_extra_time_stretches_the_limit_that_is_shown(self) -> None:
        Quiz.objects.update(time_limit=timedelta(minutes=10))
        ExtraTime.objects.create(learner=self.learner, quiz=self.quiz, factor=1.5)
        [standing] = results.standings(self.learner)
        self.assertEqual(standing.time_limit, timedelta(minutes=15))

    def test_previews_do_not_count(self) -> None:
        attempts.start(self.quiz, self.teacher, preview=True)
        [standing] = results.standings(self.teacher)
        self.assertEqual(standing.attempts, [])


class ReviewTests(QuizTestCase):
    def may_review(self, **rules: object) -> bool:
        for name, value in rules.items():
            setattr(self.quiz, name, value)
        return results.may_review(Attempt(quiz=self.quiz), timezone.now())

    def test_deferred_feedback_opens_when_the_quiz_says(self) -> None:
        deferred = Quiz.Feedback.DEFERRED
        past = timezone.now() - timedelta(hours=1)
        self.assertTrue(self.may_review(feedback=deferred))
        self.assertFalse(self.may_review(review=Quiz.Review.CLOSED))
        self.assertTrue(self.may_review(closes_at=past))
        self.assertFalse(self.may_review(review=Quiz.Review.NEVER))

    def test_the_closing_message_is_the_highest_one_reached(self) -> None:
        for percent, text in ((0, "Try again"), (50, "Good"), (90, "Excellent")):
            ClosingMessage.objects.create(quiz=self.quiz, from_percent=percent, text=text)
        said = [
            results.closing_message(Attempt(quiz=self.quiz, mark=mark, max_mark=10.0))
            for mark in (-1.0, 5.0, 8.99, 9.0)
        ]
        self.assertEqual(said, ["Try again", "Good", "Good", "Excellent"])
