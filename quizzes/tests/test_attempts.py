"""The life of an attempt, one rule a test."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

from django.utils import timezone

from quizzes import attempts
from quizzes.attempts import NotFound, Refused, TimeOver
from quizzes.models import Attempt, ExtraTime, Question, Quiz, Response, Slot

from .cast import QuizTestCase


class AttemptTestCase(QuizTestCase):
    def start(self, **rules: object) -> Attempt:
        """Ada's attempt at the quiz under these rules."""
        Quiz.objects.filter(pk=self.quiz.pk).update(**rules)
        self.quiz.refresh_from_db()
        return attempts.start(self.quiz, self.learner)

    def response(self, attempt: Attempt, position: int = 1) -> Response:
        return attempt.responses.select_related("revision", "attempt__quiz").get(position=position)

    def choice(self, response: Response, weight: float) -> str:
        """The id of a choice of that weight."""
        return next(c.id for c in response.question.choices if c.weight == weight)

    def answer(self, attempt: Attempt, position: int = 1, right: bool = True) -> Response:
        response = self.response(attempt, position)
        choice = self.choice(response, 1.0 if right else 0.0)
        return attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [choice])


class StartTests(AttemptTestCase):
    def test_it_fixes_the_questions_in_the_quizs_order(self) -> None:
        attempt = self.start()
        names = [r.question.name for r in attempt.responses.order_by("position")]
        self.assertEqual(names, ["Capital of Peru", "Capital of Kenya", "Capital of Nepal"])
        self.assertEqual(attempt.max_mark, 3.0)

    def test_starting_again_resumes(self) -> None:
        self.assertEqual(self.start().pk, self.start().pk)

    def test_it_refuses_more_attempts_than_allowed(self) -> None:
        attempts.finish(self.learner.pk, self.start(attempts_allowed=1).public_id)
        with self.assertRaisesRegex(Refused, "used all your attempts"):
            self.start()

    def test_it_refuses_before_opening_and_after_closing(self) -> None:
        now = timezone.now()
        with self.assertRaisesRegex(Refused, "opens on"):
            self.start(opens_at=now + timedelta(hours=1))
        with self.assertRaisesRegex(Refused, "closed on"):
            self.start(opens_at=None, closes_at=now - timedelta(hours=1))

    def test_it_refuses_during_the_delay_between_attempts(self) -> None:
        attempts.finish(self.learner.pk, self.start(attempt_delay=timedelta(days=1)).public_id)
        with self.assertRaisesRegex(Refused, "again from"):
            self.start()

    def test_without_a_delay_it_starts_even_after_the_clock_was_put_back(self) -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        attempts.finish(self.learner.pk, self.start().public_id)
        Attempt.objects.update(finished_at=tomorrow)
        self.assertEqual(self.start().number, 2)

    def test_a_pool_picks_ready_questions_of_a_category_without_repeats(self) -> None:
        Slot.objects.create(quiz=self.quiz, position=9, bank=self.bank, pick=1)
        with self.assertRaisesRegex(Refused, "only 0 ready questions"):
            self.start()
        extra = self.make_question("Capital of Chad", "N'Djamena", "Oslo")
        attempt = self.start()
        self.assertEqual(self.response(attempt, 4).revision.question_id, extra.pk)

    def test_retired_questions_are_left_out(self) -> None:
        Question.objects.filter(name="Capital of Kenya").update(state=Question.State.RETIRED)
        self.assertEqual(self.start().responses.count(), 2)

    def test_a_quiz_without_questions_says_so(self) -> None:
        self.quiz.slots.all().delete()
        with self.assertRaisesRegex(Refused, "no questions yet"):
            self.start()

    def test_extra_time_stretches_the_limit_and_closing_ends_it(self) -> None:
        ExtraTime.objects.create(learner=self.learner, factor=1.5)
        attempt = self.start(time_limit=timedelta(minutes=10))
        self.assertEqual(attempt.deadline, attempt.started_at + timedelta(minutes=15))
        closing = timezone.now() + timedelta(minutes=5)
        attempts.finish(self.learner.pk, attempt.public_id)
        self.assertEqual(self.start(closes_at=closing).deadline, closing)

    def test_a_preview_counts_nowhere_and_is_replaced_by_the_next(self) -> None:
        first = attempts.start(self.quiz, self.teacher, preview=True)
        attempts.finish(self.teacher.pk, first.public_id)
        second = attempts.start(self.quiz, self.teacher, preview=True)
        self.assertEqual(list(Attempt.objects.all()), [second])
        self.assertFalse(Attempt.objects.counted().exists())


class ImmediateFeedbackTests(AttemptTestCase):
    def test_a_right_answer_is_final_and_marked(self) -> None:
        response = self.answer(self.start())
        self.assertEqual((response.is_final, response.fraction, response.mark), (True, 1.0, 1.0))

    def test_the_same_answer_again_changes_nothing(self) -> None:
        attempt = self.start(tries=3)
        self.answer(attempt, right=False)
        again = self.answer(attempt, right=False)
        self.assertEqual(len(again.tries), 1)
        self.assertFalse(again.is_final)

    def test_another_answer_to_a_final_question_is_refused(self) -> None:
        attempt = self.start()
        self.answer(attempt, right=False)
        with self.assertRaisesRegex(Refused, "first answer counts"):
            self.answer(attempt, right=True)
        self.assertEqual(self.response(attempt).mark, 0.0)

    def test_each_wrong_try_costs_the_penalty(self) -> None:
        attempt = self.start(tries=3, penalty=0.25)
        self.answer(attempt, right=False)
        self.assertEqual(self.answer(attempt).mark, 0.75)

    def test_the_last_try_is_final(self) -> None:
        attempt = self.start(tries=2)
        wrong = [c.id for c in self.response(attempt).question.choices if c.weight == 0]
        question = self.response(attempt).public_id
        for choice in wrong:
            response = attempts.answer(self.learner.pk, attempt.public_id, question, [choice])
        self.assertTrue(response.is_final)

    def test_a_hint_costs_as_much_as_a_wrong_try(self) -> None:
        Question.objects.update(hints=["It begins with L."])
        attempt = self.start(penalty=0.25)
        question = self.response(attempt).public_id
        for _ in range(2):
            response = attempts.take_hint(self.learner.pk, attempt.public_id, question, 1)
        self.assertEqual(response.hints_visible, 1)
        self.assertEqual(self.answer(attempt).mark, 0.75)
        with self.assertRaisesRegex(Refused, "no further hint"):
            second = self.response(attempt, 2).public_id
            attempts.take_hint(self.learner.pk, attempt.public_id, second, 2)

    def test_a_wrong_try_shows_a_hint_for_nothing(self) -> None:
        Question.objects.update(hints=["It begins with L."])
        attempt = self.start(tries=2, penalty=0.25)
        self.assertEqual(self.answer(attempt, right=False).hints_visible, 1)
        self.assertEqual(self.answer(attempt).mark, 0.75)


class DeferredFeedbackTests(AttemptTestCase):
    def test_an_answer_can_be_changed_until_the_end(self) -> None:
        attempt = self.start(feedback=Quiz.Feedback.DEFERRED)
        self.answer(attempt, right=False)
        response = self.answer(attempt)
        self.assertEqual((response.is_final, response.fraction, response.mark), (False, None, None))
        self.assertEqual(attempts.finish(self.learner.pk, attempt.public_id).mark, 1.0)

    def test_an_answer_can_be_cleared(self) -> None:
        attempt = self.start(feedback=Quiz.Feedback.DEFERRED)
        response = self.answer(attempt)
        attempts.clear(self.learner.pk, attempt.public_id, response.public_id)
        self.assertEqual(self.response(attempt).selected, [])

    def test_a_final_answer_cannot_be_cleared(self) -> None:
        attempt = self.start()
        response = self.answer(attempt)
        with self.assertRaisesRegex(Refused, "can't be cleared"):
            attempts.clear(self.learner.pk, attempt.public_id, response.public_id)


class RefusalTests(AttemptTestCase):
    def assert_refused(self, sentence: str, choices: list[str]) -> None:
        attempt = self.start()
        response = self.response(attempt)
        with self.assertRaisesRegex(Refused, sentence):
            attempts.answer(self.learner.pk, attempt.public_id, response.public_id, choices)
        self.assertEqual(self.response(attempt).selected, [])

    def test_no_choice(self) -> None:
        self.assert_refused("Choose an answer first", [])

    def test_an_unknown_choice(self) -> None:
        self.assert_refused("not a choice of this question", ["nonsense"])

    def test_two_choices_for_a_single_question(self) -> None:
        ids = [c.id for c in self.response(self.start()).question.choices]
        self.assert_refused("one choice only", ids[:2])

    def test_a_strangers_attempt_is_not_found(self) -> None:
        attempt = self.start()
        with self.assertRaises(NotFound):
            attempts.finish(self.stranger.pk, attempt.public_id)

    def test_a_question_of_another_attempt_is_not_found(self) -> None:
        attempt = self.start()
        other = attempts.start(self.quiz, self.stranger)
        foreign = other.responses.first()
        assert foreign
        with self.assertRaises(NotFound):
            attempts.answer(self.learner.pk, attempt.public_id, foreign.public_id, ["x"])

    def test_a_finished_attempt(self) -> None:
        attempt = self.start(tries=3)
        attempts.finish(self.learner.pk, attempt.public_id)
        with self.assertRaisesRegex(Refused, "finished"):
            self.answer(attempt)

    def test_after_the_deadline_nothing_is_recorded_and_the_attempt_is_finished(self) -> None:
        attempt = self.start(time_limit=timedelta(minutes=10))
        self.answer(attempt)
        later = timezone.now() + timedelta(minutes=11)
        at_that_time = mock.patch.object(timezone, "now", return_value=later)
        with at_that_time, self.assertRaisesRegex(TimeOver, "time for this attempt is over"):
            self.answer(attempt, 2)
        attempt.refresh_from_db()
        self.assertEqual((attempt.state, attempt.mark), (Attempt.State.FINISHED, 1.0))
        self.assertEqual(attempt.finished_at, attempt.deadline)


class FinishTests(AttemptTestCase):
    def test_unanswered_questions_give_nothing(self) -> None:
        attempt = self.start(pass_mark=50)
        self.answer(attempt)
        done = attempts.finish(self.learner.pk, attempt.public_id)
        self.assertEqual((done.mark, done.passed), (1.0, False))

    def test_finishing_twice_keeps_the_first_time(self) -> None:
        attempt = self.start()
        first = attempts.finish(self.learner.pk, attempt.public_id)
        again = attempts.finish(self.learner.pk, attempt.public_id)
        self.assertEqual(first.finished_at, again.finished_at)

    def test_advancing_passes_over_answered_questions_and_ends(self) -> None:
        attempt = self.start()
        self.answer(attempt, 2)
        following = attempts.advance(self.learner.pk, attempt.public_id)
        assert following
        self.assertEqual(following.position, 3)
        self.assertIsNone(attempts.advance(self.learner.pk, attempt.public_id))

    def test_showing_a_question_is_where_a_reload_goes_on(self) -> None:
        attempt = self.start()
        attempts.show(self.learner.pk, attempt.public_id, self.response(attempt, 3).public_id)
        attempt.refresh_from_db()
        self.assertEqual(attempt.position, 3)


class RevisionTests(AttemptTestCase):
    def test_an_edit_changes_the_next_attempt_and_no_past_one(self) -> None:
        attempt = self.start()
        question = Question.objects.get(name="Capital of Peru")
        question.text = "Which city is the capital of Peru?"
        question.save()
        self.assertEqual(self.response(attempt).question.text, "Capital of Peru?")
        attempts.finish(self.learner.pk, attempt.public_id)
        self.assertEqual(self.response(self.start()).revision.number, 2)
