"""Which feedback of an item is said for which choice: found by looking at what answers show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from .body import FEEDBACK
from .declarations import Value
from .names import attribute, descendants, name
from .operators import Unsupported
from .scoring import Answering

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_BUTTONS = 10
_WRONG = re.compile(r"incorrect|wrong|false|_ic\b|negative", re.IGNORECASE)
_RIGHT = re.compile(r"correct|right|true|positive", re.IGNORECASE)
_GENERAL = re.compile(r"general|solution|explan|all|always|feedback$", re.IGNORECASE)
_SOLUTION = re.compile(r"sol", re.IGNORECASE)


@dataclass(slots=True)
class Feedback:
    """The elements that are said: per choice, always, as hints; and those that can't be."""

    of_choice: dict[str, list[Element]] = field(default_factory=dict)
    explanation: list[Element] = field(default_factory=list)
    hints: list[Element] = field(default_factory=list)
    lost: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Condition:
    """When a piece of feedback shows."""

    outcome: str
    identifier: str
    is_hidden: bool

    @classmethod
    def of(cls, element: Element) -> _Condition:
        hides = attribute(element, "show-hide").lower() == "hide"
        outcome = attribute(element, "outcome-identifier")
        return cls(outcome, attribute(element, "identifier"), hides)

    def holds(self, outcomes: Mapping[str, Value]) -> bool:
        value = outcomes.get(self.outcome)
        named = self.identifier in value if isinstance(value, tuple) else self.identifier == value
        return named != self.is_hidden


def shown_at_first(item: Element, answering: Answering) -> set[Element]:
    """The feedback in the body that is there before any answer, and so belongs to the text."""
    outcomes = {key: one.default for key, one in answering.variables.outcomes.items()}
    blocks = descendants(item, "feedback-block", "feedback-inline")
    return {one for one in blocks if one.get("identifier") and _Condition.of(one).holds(outcomes)}


def feedback(
    item: Element, answering: Answering, weights: Sequence[float], shown: Collection[Element]
) -> Feedback:
    """What is said when. `shown`: what is a part of the text and no feedback."""
    found = Feedback()
    buttons = list(islice(descendants(item, "end-attempt-interaction"), _MOST_BUTTONS))
    right = [one for one, weight in zip(answering.choices, weights, strict=True) if weight > 0]
    placing = _Placing(answering, right, buttons)
    for element in descendants(item, *FEEDBACK):
        if element in shown or any(name(above) in FEEDBACK for above in element.iterancestors()):
            continue
        choice = _around(element)
        if choice in answering.choices:
            found.of_choice.setdefault(choice, []).append(element)
            continue
        placing.place(found, element)
    return found


class _Placing:
    """Finds out who sees what, once for all pieces that show under the same condition."""

    def __init__(self, answering: Answering, right: list[str], buttons: list[Element]) -> None:
        self._answering, self._right, self._buttons = answering, right, buttons
        self._known: dict[_Condition, tuple[list[str], str]] = {}

    def place(self, found: Feedback, element: Element) -> None:
        condition = _Condition.of(element)
        if condition not in self._known:
            self._known[condition] = self._seen(condition)
        seen_by, button = self._known[condition]
        if button:
            (found.explanation if _SOLUTION.search(button) else found.hints).append(element)
        elif not seen_by:
            found.lost.append(element)
        elif len(seen_by) == len(self._answering.choices):
            found.explanation.append(element)
        else:
            for choice in seen_by:
                found.of_choice.setdefault(choice, []).append(element)

    def _seen(self, condition: _Condition) -> tuple[list[str], str]:
        """The choices that make it show, or else the button that does."""
        try:
            seen_by = self._seen_by(condition)
            button = self._button(condition) if seen_by == [] else ""
        except Unsupported:
            seen_by, button = None, ""
        return seen_by or ([] if button else self._by_name(condition.identifier)), button

    def _seen_by(self, condition: _Condition) -> list[str] | None:
        """The choices that make it show; None where whole answers do, and not choices."""
        item, right = self._answering, self._right
        seen_by = [one for one in item.choices if condition.holds(item.outcomes([one]))]
        if not item.multiple or len(right) < 2:
            return seen_by
        is_seen = condition.holds(item.outcomes(right))
        if is_seen != any(choice in seen_by for choice in right):
            return None
        is_always = is_seen and condition.holds(item.outcomes(item.choices))
        return None if len(seen_by) == len(item.choices) and not is_always else seen_by

    def _button(self, condition: _Condition) -> str:
        """The button (hint, solution) that makes it show: its response and its label."""
        for button in self._buttons:
            response = attribute(button, "response-identifier")
            if response and condition.holds(self._answering.outcomes((), pressed=response)):
                return f"{response} {attribute(button, 'title')}"
        return ""

    def _by_name(self, identifier: str) -> list[str]:
        """What the identifier says where nothing in the file shows the feedback."""
        choices = self._answering.choices
        if identifier in choices:
            return [identifier]
        if self._answering.multiple and (_WRONG.search(identifier) or _RIGHT.search(identifier)):
            return []
        if _WRONG.search(identifier):
            return [one for one in choices if one not in self._right]
        if _RIGHT.search(identifier):
            return self._right
        return list(choices) if _GENERAL.search(identifier) else []


def _around(element: Element) -> str:
    """The identifier of the choice that an element is in."""
    choices: Iterator[Element] = (
        above for above in element.iterancestors() if name(above) == "simple-choice"
    )
    return next((attribute(choice, "identifier") for choice in choices), "")
