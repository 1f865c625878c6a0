"""An attempt as a state machine: whatever a learner does, in whatever order, the rules hold."""

from __future__ import annotations

from django.contrib.auth.models import User
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from quizzes import attempts, marking
from quizzes.attempts import Refused
from quizzes.models import Attempt, Question, Quiz, Response

from .cast import QuizTestCase

places = st.integers(1, 3)


class AttemptMachine(RuleBasedStateMachine):
    """Model: which selection is final, by position; how many tries were used."""

    quiz: Quiz

    @initialize(
        tries=st.integers(1, 3),
        feedback=st.sampled_from(Quiz.Feedback.values),
        penalty=st.sampled_from([0.0, 0.25, 1.0]),
    )
    def start(self, tries: int, feedback: str, penalty: float) -> None:
        rules = {"tries": tries, "feedback": feedback, "penalty": penalty}
        Quiz.objects.filter(pk=self.quiz.pk).update(**rules)
        self.quiz.refresh_from_db()
        self.learner = User.objects.create_user(f"learner-{User.objects.count()}")
        self.attempt = attempts.start(self.quiz, self.learner)
        self.final: dict[int, list[str]] = {}

    def response(self, place: int) -> Response:
        rows = self.attempt.responses.select_related("revision", "attempt__quiz", "key")
        return rows.get(position=place)

    @rule(place=places, choice=st.integers(0, 2))
    def answer(self, place: int, choice: int) -> None:
        before = self.response(place)
        selected = [before.order[choice]]
        try:
            after = attempts.answer(
                self.learner.pk, self.attempt.public_id, before.public_id, selected
            )
        except Refused:
            assert before.is_final
            assert self.response(place).selected == before.selected
            return
        assert after.selected == selected or selected in before.tries
        again = attempts.answer(self.learner.pk, self.attempt.public_id, before.public_id, selected)
        assert (again.tries, again.mark) == (after.tries, after.mark)

    @rule(place=places)
    def clear(self, place: int) -> None:
        before = self.response(place)
        try:
            attempts.clear(self.learner.pk, self.attempt.public_id, before.public_id)
        except Refused:
            assert before.is_final

    @rule(place=places)
    def take_hint(self, place: int) -> None:
        before = self.response(place)
        try:
            after = attempts.take_hint(self.learner.pk, self.attempt.public_id, before.public_id)
        except Refused:
            return
        assert before.hints_visible <= after.hints_visible <= before.hints_visible + 1

    @rule()
    def resume(self) -> None:
        if not self.attempt.is_finished:
            assert attempts.start(self.quiz, self.learner).pk == self.attempt.pk

    @rule()
    def finish(self) -> None:
        self.attempt = attempts.finish(self.learner.pk, self.attempt.public_id)
        assert self.attempt.is_finished

    @invariant()
    def a_final_answer_never_changes(self) -> None:
        for response in self.attempt.responses.filter(is_final=True):
            first = self.final.setdefault(response.position, response.selected)
            assert response.selected == first

    @invariant()
    def tries_are_within_the_rules(self) -> None:
        for place in (1, 2, 3):
            response = self.response(place)
            assert len(response.tries) <= self.quiz.tries
            assert not (self.quiz.is_deferred and response.tries)

    @invariant()
    def marks_are_what_a_recomputation_gives(self) -> None:
        responses = [self.response(place) for place in (1, 2, 3)]
        for response in responses:
            assert response.is_final == (response.mark is not None)
            if response.is_final:
                kept = response.mark
                attempts.settle(response)
                assert response.mark == kept
        if self.attempt.is_finished:
            assert self.attempt.mark == marking.total([r.mark or 0.0 for r in responses])

    @invariant()
    def a_finished_attempt_has_only_final_answers(self) -> None:
        open_questions = self.attempt.responses.filter(is_final=False).exists()
        assert not (self.attempt.is_finished and open_questions)


class AttemptMachineTests(QuizTestCase):
    def test_the_rules_hold_in_any_order(self) -> None:
        Question.objects.update(hints=["A hint.", "Another one."])
        AttemptMachine.quiz = self.quiz
        run_state_machine_as_test(
            AttemptMachine, settings=settings(max_examples=30, stateful_step_count=15)
        )
        self.assertTrue(Attempt.objects.exists())
