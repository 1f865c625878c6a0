"""How learners stand: which attempt counts, what is due, what may be reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from .attempts import finish_overdue
from .availability import extra_times, refusal
from .models import Attempt, ClosingMessage, Quiz


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner and a quiz: `percent` is what counts so far, `refusal` why no attempt can start."""

    quiz: Quiz
    attempts: Sequence[Attempt]
    running: Attempt | None
    percent: float | None
    passed: bool | None
    refusal: str | None
    extra_time: float = 1.0

    @property
    def time_limit(self) -> timedelta | None:
        """The quiz's limit, stretched by the learner's extra time."""
        limit = self.quiz.time_limit
        return limit and limit * self.extra_time

    @property
    def latest(self) -> Attempt | None:
        """The finished attempt that was made last."""
        return next((made for made in reversed(self.attempts) if made.is_finished), None)


def standings(
    user: AbstractBaseUser | AnonymousUser, quizzes: Iterable[Quiz] | None = None
) -> list[Standing]:
    """How `user` stands in the quizzes open to them (or in `quizzes`), in a few queries.

    Attempts whose time is over are finished first.
    """
    now = timezone.now()
    finish_overdue(now, learner=user.pk)
    found = list(Quiz.objects.for_learner(user) if quizzes is None else quizzes)
    made: dict[int, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.counted().filter(learner=user.pk, quiz__in=found)
    for attempt in rows.order_by("number"):
        made[attempt.quiz_id].append(attempt)
    extra = extra_times(found, user.pk or 0)
    return [_standing(quiz, made[quiz.pk], extra[quiz.pk], now) for quiz in found]


def _standing(quiz: Quiz, attempts: list[Attempt], extra_time: float, now: datetime) -> Standing:
    for attempt in attempts:
        attempt.quiz = quiz
    percent = counting_percent(quiz, attempts)
    return Standing(
        quiz=quiz,
        attempts=attempts,
        running=next((attempt for attempt in attempts if attempt.is_running(now)), None),
        percent=percent,
        passed=None if percent is None else quiz.is_passed_with(percent),
        refusal=refusal(quiz, attempts, now),
        extra_time=extra_time,
    )


def counting_percent(quiz: Quiz, attempts: Sequence[Attempt]) -> float | None:
    """What counts of the finished `attempts`, oldest first, in percent; None without any."""
    percents = [attempt.percent for attempt in attempts if attempt.percent is not None]
    if not percents:
        return None
    match quiz.counting:
        case Quiz.Counting.FIRST:
            return percents[0]
        case Quiz.Counting.LAST:
            return percents[-1]
        case Quiz.Counting.AVERAGE:
            return sum(percents) / len(percents)
    return max(percents)


def may_review(attempt: Attempt, now: datetime) -> bool:
    """Whether the learner may see which choices were right in a finished attempt."""
    quiz = attempt.quiz
    if not quiz.is_deferred:
        return True
    if quiz.review == Quiz.Review.CLOSED:
        return quiz.closes_at is not None and quiz.is_closed(now)
    return quiz.review == Quiz.Review.FINISHED


def closing_message(attempt: Attempt) -> str:
    """What the quiz says at the end of a finished attempt, as Markdown; "" for nothing."""
    messages = ClosingMessage.objects.filter(
        quiz=attempt.quiz_id, from_percent__lte=attempt.percent
    )
    return messages.order_by("-from_percent").values_list("text", flat=True).first() or ""
