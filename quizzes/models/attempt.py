"""What learners did. Written by quizzes.attempts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, F, FloatField, Max, Q
from django.db.models.functions import Greatest

from quizzes.content import QuestionContent
from quizzes.ids import LENGTH, new_id

from .question import Revision
from .quiz import Quiz

# `Attempt.percent`, for queries. Of finished attempts only: without a mark PostgreSQL makes it 0.
PERCENT = Greatest(F("mark") * 100.0 / F("max_mark"), 0.0, output_field=FloatField())


@dataclass(frozen=True, slots=True)
class Totals:
    """Of attempts at a quiz: how many there are, the highest number, when the last one ended."""

    count: int = 0
    number: int = 0
    ended: datetime | None = None


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> AttemptQuerySet:
        """Without teachers' previews."""
        return self.filter(is_preview=False)

    def finished(self) -> AttemptQuerySet:
        return self.filter(state=Attempt.State.FINISHED)

    def overdue(self, now: datetime) -> AttemptQuerySet:
        """In progress although their time is over."""
        return self.filter(state=Attempt.State.IN_PROGRESS, deadline__lte=now)

    def totals(self) -> Totals:
        found = self.aggregate(Count("pk"), Max("number"), Max("finished_at"))
        return Totals(found["pk__count"], found["number__max"] or 0, found["finished_at__max"])


class Attempt(models.Model):
    """One learner's way through a quiz. Its questions are fixed when it starts."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", "In progress"
        FINISHED = "finished", "Finished"

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts", db_index=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts", db_index=False
    )
    number = models.PositiveIntegerField(help_text="1 for the learner's first attempt.")
    is_preview = models.BooleanField(default=False)
    state = models.CharField(max_length=11, choices=State.choices, default=State.IN_PROGRESS)
    position = models.PositiveSmallIntegerField(default=1, help_text="The question shown last.")
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    mark = models.FloatField(null=True, help_text="Set when the attempt is finished.")
    max_mark = models.FloatField()
    question_count = models.PositiveSmallIntegerField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "learner", "number"],
                condition=Q(is_preview=False),
                name="attempt_number_once",
            ),
            models.UniqueConstraint(
                fields=["quiz", "learner", "is_preview"],
                condition=Q(state="in_progress"),
                name="one_attempt_in_progress",
            ),
        ]
        indexes = [
            # The home page and "my results".
            models.Index(fields=["learner", "-started_at"], name="attempts_of_a_learner"),
            # The teachers' lists: of everything, of some quizzes; their counts and averages.
            models.Index(
                fields=["-started_at", "-id"],
                condition=Q(is_preview=False),
                name="newest_attempts",
            ),
            models.Index(
                fields=["quiz", "-started_at", "-id"],
                condition=Q(is_preview=False),
                name="attempts_at_a_quiz",
            ),
            models.Index(
                fields=["quiz", "state", "mark", "max_mark"],
                condition=Q(is_preview=False),
                name="marks_of_a_quiz",
            ),
            # Closing attempts whose time is over.
            models.Index(
                fields=["deadline"],
                condition=Q(state="in_progress", deadline__isnull=False),
                name="attempts_with_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number}"

    @property
    def is_finished(self) -> bool:
        return self.state == self.State.FINISHED

    @property
    def percent(self) -> float | None:
        """The mark in percent of the maximum, never below 0; None while in progress."""
        if self.mark is None:
            return None
        return max(0.0, 100 * self.mark / self.max_mark)

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was reached; None where there is none or no mark yet."""
        if self.percent is None:
            return None
        return self.quiz.is_passed_with(self.percent)

    def is_timed_out(self, now: datetime) -> bool:
        """Its time was over before its learner finished it."""
        return self.deadline is not None and (self.finished_at or now) >= self.deadline

    def is_running(self, now: datetime) -> bool:
        """In progress and within its time."""
        return not self.is_finished and (self.deadline is None or now < self.deadline)


class Response(models.Model):
    """A question of an attempt, in the revision and order that the learner saw, and the answer.

    `selected` and `order` hold public ids of choices. An answer that is final is never written
    again, except by a regrade, which changes `key`, `fraction` and `mark`.
    """

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", db_index=False)
    position = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="responses")
    key = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The corrected revision that this answer was regraded with.",
    )
    order = models.JSONField()
    max_mark = models.FloatField()
    selected = models.JSONField(default=list)
    tries = models.JSONField(default=list, help_text="The choices of each try.")
    hints_taken = models.PositiveSmallIntegerField(
        default=0, help_text="Hints that the learner asked for."
    )
    is_final = models.BooleanField(default=False)
    fraction = models.FloatField(null=True)
    mark = models.FloatField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="position_once")
        ]
        # None of what an answer writes: with the room that migration 0002 leaves on each page,
        # PostgreSQL changes no index for it, however large they have become.
        indexes = [
            models.Index(fields=["key"], condition=Q(key__isnull=False), name="regraded_responses"),
        ]

    def __str__(self) -> str:
        return f"Question {self.position}"

    @property
    def question(self) -> QuestionContent:
        """The question as the learner saw it."""
        return self.revision.content

    @property
    def marked_as(self) -> QuestionContent:
        """The question as the learner saw it, with the key that its mark comes from."""
        seen = self.revision.content
        return seen.with_key_of(self.key.content) if self.key else seen

    @property
    def is_answered(self) -> bool:
        return bool(self.selected)

    @property
    def hints_visible(self) -> int:
        """How many hints the learner may read: a wrong try shows one for nothing."""
        if not self.attempt.quiz.hints:
            return 0
        return min(max(self.hints_taken, len(self.tries)), len(self.question.hints))
