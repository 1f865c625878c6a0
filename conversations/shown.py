"""The cards of an attempt that a thread shows already."""

from __future__ import annotations

from . import cards
from .items import CardItem
from .store import card_item, card_ref
from .threads import cards_of_attempts


def cards_shown(sender: CardItem, user_id: str) -> list[CardItem]:
    """The cards of the sender's attempt in its thread, as they look now."""
    rows = cards_of_attempts().filter(
        thread__owner=int(user_id),
        thread__public_id=sender.thread_id,
        card_attempt=sender.card.attempt,
    )
    found = list(rows.order_by("pk"))
    widgets = cards.render([card_ref(row) for row in found], user_id)
    pairs = zip(found, widgets, strict=True)
    return [card_item(row, sender.thread_id, widget) for row, widget in pairs]
