"""Attempts and responses with all that belongs to them, as answers and cards need them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from . import revisions
from .models import Attempt, Quiz, Response
from .rows import fetch


def attempts(
    learners: Collection[int], public_ids: Collection[str], *, lock: bool = False
) -> list[Attempt]:
    """These attempts, as far as they are the learners', with their quizzes.

    With `lock` nobody else changes them until the transaction ends. Whoever locks several does it
    in the order of their ids, and so waits for others but never in a circle.
    """
    condition = "learner_id IN %s AND public_id IN %s ORDER BY id"
    found = fetch(Attempt, condition, learners, public_ids, lock=lock)
    quizzes = {quiz.pk: quiz for quiz in fetch(Quiz, "id IN %s", {made.quiz_id for made in found})}
    for attempt in found:
        attempt.quiz = quizzes[attempt.quiz_id]
    return found


def responses(of: Collection[Attempt], **which: Collection[Any]) -> list[Response]:
    """The responses of attempts, in order, each with its attempt and revisions.

    `which`: lists of values for columns, such as position=[1, 2]; an empty list is no response.
    """
    attempts = {attempt.pk: attempt for attempt in of}
    # A public id finds a response by itself; an attempt's index would find all of its responses.
    attempt = "attempt_id + 0" if "public_id" in which else "attempt_id"
    condition = " AND ".join(f"{column} IN %s" for column in (attempt, *which))
    found = fetch(Response, f"{condition} ORDER BY attempt_id, position", attempts, *which.values())
    for response in found:
        response.attempt = attempts[response.attempt_id]
    revisions.attach(found)
    return found
