"""What the server does in answer to one message or action, before it becomes a stream of events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quizzes.models import Attempt, Response

from . import cards
from .items import CardItem, CardRef


class BadAction(Exception):
    """The action's payload makes no sense. str() is a sentence; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to add to the thread, rendered."""

    ref: CardRef
    widget: dict[str, Any]


@dataclass(slots=True)
class Turn:
    """What to show, in this order: the sender again, what is added, the notice.

    `sender`: the card that an action came from; `refreshed`: that card rendered anew;
    `others`: further cards that look different now. `clock`: the attempt whose time is shown.
    A string in `added` is said by the assistant, as Markdown. `title` names an untitled thread.
    """

    user_id: str
    sender: CardItem | None = None
    refreshed: dict[str, Any] | None = None
    others: list[CardItem] = field(default_factory=list)
    clock: Attempt | None = None
    added: list[NewCard | str] = field(default_factory=list)
    notice: str = ""
    title: str = ""

    def redraw(self, response: Response) -> None:
        """Show the sender's card as `response` is now, if it is the card of this question."""
        if self.sender and self.sender.card == cards.question_ref(response):
            self.refreshed = cards.of_response(response)

    def say(self, text: str) -> None:
        self.added.append(text)

    def show(self, ref: CardRef) -> None:
        self.added.append(NewCard(ref, cards.card(ref, self.user_id)))
