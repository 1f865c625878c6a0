"""The life of an attempt: start, answer, clear, hint, show, finish. The only writer of attempts.

Every function but `start` takes the learner's id and the attempt's public id, locks the attempt
for one transaction, and gives the same result when the same call comes again: a double click, a
second tab and a retry after a lost reply are ordinary. Two answers to one attempt wait for each
other, so that "how many tries were there" and "is it finished" are never read from the past.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from . import availability, marking, revisions, selection
from .models import Attempt, Quiz, Response

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):
    """The quiz's rules forbid it; nothing was recorded. str() is a sentence for the learner."""


class TimeOver(Refused):
    """The deadline has passed. The attempt was finished with the answers given until then."""


class NotFound(LookupError):
    """No such attempt or question, or somebody else's."""


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
    if preview:
        past.filter(is_preview=True).delete()
    elif sentence := availability.refusal(quiz, list(past.counted()), now):
        raise Refused(sentence)
    responses = _questions(quiz, rng)
    number = past.counted().aggregate(last=Max("number"))["last"] or 0
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner_id=learner.pk,
        number=number + 1,
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
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
    attempt = rows.filter(public_id=attempt_id, learner=learner_id).first()
    if attempt is None:
        raise NotFound("There is no such attempt.")
    overdue = attempt.deadline is not None and attempt.deadline <= timezone.now()
    if overdue and not attempt.is_finished:
        raise TimeOver("The time for this attempt is over. Your answers until then were kept.")
    return attempt


def _response(attempt: Attempt, question_id: str) -> Response:
    rows = Response.objects.select_related("revision", "key")
    response = rows.filter(attempt=attempt, public_id=question_id).first()
    if response is None:
        raise NotFound("There is no such question in this attempt.")
    response.attempt = attempt
    return response


def find(learner_id: int, attempt_id: str, question_id: str) -> Response:
    """The learner's response with its attempt, quiz and revisions. Raises NotFound."""
    rows = Response.objects.select_related("attempt__quiz", "revision", "key")
    mine = rows.filter(attempt__learner=learner_id, attempt__public_id=attempt_id)
    response = mine.filter(public_id=question_id).first()
    if response is None:
        raise NotFound("There is no such question in this attempt.")
    return response


@_locked
def answer(attempt: Attempt, question_id: str, choices: Collection[str]) -> Response:
    """Record the chosen ids. With immediate feedback it is a try, marked at once; with deferred
    feedback it replaces the answer until the attempt is finished. Raises Refused, NotFound.
    """
    response = _response(attempt, question_id)
    selected = _valid_selection(response, choices)
    if selected in response.tries or (response.is_final and selected == response.selected):
        return response
    _refuse_if_finished(attempt)
    if response.is_final:
        raise Refused("This question is already answered. Your first answer counts.")
    response.selected = selected
    response.answered_at = timezone.now()
    if not attempt.quiz.is_deferred:
        response.tries = [*response.tries, selected]
        _settle_if_last(response)
    response.save(
        update_fields=["selected", "answered_at", "tries", "is_final", "fraction", "mark"]
    )
    return response


def _valid_selection(response: Response, choices: Collection[str]) -> list[str]:
    selected = [choice for choice in response.order if choice in set(choices)]
    if not choices:
        raise Refused("Choose an answer first. Nothing was recorded.")
    if len(selected) != len(set(choices)):
        raise Refused("That is not a choice of this question. Nothing was recorded.")
    if len(selected) > 1 and not response.question.is_multiple:
        raise Refused("This question takes one choice only. Nothing was recorded.")
    return selected


def _refuse_if_finished(attempt: Attempt) -> None:
    if attempt.is_finished:
        raise Refused("This attempt is finished. Nothing was changed.")


def _settle_if_last(response: Response) -> None:
    earned = marking.fraction(response.question, response.selected)
    right = marking.verdict(earned) == marking.Verdict.CORRECT
    if right or len(response.tries) >= response.attempt.quiz.tries:
        settle(response)


def settle(response: Response) -> None:
    """Make the answer final (unsaved) and mark it with the key that is in force for it."""
    wrong_tries = max(len(response.tries) - 1, 0)
    earned = marking.fraction(response.marked_as, response.selected)
    kept = marking.after_penalties(
        earned, response.attempt.quiz.penalty, max(wrong_tries, response.hints_taken)
    )
    response.is_final = True
    response.fraction = earned
    response.mark = marking.mark(kept, response.max_mark)


@_locked
def clear(attempt: Attempt, question_id: str) -> Response:
    """Take back an answer that isn't final. Tries stay counted. Raises Refused, NotFound."""
    response = _response(attempt, question_id)
    _refuse_if_finished(attempt)
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
    _refuse_if_finished(attempt)
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

    None: there is no such question; what was skipped can be reached with `show`.
    """
    _refuse_if_finished(attempt)
    position = _response(attempt, question_id).position if question_id else attempt.position
    rows = Response.objects.select_related("revision", "key")
    later = rows.filter(attempt=attempt, position__gt=position, answered_at=None)
    following = later.order_by("position").first()
    if following:
        following.attempt = attempt
        attempt.position = following.position
        attempt.save(update_fields=["position"])
    return following


@_locked
def finish(attempt: Attempt) -> Attempt:
    """Mark what is not marked yet and close the attempt. Finished already: nothing happens."""
    return _finish(attempt, timezone.now())


def _finish(attempt: Attempt, now: datetime) -> Attempt:
    if attempt.is_finished:
        return attempt
    responses = list(attempt.responses.select_related("revision", "key"))
    for response in responses:
        response.attempt = attempt
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
    overdue = list(Attempt.objects.overdue(now).filter(**which).values_list("pk", flat=True))
    for pk in overdue:
        with transaction.atomic():
            rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
            attempt = rows.get(pk=pk)
            _finish(attempt, attempt.deadline or now)
    return len(overdue)
