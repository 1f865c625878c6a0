"""Marking past answers again after the key was wrong."""

from __future__ import annotations

from quizzes import attempts, regrading
from quizzes.models import Attempt, Choice, Question, Response

from .cast import QuizTestCase


class RegradingTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        attempt = attempts.start(self.quiz, self.learner)
        self.response = attempt.responses.select_related("revision").get(position=1)
        rome = next(c for c in self.response.question.choices if c.text == "Rome")
        attempts.answer(self.learner.pk, attempt.public_id, self.response.public_id, [rome.id])
        self.attempt = attempts.finish(self.learner.pk, attempt.public_id)
        self.question = Question.objects.get(name="Capital of Peru")

    def correct_the_key(self) -> None:
        self.question.choices.update(weight=0)
        self.question.choices.filter(text="Rome").update(weight=1)

    def test_it_marks_past_answers_with_the_corrected_key(self) -> None:
        self.correct_the_key()
        self.assertEqual(regrading.regrade(self.question), 1)
        self.assertEqual(Response.objects.get(pk=self.response.pk).mark, 1.0)
        self.assertEqual(Attempt.objects.get(pk=self.attempt.pk).mark, 1.0)

    def test_what_was_asked_stays_as_it_was(self) -> None:
        self.correct_the_key()
        regrading.regrade(self.question)
        response = Response.objects.get(pk=self.response.pk)
        self.assertEqual(response.revision_id, self.response.revision_id)
        self.assertEqual(response.selected, self.attempt.responses.get(position=1).selected)

    def test_regrading_twice_changes_nothing_more(self) -> None:
        self.correct_the_key()
        regrading.regrade(self.question)
        self.assertEqual(regrading.regrade(self.question), 0)

    def test_answers_to_other_choices_are_left_alone(self) -> None:
        self.correct_the_key()
        Choice.objects.create(question=self.question, text="Cusco", position=9)
        self.assertEqual(regrading.regrade(self.question), 0)
        self.assertEqual(Response.objects.get(pk=self.response.pk).mark, 0.0)
