"""The conditions of an item's response processing: when each holds, and what it then does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from quizzes.formats.shared.xml import local_name

from .tree import attribute, child, children, descendants, number, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Selection = frozenset[str]


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
    """One `respcondition`. `feedback` are the names of the texts that it shows."""

    test: Element | None
    changes: tuple[Change, ...]
    feedback: tuple[str, ...]
    idents: Selection

    def holds(self, chosen: Selection, otherwise: bool) -> bool:
        """Whether it does for a selection. `otherwise`: what "other" means, no other does."""
        if self.test is None or not len(self.test):
            return otherwise
        return all(self._holds(test, chosen, otherwise) for test in children(self.test))

    def needed(self) -> Selection:
        """The choices that it asks for, without those that it forbids."""
        return frozenset(self._needed(self.test))

    def share_of(self) -> str:
        """The choice that it gives a share of its own, as Blackboard does; else ""."""
        tests = list(children(self.test))
        only = tests[0] if len(tests) == 1 else None
        if only is None or local_name(only) != "varequal" or text_of(only):
            return ""
        ident = attribute(only, "respident")
        return ident if ident in self.idents else ""

    @property
    def is_otherwise(self) -> bool:
        tests = [local_name(test) for test in children(self.test)]
        return not tests or tests == ["other"]

    def _holds(self, test: Element, chosen: Selection, otherwise: bool) -> bool:
        inner = (self._holds(part, chosen, otherwise) for part in children(test))
        match local_name(test):
            case "and" | "conditionvar":
                return all(inner)
            case "or":
                return any(inner)
            case "not":
                return not all(inner)
            case "varequal":
                return self._named(test) in chosen
            case "varsubset":
                wanted = self._subset(test)
                is_partial = attribute(test, "setmatch").lower() == "partial"
                return bool(wanted & chosen) if is_partial else wanted == chosen
            case "unanswered":
                return not chosen
            case "other":
                return otherwise
        return False

    def _needed(self, test: Element | None) -> Iterator[str]:
        for part in children(test):
            if local_name(part) == "varequal":
                yield self._named(part)
            elif local_name(part) == "varsubset":
                yield from self._subset(part)
            elif local_name(part) != "not":
                yield from self._needed(part)

    def _subset(self, test: Element) -> Selection:
        return frozenset(part.strip() for part in text_of(test).split(","))

    def _named(self, test: Element) -> str:
        """The choice that a test is about. Blackboard may name it where the response is named."""
        return text_of(test) or attribute(test, "respident")


def conditions_of(item: Element, idents: Selection) -> list[Condition]:
    """All conditions of an item whose choices have these idents, in order."""
    processing = child(item, "resprocessing")
    maximum = _maximum(processing)
    score = _score_variable(processing)
    return [
        Condition(
            test=child(condition, "conditionvar"),
            changes=tuple(_changes(condition, score, maximum)),
            feedback=tuple(
                attribute(shown, "linkrefid") for shown in children(condition, "displayfeedback")
            ),
            idents=idents,
        )
        for condition in children(processing, "respcondition")
    ]


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
