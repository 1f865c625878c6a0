"""Which quiz is taken in which thread."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, OuterRef, QuerySet, Subquery

from quizzes.models import Attempt, Quiz

from . import cards
from .items import CardItem
from .models import ThreadItem
from .store import card_item, card_ref


def for_quiz(user: AbstractBaseUser, quiz: Quiz) -> str | None:
    """The id of the user's newest thread whose last card shows an attempt at `quiz`, or None."""
    attempts = Attempt.objects.counted().filter(learner=user.pk, quiz=quiz)
    last = _cards().filter(thread=OuterRef("thread")).order_by("-pk").values("pk")[:1]
    shown = (
        _cards()
        .annotate(last=Subquery(last))
        .filter(pk=F("last"), thread__owner=user.pk, card_attempt__in=attempts.values("public_id"))
    )
    return shown.order_by("-pk").values_list("thread__public_id", flat=True).first()


def newest_attempt(user: AbstractBaseUser, thread_id: str) -> Attempt | None:
    """The attempt whose card was added to the user's thread last."""
    shown = _cards().filter(thread__owner=user.pk, thread__public_id=thread_id)
    newest = shown.order_by("-pk").values("card_attempt")[:1]
    mine = Attempt.objects.filter(learner=user.pk, public_id__in=newest)
    return mine.select_related("quiz").first()


def questions_shown(sender: CardItem, user_id: str) -> list[CardItem]:
    """The question cards of the sender's attempt in its thread, as they look now."""
    rows = _cards().filter(
        thread__owner=int(user_id),
        thread__public_id=sender.thread_id,
        card_kind=cards.QUESTION,
        card_attempt=sender.card.attempt,
    )
    found = list(rows.order_by("pk"))
    widgets = cards.render([card_ref(row) for row in found], user_id)
    pairs = zip(found, widgets, strict=True)
    return [card_item(row, sender.thread_id, widget) for row, widget in pairs]


def _cards() -> QuerySet[ThreadItem]:
    return ThreadItem.objects.exclude(card_attempt="")
