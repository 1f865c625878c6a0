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


def is_shown(element: Element, outcomes: Mapping[str, Value]) -> bool:
    value = outcomes.get(attribute(element, "outcome-identifier"))
    identifier = attribute(element, "identifier")
    holds = identifier in value if isinstance(value, tuple) else identifier == value
    return holds != (attribute(element, "show-hide").lower() == "hide")


def shown_at_first(item: Element, answering: Answering) -> set[Element]:
    """The feedback in the body that is there before any answer, and so belongs to the text."""
    outcomes = {key: one.default for key, one in answering.variables.outcomes.items()}
    blocks = descendants(item, "feedback-block", "feedback-inline")
    return {one for one in blocks if one.get("identifier") and is_shown(one, outcomes)}


def feedback(
    item: Element, answering: Answering, weights: Sequence[float], shown: Collection[Element]
) -> Feedback:
    """What is said when. `shown`: what is a part of the text and no feedback."""
    found = Feedback()
    buttons = list(islice(descendants(item, "end-attempt-interaction"), _MOST_BUTTONS))
    right = [one for one, weight in zip(answering.choices, weights, strict=True) if weight > 0]
    for element in descendants(item, *FEEDBACK):
        if element in shown or any(name(above) in FEEDBACK for above in element.iterancestors()):
            continue
        choice = _around(element)
        if choice in answering.choices:
            found.of_choice.setdefault(choice, []).append(element)
            continue
        _place(found, element, answering, right, buttons)
    return found


def _place(
    found: Feedback, element: Element, answering: Answering, right: list[str],
    buttons: list[Element],
) -> None:  # fmt: skip
    try:
        seen_by = _seen_by(element, answering, right)
        button = _button(element, answering, buttons) if seen_by == [] else ""
    except Unsupported:
        seen_by, button = None, ""
    if not seen_by and not button:
        seen_by = _by_name(element, answering, right)
    if button:
        (found.explanation if _SOLUTION.search(button) else found.hints).append(element)
    elif not seen_by:
        found.lost.append(element)
    elif len(seen_by) == len(answering.choices):
        found.explanation.append(element)
    else:
        for choice in seen_by:
            found.of_choice.setdefault(choice, []).append(element)


def _seen_by(element: Element, answering: Answering, right: list[str]) -> list[str] | None:
    """The choices that make it show; None where whole answers do, and not choices."""
    seen_by = [one for one in answering.choices if is_shown(element, answering.outcomes([one]))]
    if answering.multiple and len(right) > 1:
        expected = any(choice in seen_by for choice in right)
        if is_shown(element, answering.outcomes(right)) != expected:
            return None
        if len(seen_by) == len(answering.choices) and not _is_always(element, answering, right):
            return None
    return seen_by


def _is_always(element: Element, answering: Answering, right: list[str]) -> bool:
    return all(is_shown(element, answering.outcomes(one)) for one in (right, answering.choices))


def _button(element: Element, answering: Answering, buttons: list[Element]) -> str:
    """The button (hint, solution) that makes it show: its response and its label."""
    for button in buttons:
        response = attribute(button, "response-identifier")
        if response and is_shown(element, answering.outcomes((), pressed=response)):
            return f"{response} {attribute(button, 'title')}"
    return ""


def _by_name(element: Element, answering: Answering, right: list[str]) -> list[str]:
    """What the identifier says where nothing in the file shows the feedback."""
    identifier = attribute(element, "identifier")
    if identifier in answering.choices:
        return [identifier]
    if answering.multiple and (_WRONG.search(identifier) or _RIGHT.search(identifier)):
        return []
    if _WRONG.search(identifier):
        return [one for one in answering.choices if one not in right]
    if _RIGHT.search(identifier):
        return right
    return list(answering.choices) if _GENERAL.search(identifier) else []


def _around(element: Element) -> str:
    """The identifier of the choice that an element is in."""
    choices: Iterator[Element] = (
        above for above in element.iterancestors() if name(above) == "simple-choice"
    )
    return next((attribute(choice, "identifier") for choice in choices), "")
