"""A thread as a learner has it on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .cards import Card, read

Json = dict[str, Any]


@dataclass(slots=True)
class View:
    """`items`: by id, oldest first. `labels`: of choices by id, by question."""

    thread: str = ""
    items: dict[str, Json] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def last_id(self) -> str:
        return next(reversed(self.items), "")

    @property
    def cards(self) -> list[Card]:
        """Newest first."""
        widgets = (item for item in reversed(self.items.values()) if item["type"] == "widget")
        return [read(item) for item in widgets]

    @property
    def card_to_go_on_from(self) -> Card | None:
        return next((card for card in self.cards if card.leads_on), None)

    @property
    def user_message(self) -> str:
        """The id of the newest one."""
        messages = (id for id, item in self.items.items() if item["type"] == "user_message")
        return next(reversed([*messages]), "")

    def receive(self, event: Json) -> None:
        """As the element's reducer does."""
        match event["type"]:
            case "thread.created":
                self.thread = event["thread"]["id"]
            case "thread.item.done" | "thread.item.replaced":
                self.items[event["item"]["id"]] = event["item"]
            case "thread.item.removed":
                self.items.pop(event["item_id"], None)

    def show(self, page: list[Json]) -> None:
        """Replace everything by the newest items, newest first."""
        self.items = {item["id"]: item for item in reversed(page)}
