"""How learners stand: which attempt counts, what is due, what may be reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Avg, Count, Max, Min, Q
from django.utils import timezone

from .attempts import finish_overdue
from .availability import extra_times, refusal
from .models import Attempt, ClosingMessage, Quiz
from .models.attempt import PERCENT, Totals


@dataclass(frozen=True, slots=True)
class Made:
    """What a learner has made of a quiz; `best` to `latest` are of the finished attempts."""

    totals: Totals
    best: float | None = None
    average: float | None = None
    first: Attempt | None = None
    latest: Attempt | None = None
    running: Attempt | None = None

    def counting(self, quiz: Quiz) -> float | None:
        """What counts so far, in percent; None without a finished attempt."""
        match quiz.counting:
            case Quiz.Counting.FIRST:
                return self.first.percent if self.first else None
            case Quiz.Counting.LAST:
                return self.latest.percent if self.latest else None
            case Quiz.Counting.AVERAGE:
                return self.average
        return self.best


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner and a quiz: `percent` is what counts so far, `refusal` why no attempt can start.

    `made`: how many attempts. `latest`: the finished one that was made last.
    """

    quiz: Quiz
    made: int
    running: Attempt | None
    latest: Attempt | None
    percent: float | None
    passed: bool | None
    refusal: str | None
    extra_time: float = 1.0

    @property
    def time_limit(self) -> timedelta | None:
        """The quiz's limit, stretched by the learner's extra time."""
        limit = self.quiz.time_limit
        return limit and limit * self.extra_time


def standings(
    user: AbstractBaseUser | AnonymousUser, quizzes: Iterable[Quiz] | None = None
) -> list[Standing]:
    """How `user` stands in the quizzes open to them (or in `quizzes`), in a few queries.

    Attempts whose time is over are finished first.
    """
    now = timezone.now()
    finish_overdue(now, learner=user.pk)
    found = list(Quiz.objects.for_learner(user) if quizzes is None else quizzes)
    made = _made(user.pk or 0, found)
    extra = extra_times(found, user.pk or 0)
    nothing = Made(Totals())
    return [_standing(quiz, made.get(quiz.pk, nothing), extra[quiz.pk], now) for quiz in found]


def _standing(quiz: Quiz, made: Made, extra_time: float, now: datetime) -> Standing:
    percent = made.counting(quiz)
    return Standing(
        quiz=quiz,
        made=made.totals.count,
        running=made.running if made.running and made.running.is_running(now) else None,
        latest=made.latest,
        percent=percent,
        passed=None if percent is None else quiz.is_passed_with(percent),
        refusal=refusal(quiz, made.totals, now),
        extra_time=extra_time,
    )


def _made(learner_id: int, quizzes: Sequence[Quiz]) -> dict[int, Made]:
    """By the quiz's id, where there is any attempt. The database counts: there may be thousands."""
    is_finished = Q(state=Attempt.State.FINISHED)
    attempts = Attempt.objects.counted().filter(learner=learner_id, quiz__in=quizzes).order_by()
    rows = attempts.values("quiz").annotate(
        count=Count("pk"),
        ended=Max("finished_at"),
        best=Max(PERCENT, filter=is_finished),
        average=Avg(PERCENT, filter=is_finished),
        # A learner's attempts at a quiz come one after another, so their ids go up.
        first=Min("pk", filter=is_finished),
        latest=Max("pk", filter=is_finished),
        running=Max("pk", filter=~is_finished),
    )
    shown = {row[name] for row in rows for name in ("first", "latest", "running")}
    known = Attempt.objects.in_bulk(shown - {None})
    return {
        row["quiz"]: Made(
            totals=Totals(count=row["count"], ended=row["ended"]),
            best=row["best"],
            average=row["average"],
            first=known.get(row["first"]),
            latest=known.get(row["latest"]),
            running=known.get(row["running"]),
        )
        for row in rows
    }


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
