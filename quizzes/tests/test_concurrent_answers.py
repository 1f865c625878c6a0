"""Two tabs, a double click, a retry: many requests at the same moment, one result."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

from django.db import connections

from quizzes import attempts
from quizzes.attempts import Refused
from quizzes.models import Attempt, Response

from .cast import CommittedTestCase

TOGETHER = 8


class ConcurrencyTests(CommittedTestCase):
    def together(self, *calls: Callable[[], Any]) -> list[Any]:
        """What the calls, each in a thread with its own connection, return or refuse."""
        gate = Barrier(len(calls))

        def run(call: Callable[[], Any]) -> Any:
            try:
                gate.wait()
                return call()
            except Refused as refusal:
                return refusal
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(run, calls))

    def test_starting_in_many_tabs_makes_one_attempt(self) -> None:
        started = self.together(*[lambda: attempts.start(self.quiz, self.learner)] * TOGETHER)
        self.assertEqual(len({attempt.pk for attempt in started}), 1)
        self.assertEqual(Attempt.objects.count(), 1)
        self.assertEqual(Response.objects.count(), 3)

    def test_the_same_answer_many_times_is_recorded_once(self) -> None:
        self.quiz.tries = 3
        self.quiz.save(update_fields=["tries"])
        attempt = attempts.start(self.quiz, self.learner)
        response = attempt.responses.select_related("revision").get(position=1)
        wrong = next(c.id for c in response.question.choices if c.weight == 0)
        ids = (self.learner.pk, attempt.public_id, response.public_id)
        given = self.together(*[lambda: attempts.answer(*ids, [wrong])] * TOGETHER)
        self.assertEqual([len(answered.tries) for answered in given], [1] * TOGETHER)
        response.refresh_from_db()
        self.assertEqual(response.tries, [[wrong]])

    def test_of_different_answers_exactly_one_is_final(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        response = attempt.responses.get(position=1)
        ids = (self.learner.pk, attempt.public_id, response.public_id)
        calls = [partial(attempts.answer, *ids, [choice]) for choice in response.order]
        given = self.together(*calls)
        accepted = [answer for answer in given if isinstance(answer, Response)]
        self.assertEqual(len(accepted), 1)
        response.refresh_from_db()
        self.assertEqual(response.selected, accepted[0].selected)

    def test_answers_and_the_end_at_the_same_moment_leave_a_consistent_mark(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        calls: list[Callable[[], Any]] = [
            lambda: attempts.finish(self.learner.pk, attempt.public_id)
        ]
        for response in attempt.responses.select_related("revision"):
            right = next(c.id for c in response.question.choices if c.weight == 1)
            ids = (self.learner.pk, attempt.public_id, response.public_id)
            calls.append(partial(attempts.answer, *ids, [right]))
        self.together(*calls)
        attempt.refresh_from_db()
        marks = attempt.responses.values_list("mark", flat=True)
        self.assertEqual(attempt.mark, sum(marks))
