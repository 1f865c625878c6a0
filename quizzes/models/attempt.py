"""What learners did. Written by quizzes.attempts only."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.content import QuestionContent
from quizzes.ids import LENGTH, new_id

from .question import Revision
from .quiz import Quiz


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> AttemptQuerySet:
        """Without teachers' previews."""
        return self.filter(is_preview=False)

    def finished(self) -> AttemptQuerySet:
        return self.filter(state=Attempt.State.FINISHED)

    def overdue(self, now: datetime) -> AttemptQuerySet:
        """In progress although their time is over."""
        return self.filter(state=Attempt.State.IN_PROGRESS, deadline__lte=now)


class Attempt(models.Model):
    """One learner's way through a quiz. Its questions are fixed when it starts."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", "In progress"
        FINISHED = "finished", "Finished"

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
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

    def is_running(self, now: datetime) -> bool:
        """In progress and within its time."""
        return not self.is_finished and (self.deadline is None or now < self.deadline)


class Response(models.Model):
    """A question of an attempt, in the revision and order that the learner saw, and the answer.

    `selected` and `order` hold public ids of choices. An answer that is final is never written
    again, except by a regrade, which changes `key`, `fraction` and `mark`.
    """

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    position = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="responses")
    key = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        related_name="+",
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
