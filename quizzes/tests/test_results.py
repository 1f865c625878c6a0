"""Which attempt counts, and what may be reviewed when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from quizzes import attempts, results
from quizzes.models import Attempt, ClosingMessage, ExtraTime, Guest, Quiz

from .cast import QuizTestCase

MARKS = st.floats(min_value=-9.0, max_value=9.0, allow_nan=False)


def counting_percent(counting: str, attempts: Sequence[Attempt]) -> float | None:
    """What counts of `attempts`, oldest first, as the rule is read aloud."""
    percents = [attempt.percent for attempt in attempts if attempt.percent is not None]
    if not percents:
        return None
    return {
        Quiz.Counting.BEST: max(percents),
        Quiz.Counting.FIRST: percents[0],
        Quiz.Counting.LAST: percents[-1],
        Quiz.Counting.AVERAGE: sum(percents) / len(percents),
    }[Quiz.Counting(counting)]


class CountingTests(QuizTestCase, HypothesisTestCase):
    def make(self, quiz: Quiz, marks: Sequence[float | None], max_mark: float) -> list[Attempt]:
        """Attempts in this order; one without a mark is in progress."""
        now = timezone.now()
        return [
            Attempt.objects.create(
                quiz=quiz,
                learner=self.learner,
                number=number,
                state=Attempt.State.IN_PROGRESS if mark is None else Attempt.State.FINISHED,
                started_at=now,
                finished_at=None if mark is None else now,
                mark=mark,
                max_mark=max_mark,
                question_count=1,
            )
            for number, mark in enumerate(marks, start=1)
        ]

    def test_best_first_last_and_average(self) -> None:
        self.make(self.quiz, [1.0, 3.0, 2.0, None], 4.0)
        counted = []
        for counting in Quiz.Counting:
            Quiz.objects.update(counting=counting)
            counted += [standing.percent for standing in results.standings(self.learner)]
        self.assertEqual(counted, [75.0, 25.0, 50.0, 50.0])

    @settings(max_examples=50)
    @given(
        made=st.lists(
            st.tuples(
                st.sampled_from(Quiz.Counting.values),
                st.lists(MARKS, max_size=4),
                st.booleans(),
                st.floats(min_value=0.001, max_value=100.0),
            ),
            max_size=4,
        )
    )
    def test_the_database_counts_as_the_rules_say(
        self, made: list[tuple[str, list[float], bool, float]]
    ) -> None:
        Quiz.objects.all().delete()
        expected = {}
        for place, (counting, marks, is_running, max_mark) in enumerate(made):
            quiz = self.make_quiz(f"quiz-{place}", counting=counting, pass_mark=50)
            attempts = self.make(quiz, [*marks, *([None] if is_running else [])], max_mark)
            expected[quiz.pk] = (counting, attempts)
        for standing in results.standings(self.learner):
            counting, attempts = expected.pop(standing.quiz.pk)
            finished = [attempt for attempt in attempts if attempt.is_finished]
            percent = counting_percent(counting, attempts)
            self.assertEqual(standing.made, len(attempts))
            self.assertEqual(standing.latest, finished[-1] if finished else None)
            self.assertEqual(standing.running, attempts[-1] if attempts != finished else None)
            if percent is None:
                self.assertIsNone(standing.percent)
            else:
                self.assertAlmostEqual(standing.percent or 0.0, percent, delta=1e-9 * percent)
        self.assertEqual(expected, {})


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
        attempts.start(self.quiz, self.learner)
        with self.assertNumQueries(6):
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
        self.assertEqual(standing.made, 0)


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
