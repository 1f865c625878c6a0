"""Whether a learner may start a quiz now, and how long an attempt may take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .models import ExtraTime, Quiz
from .models.attempt import Totals
from .wording import when


def refusal(quiz: Quiz, made: Totals, now: datetime) -> str | None:
    """Why a new attempt can't start, as a sentence for the learner; None if it can.

    `made`: of the attempts that the learner has made, previews left out.
    """
    if quiz.is_early(now) and quiz.opens_at:
        return f"“{quiz}” opens on {when(quiz.opens_at)}. Come back then."
    if quiz.is_closed(now) and quiz.closes_at:
        return f"“{quiz}” closed on {when(quiz.closes_at)}. Your past attempts are kept."
    if quiz.attempts_allowed and made.count >= quiz.attempts_allowed:
        return f"You have used all your attempts at “{quiz}” ({quiz.attempts_allowed})."
    ready = made.ended and made.ended + quiz.attempt_delay
    # Without a delay an attempt may have ended later than now: the clock was put back.
    if quiz.attempt_delay and ready and now < ready:
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
