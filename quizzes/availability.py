"""Whether a learner may start a quiz now, and how long an attempt may take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from .models import Attempt, ExtraTime, Quiz
from .wording import when


def refusal(quiz: Quiz, attempts: Sequence[Attempt], now: datetime) -> str | None:
    """Why a new attempt can't start, as a sentence for the learner; None if it can.

    `attempts`: all that the learner has made, previews left out.
    """
    if quiz.is_early(now) and quiz.opens_at:
        return f"“{quiz}” opens on {when(quiz.opens_at)}. Come back then."
    if quiz.is_closed(now) and quiz.closes_at:
        return f"“{quiz}” closed on {when(quiz.closes_at)}. Your past attempts are kept."
    if quiz.attempts_allowed and len(attempts) >= quiz.attempts_allowed:
        return f"You have used all your attempts at “{quiz}” ({quiz.attempts_allowed})."
    ready = _after_delay(quiz, attempts)
    if ready and now < ready:
        return f"You can try “{quiz}” again from {when(ready)}."
    return None


def deadline(quiz: Quiz, learner_id: int, start: datetime) -> datetime | None:
    """When an attempt that starts at `start` is over: by time limit or by the quiz's closing."""
    ends = [quiz.closes_at] if quiz.closes_at else []
    if quiz.time_limit:
        ends.append(start + quiz.time_limit * extra_time(quiz, learner_id))
    return min(ends, default=None)


def extra_time(quiz: Quiz, learner_id: int) -> float:
    """The factor, 1 or more, by which the learner's time limit in `quiz` is stretched."""
    return extra_times([quiz], learner_id)[quiz.pk]


def extra_times(quizzes: Iterable[Quiz], learner_id: int) -> dict[int, float]:
    """The factors for many quizzes, by the quiz's id, in one query."""
    granted = ExtraTime.objects.filter(learner=learner_id).values_list("quiz", "factor")
    return {
        quiz.pk: max([1.0, *(factor for pk, factor in granted if pk in (None, quiz.pk))])
        for quiz in quizzes
    }


def _after_delay(quiz: Quiz, attempts: Sequence[Attempt]) -> datetime | None:
    ends = [attempt.finished_at for attempt in attempts if attempt.finished_at]
    if not ends or quiz.attempt_delay <= timedelta(0):
        return None
    return max(ends) + quiz.attempt_delay
