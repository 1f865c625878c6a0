"""Which quiz is taken in which thread."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, OuterRef, QuerySet, Subquery

from quizzes.models import Attempt, Quiz

from .models import ThreadItem


def for_quiz(user: AbstractBaseUser, quiz: Quiz) -> str | None:
    """The id of the user's newest thread whose last card shows an attempt at `quiz`, or None."""
    attempts = Attempt.objects.counted().filter(learner=user.pk, quiz=quiz)
    last = cards_of_attempts().filter(thread=OuterRef("thread")).order_by("-pk").values("pk")[:1]
    shown = (
        cards_of_attempts()
        .annotate(last=Subquery(last))
        .filter(pk=F("last"), thread__owner=user.pk, card_attempt__in=attempts.values("public_id"))
    )
    return shown.order_by("-pk").values_list("thread__public_id", flat=True).first()


def newest_attempt(user: AbstractBaseUser, thread_id: str) -> Attempt | None:
    """The attempt whose card was added to the user's thread last."""
    shown = cards_of_attempts().filter(thread__owner=user.pk, thread__public_id=thread_id)
    newest = shown.order_by("-pk").values("card_attempt")[:1]
    mine = Attempt.objects.filter(learner=user.pk, public_id__in=newest)
    return mine.select_related("quiz").first()


def cards_of_attempts() -> QuerySet[ThreadItem]:
    """The cards that show a part of an attempt, of everybody."""
    return ThreadItem.objects.exclude(card_attempt="")
