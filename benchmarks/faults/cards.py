"""Reading a card as learners see it: what it asks, says and offers. No code of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
TRIED = " (tried)"


@dataclass(slots=True)
class Card:
    """`choices`: label by id. `saved`, `tried`: ids. `answered`: texts marked as "Your answer"."""

    item: str
    actions: dict[str, list[Json]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    is_multiple: bool = False
    saved: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    is_saved: bool = False
    status: str = ""
    notice: str = ""

    @property
    def is_open(self) -> bool:
        return "mcq.submit" in self.actions

    @property
    def is_result(self) -> bool:
        return "mcq.quizzes" in self.actions

    @property
    def is_summary(self) -> bool:
        return "mcq.finish" in self.actions

    @property
    def leads_on(self) -> bool:
        """Whether a learner who sees it last knows how to go on."""
        if self.is_open and not self.is_saved:
            return True
        return any(name in self.actions for name in ("mcq.next", "mcq.finish", "mcq.show")) or (
            self.is_result
        )

    def action(self, name: str, index: int = 0) -> Json:
        return self.actions[name][index]


def read(item: Json) -> Card:
    """The card of a widget item."""
    card = Card(item["id"])
    card.status = (item["widget"].get("status") or {}).get("text", "")
    for node in nodes(item["widget"]):
        _read_node(node, card)
    return card


def nodes(node: Any) -> Iterator[Json]:
    """All components in a widget, from the outside inwards."""
    if isinstance(node, dict):
        yield node
        for child in node.get("children") or ():
            yield from nodes(child)


def _read_node(node: Json, card: Card) -> None:
    for name in ("onClickAction", "onSubmitAction"):
        if action := node.get(name):
            card.actions.setdefault(action["type"], []).append(action)
    match node.get("type"):
        case "RadioGroup":
            _read_radios(node, card)
        case "Checkbox":
            _read_checkbox(node, card)
        case "Badge" if node["label"] == "Answer saved":
            card.is_saved = True
        case "Col":
            _read_answered(node, card)
        case "Row":
            _read_notice(node, card)


def _read_radios(node: Json, card: Card) -> None:
    for option in node["options"]:
        card.choices[option["value"]] = option["label"].removesuffix(TRIED)
        if option.get("disabled"):
            card.tried.add(option["value"])
    if chosen := node.get("defaultValue"):
        card.saved = {chosen}


def _read_checkbox(node: Json, card: Card) -> None:
    choice = node["name"].removeprefix("choices.")
    card.is_multiple = True
    card.choices[choice] = node["label"].removesuffix(TRIED)
    if node.get("defaultChecked"):
        card.saved.add(choice)


def _read_answered(node: Json, card: Card) -> None:
    children = node["children"]
    if len(children) < 2 or children[0]["type"] != "Markdown":
        return
    badges = (part.get("label") for part in children[1].get("children") or ())
    if "Your answer" in badges:
        card.answered.add(children[0]["value"])


def _read_notice(node: Json, card: Card) -> None:
    first, *rest = node["children"] or [{}]
    if first.get("name") == "info" and first.get("color") == "warning" and rest:
        card.notice = rest[0]["value"]
