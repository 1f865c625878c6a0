"""What the server does in answer to one message or action, before it becomes a stream of events."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.models import Attempt, Response

from . import cards
from .items import CardItem, CardRef
from .widgets.templates import WidgetJson


class BadAction(Exception):
    """The action's payload makes no sense. str() is a sentence; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to add to the thread, rendered."""

    ref: CardRef
    widget: WidgetJson


@dataclass(slots=True)
class Turn:
    """What to show, in this order: the sender again, what is added, the notice.

    `sender`: the card that an action came from; `refreshed`: that card rendered anew;
    `others`: further cards that look different now. `clock`: the attempt whose time is shown.
    A string in `added` is said by the assistant, as Markdown.
    `title`: of the quiz that began, `message`: what the learner wrote. The thread is called so.
    `last`: the card that the thread ends with. Where it is the one to show, the action was done
    before (a double click, a retry after a lost reply): it is sent again, not added again.
    """

    user_id: str
    sender: CardItem | None = None
    last: CardItem | None = None
    refreshed: WidgetJson | None = None
    others: list[CardItem] = field(default_factory=list)
    clock: Attempt | None = None
    added: list[NewCard | CardItem | str] = field(default_factory=list)
    notice: str = ""
    title: str = ""
    message: str = ""

    def redraw(self, response: Response) -> None:
        """Show the sender's card as `response` is now, if it is the card of this question."""
        if self.sender and self.sender.card == cards.question_ref(response):
            self.refreshed = cards.of_response(response)

    def sender_now(self) -> CardItem | None:
        """The card that the action came from, as it looks now; None without one."""
        if self.sender is None or self.refreshed is None:
            return None
        return self.sender.redrawn(self.refreshed)

    def say(self, text: str) -> None:
        self.added.append(text)

    def ends_with(self, ref: CardRef) -> bool:
        """Whether the thread's last item is this card."""
        return self.last is not None and self.last.card == ref

    def show(self, ref: CardRef) -> None:
        widget = cards.card(ref, self.user_id)
        if self.last is not None and self.last.card == ref:
            self.added.append(self.last.redrawn(widget))
        else:
            self.added.append(NewCard(ref, widget))
