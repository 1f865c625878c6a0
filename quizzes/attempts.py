"""The life of an attempt: start, answer, clear, hint, show, finish. The only writer of attempts.

Every function but `start` takes the learner's id and the attempt's public id, locks the attempt
for one transaction, and gives the same result when the same call comes again: a double click, a
second tab and a retry after a lost reply are ordinary. Two answers to one attempt wait for each
other, so that "how many tries were there" and "is it finished" are never read from the past.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import answering, availability, loading, marking, revisions, selection
from .answering import (
    Answer,
    NotFound,
    Outcome,
    Refused,
    TimeOver,
    check_time,
    refuse_if_finished,
    settle,
)
from .models import Attempt, Quiz, Response

__all__ = [
    "Answer",
    "NotFound",
    "Outcome",
    "Refused",
    "TimeOver",
    "advance",
    "answer",
    "answer_all",
    "clear",
    "find",
    "finish",
    "finish_overdue",
    "in_progress",
    "settle",
    "show",
    "start",
    "take_hint",
]

P = ParamSpec("P")
R = TypeVar("R")
Found = TypeVar("Found")


def start(
    quiz: Quiz,
    learner: AbstractBaseUser,
    *,
    preview: bool = False,
    rng: random.Random | None = None,
) -> Attempt:
    """Begin an attempt, or return the one in progress.

    The caller has checked that `learner` may take the quiz (for a preview: edit it). A preview
    ignores dates and limits and takes the place of the one before. Raises Refused.
    """
    now = timezone.now()
    finish_overdue(now, learner=learner.pk, quiz=quiz)
    try:
        with transaction.atomic():
            current = in_progress(quiz, learner.pk, preview=preview)
            return current or _create(quiz, learner, preview, now, rng or random.SystemRandom())
    except IntegrityError:
        # Another request of the same learner was faster.
        current = in_progress(quiz, learner.pk, preview=preview)
        if current is None:
            raise
        return current


def in_progress(quiz: Quiz, learner_id: int, *, preview: bool = False) -> Attempt | None:
    running = Attempt.objects.filter(quiz=quiz, learner=learner_id, is_preview=preview)
    return running.filter(state=Attempt.State.IN_PROGRESS).select_related("quiz").first()


def _create(
    quiz: Quiz, learner: AbstractBaseUser, preview: bool, now: datetime, rng: random.Random
) -> Attempt:
    past = Attempt.objects.filter(quiz=quiz, learner=learner.pk)
    made = past.counted().totals()
    if preview:
        past.filter(is_preview=True).delete()
    elif sentence := availability.refusal(quiz, made, now):
        raise Refused(sentence)
    responses = _questions(quiz, rng)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner_id=learner.pk,
        number=made.number + 1,
        is_preview=preview,
        started_at=now,
        deadline=None if preview else availability.deadline(quiz, learner.pk, now),
        max_mark=marking.total([response.max_mark for response in responses]),
        question_count=len(responses),
    )
    for response in responses:
        response.attempt = attempt
    Response.objects.bulk_create(responses)
    return attempt


def _questions(quiz: Quiz, rng: random.Random) -> list[Response]:
    """Unsaved responses: what this attempt will ask, in order."""
    try:
        chosen = selection.choose_questions(quiz, rng)
    except selection.PoolTooSmall as error:
        raise Refused(f"“{quiz}” can't start: {error} Please tell your teacher.") from error
    if not chosen:
        raise Refused(f"“{quiz}” has no questions yet. Please tell your teacher.")
    current = revisions.record(chosen)
    return [
        Response(
            position=position,
            revision=current[question.pk],
            order=selection.choice_order(current[question.pk].content, quiz.shuffle_choices, rng),
            max_mark=question.max_mark,
        )
        for position, question in enumerate(chosen, start=1)
    ]


def _locked(
    change: Callable[Concatenate[Attempt, P], R],
) -> Callable[Concatenate[int, str, P], R]:
    """Give `change` the learner's attempt, locked in a transaction and within its deadline."""

    @wraps(change)
    def run(learner_id: int, attempt_id: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return change(_lock(learner_id, attempt_id), *args, **kwargs)
        except TimeOver:
            finish_overdue(timezone.now(), public_id=attempt_id)
            raise

    return run


def _lock(learner_id: int, attempt_id: str) -> Attempt:
    attempt = _only(loading.attempts([learner_id], [attempt_id], lock=True))
    check_time(attempt)
    return attempt


def _response(attempt: Attempt, question_id: str) -> Response:
    return _only(loading.responses([attempt], public_id=[question_id]))


def find(learner_id: int, attempt_id: str, question_id: str) -> Response:
    """The learner's response with its attempt, quiz and revisions. Raises NotFound."""
    return _response(_only(loading.attempts([learner_id], [attempt_id])), question_id)


def _only(found: list[Found]) -> Found:
    if not found:
        raise NotFound("There is no such question in an attempt of yours.")
    return found[0]


def answer(
    learner_id: int, attempt_id: str, question_id: str, choices: Collection[str]
) -> Response:
    """Record the chosen ids. With immediate feedback it is a try, marked at once; with deferred
    feedback it replaces the answer until the attempt is finished. Raises Refused, NotFound.
    """
    (outcome,) = answer_all([Answer(learner_id, attempt_id, question_id, choices)])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def answer_all(answers: Sequence[Answer]) -> list[Outcome]:
    """The same for answers of many learners, in one transaction. Refusals are returned."""
    outcomes = answering.record(answers)
    for given, outcome in zip(answers, outcomes, strict=True):
        if isinstance(outcome, TimeOver):
            finish_overdue(timezone.now(), public_id=given.attempt)
    return outcomes


@_locked
def clear(attempt: Attempt, question_id: str) -> Response:
    """Take back an answer that isn't final. Tries stay counted. Raises Refused, NotFound."""
    response = _response(attempt, question_id)
    refuse_if_finished(attempt)
    if response.is_final:
        raise Refused("This answer is final and can't be cleared.")
    if not response.tries and response.selected:
        response.selected = []
        response.answered_at = None
        response.save(update_fields=["selected", "answered_at"])
    return response


@_locked
def take_hint(attempt: Attempt, question_id: str, number: int | None = None) -> Response:
    """Show hint `number`, counted from 1, or the next one. Raises Refused, NotFound."""
    response = _response(attempt, question_id)
    refuse_if_finished(attempt)
    wanted = response.hints_visible + 1 if number is None else number
    if response.is_final or wanted <= response.hints_visible:
        return response
    if not attempt.quiz.hints or wanted > len(response.question.hints):
        raise Refused("There is no further hint for this question.")
    response.hints_taken = response.hints_visible + 1
    response.save(update_fields=["hints_taken"])
    return response


@_locked
def show(attempt: Attempt, question_id: str) -> Response:
    """Make a question the one that the attempt goes on with after a reload."""
    response = _response(attempt, question_id)
    if not attempt.is_finished and attempt.position != response.position:
        attempt.position = response.position
        attempt.save(update_fields=["position"])
    return response


@_locked
def advance(attempt: Attempt, question_id: str | None = None) -> Response | None:
    """Go on to the next unanswered question behind `question_id` (or behind the one shown last).

    Where the attempt has left `question_id` already, it stays at the question where it is.
    None: it is finished, or no question is left there; what was skipped is reached with `show`.
    """
    if attempt.is_finished:
        return None
    if question_id and _response(attempt, question_id).position != attempt.position:
        following = loading.responses([attempt], position=[attempt.position])
    else:
        later = attempt.responses.filter(position__gt=attempt.position, answered_at=None)
        next_one = later.order_by("position").values_list("position", flat=True)[:1]
        following = loading.responses([attempt], position=list(next_one))
    if not following:
        return None
    attempt.position = following[0].position
    attempt.save(update_fields=["position"])
    return following[0]


@_locked
def finish(attempt: Attempt) -> Attempt:
    """Mark what is not marked yet and close the attempt. Finished already: nothing happens."""
    return _finish(attempt, timezone.now())


def _finish(attempt: Attempt, now: datetime) -> Attempt:
    if attempt.is_finished:
        return attempt
    responses = loading.responses([attempt])
    for response in responses:
        if not response.is_final:
            settle(response)
    Response.objects.bulk_update(responses, ["is_final", "fraction", "mark"])
    attempt.state = Attempt.State.FINISHED
    attempt.finished_at = now
    attempt.mark = marking.total([response.mark or 0.0 for response in responses])
    attempt.save(update_fields=["state", "finished_at", "mark"])
    return attempt


def finish_overdue(now: datetime, **which: object) -> int:
    """Finish the attempts whose time is over (of those that match `which`), and count them."""
    rows = Attempt.objects.overdue(now).filter(**which).order_by("pk")
    overdue = list(rows.values_list("pk", flat=True))
    for pk in overdue:
        with transaction.atomic():
            locked = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
            attempt = locked.get(pk=pk)
            _finish(attempt, attempt.deadline or now)
    return len(overdue)
