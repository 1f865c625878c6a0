"""Recording answers: any number at once, in one transaction, with the same few statements.

Answers are what a whole class sends at the same moment. The statements are written out, since
Django takes ten times as long to make one as the database to run it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db import connection, transaction
from django.utils import timezone

from . import loading, marking
from .models import Attempt, Response
from .rows import update


class Refused(Exception):
    """The quiz's rules forbid it; nothing was recorded. str() is a sentence for the learner."""


class TimeOver(Refused):
    """The deadline has passed. The attempt was finished with the answers given until then."""


class NotFound(LookupError):
    """No such attempt or question, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner chose. `attempt`, `question` and `choices` are public ids."""

    learner: int
    attempt: str
    question: str
    choices: Collection[str]


Outcome: TypeAlias = Response | Refused | NotFound
Key: TypeAlias = tuple[int, str, str]


def record(answers: Sequence[Answer]) -> list[Outcome]:
    """What became of each answer, in order: the response, or why nothing was recorded.

    All are on disk when this returns, or none. Until then their attempts are locked, so that "how
    many tries were there" and "is it finished" are never read from the past.
    """
    with transaction.atomic():
        responses = _lock(answers)
        changed: dict[int, Response] = {}
        outcomes: list[Outcome] = []
        for answer in answers:
            try:
                response = _response(responses, answer)
                if _take(response, answer.choices):
                    changed[response.pk] = response
                outcomes.append(response)
            except (Refused, NotFound) as refusal:
                outcomes.append(refusal)
        _save(changed.values())
    return outcomes


def _lock(answers: Sequence[Answer]) -> dict[Key, Response]:
    """The responses that are asked for, their attempts locked."""
    learners = {answer.learner for answer in answers}
    attempts = loading.attempts(learners, {answer.attempt for answer in answers}, lock=True)
    found = loading.responses(attempts, public_id={answer.question for answer in answers})
    return {(r.attempt.learner_id, r.attempt.public_id, r.public_id): r for r in found}


def _response(responses: Mapping[Key, Response], answer: Answer) -> Response:
    response = responses.get((answer.learner, answer.attempt, answer.question))
    if response is None:
        raise NotFound("There is no such question in an attempt of yours.")
    return response


def _take(response: Response, choices: Collection[str]) -> bool:
    """Whether this changes the response, which is not saved here. Raises Refused."""
    check_time(response.attempt)
    selected = _valid_selection(response, choices)
    if selected in response.tries or (response.is_final and selected == response.selected):
        return False
    refuse_if_finished(response.attempt)
    if response.is_final:
        raise Refused("This question is already answered. Your first answer counts.")
    response.selected = selected
    response.answered_at = timezone.now()
    if not response.attempt.quiz.is_deferred:
        response.tries = [*response.tries, selected]
        _settle_if_last(response)
    return True


def check_time(attempt: Attempt) -> None:
    overdue = attempt.deadline is not None and attempt.deadline <= timezone.now()
    if overdue and not attempt.is_finished:
        raise TimeOver("The time for this attempt is over. Your answers until then were kept.")


def _valid_selection(response: Response, choices: Collection[str]) -> list[str]:
    wanted = set(choices)
    selected = [choice for choice in response.order if choice in wanted]
    if not wanted:
        raise Refused("Choose an answer first. Nothing was recorded.")
    if len(selected) != len(wanted):
        raise Refused("That is not a choice of this question. Nothing was recorded.")
    if len(selected) > 1 and not response.question.is_multiple:
        raise Refused("This question takes one choice only. Nothing was recorded.")
    return selected


def refuse_if_finished(attempt: Attempt) -> None:
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


def _save(responses: Collection[Response]) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    rows = [
        {
            "id": response.pk,
            "selected": response.selected,
            "tries": response.tries,
            "answered_at": adapt(response.answered_at),
            "is_final": response.is_final,
            "fraction": response.fraction,
            "mark": response.mark,
        }
        for response in responses
    ]
    update(Response, rows)
