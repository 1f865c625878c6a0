"""What the quizzes know of a person beside Django's user."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .quiz import Quiz


class Guest(models.Model):
    """Marks a user who joined with a name only and can't sign in again elsewhere."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="guest", primary_key=True
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.user)


class ExtraTime(models.Model):
    """Stretches the time limit for a learner, in one quiz or in all."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="extra_times"
    )
    quiz = models.ForeignKey(
        Quiz,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="extra_times",
        help_text="Empty: in every quiz.",
    )
    factor = models.FloatField(
        default=1.25,
        validators=[MinValueValidator(1.0), MaxValueValidator(10.0)],
        help_text="1.25 gives a quarter more time.",
    )

    class Meta:
        verbose_name_plural = "extra time"
        constraints = [
            models.UniqueConstraint(fields=["learner", "quiz"], name="extra_time_once_per_quiz"),
            models.UniqueConstraint(
                fields=["learner"], condition=Q(quiz=None), name="extra_time_once_for_all_quizzes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: x {self.factor:g}"
