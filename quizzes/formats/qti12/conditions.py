"""The conditions of an item's response processing: when each holds, and what it then does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .condition_tests import Selection, Test
from .tree import attribute, child, children, descendants, number, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Change:
    """What a condition does to the score. `action` in small letters."""

    action: str
    value: Decimal

    def applied(self, score: Decimal) -> Decimal:
        match self.action:
            case "add":
                return score + self.value
            case "subtract":
                return score - self.value
            case "multiply":
                return score * self.value
            case "divide":
                return score / self.value if self.value else score
        return self.value


@dataclass(frozen=True, slots=True)
class Condition:
    """One `respcondition`. `feedback` are the names of the texts that it shows.

    `share_of`: the choice that it gives a share of its own, as Blackboard does; else "".
    """

    test: Test
    changes: tuple[Change, ...]
    feedback: tuple[str, ...]
    share_of: str

    def holds(self, chosen: Selection, otherwise: bool) -> bool:
        """Whether it does for a selection. `otherwise`: what "other" means, no other does."""
        return self.test.holds(chosen, otherwise) if self.test.inner else otherwise

    def needed(self) -> Selection:
        """The choices that it asks for, without those that it forbids."""
        return frozenset(self.test.needed())

    @property
    def is_otherwise(self) -> bool:
        """Whether it holds where no other does, and nowhere else."""
        return not self.test.inner or [test.kind for test in self.test.inner] == ["other"]


def conditions_of(item: Element, idents: Selection) -> list[Condition]:
    """All conditions of an item whose choices have these idents, in order."""
    processing = child(item, "resprocessing")
    maximum = _maximum(processing)
    score = _score_variable(processing)
    return [
        _condition(element, idents, tuple(_changes(element, score, maximum)))
        for element in children(processing, "respcondition")
    ]


def _condition(element: Element, idents: Selection, changes: tuple[Change, ...]) -> Condition:
    variable = child(element, "conditionvar")
    test = Test("conditionvar") if variable is None else Test.of(variable)
    only = test.inner[0].response if len(test.inner) == 1 else ""
    shown = children(element, "displayfeedback")
    return Condition(
        test=test,
        changes=changes,
        feedback=tuple(attribute(one, "linkrefid") for one in shown),
        share_of=only if only in idents else "",
    )


def declared_maximum(item: Element) -> Decimal | None:
    """The most that the score may be, as the item declares; None where it doesn't."""
    processing = child(item, "resprocessing")
    name = _score_variable(processing)
    declarations = list(descendants(processing, "decvar"))
    for declaration in declarations:
        if _variable(declaration) == name or len(declarations) == 1:
            return number(attribute(declaration, "maxvalue"))
    return None


def _maximum(processing: Element | None) -> Decimal:
    for declaration in descendants(processing, "decvar"):
        declared = number(attribute(declaration, "maxvalue"))
        if declared:
            return declared
    return Decimal(100)


def _score_variable(processing: Element | None) -> str:
    """The name of the variable that is the score; other programs count right answers beside."""
    names = [_variable(change) for change in descendants(processing, "setvar")]
    for name in names:
        if "score" in name:
            return name
    return next((name for name in names if "incorrect" not in name), "")


def _variable(element: Element) -> str:
    name = attribute(element, "varname") or attribute(element, "variablename")
    return name.lower() or "score"


def _changes(condition: Element, score: str, maximum: Decimal) -> Iterator[Change]:
    for change in children(condition, "setvar"):
        if _variable(change) != score:
            continue
        text = text_of(change)
        value = maximum if text.lower() == "score.max" else number(text)
        yield Change(attribute(change, "action").lower() or "set", value or Decimal(0))
