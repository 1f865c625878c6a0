"""The variables of an item: what learners may answer, what is right, what it earns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .names import attribute, child, children, name, number, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# None is NULL; a tuple is a container.
Scalar: TypeAlias = str | float | bool
Value: TypeAlias = Scalar | tuple[Scalar, ...] | None
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Points:
    """A `mapping`: what each answer earns, and between which bounds their sum is kept."""

    entries: Mapping[str, float]
    default: float = 0.0
    lower: float | None = None
    upper: float | None = None

    def of(self, answers: Iterable[str], bounded: bool) -> float:
        total = sum(self.entries.get(answer, self.default) for answer in answers)
        if bounded and self.lower is not None:
            total = max(total, self.lower)
        if bounded and self.upper is not None:
            total = min(total, self.upper)
        return total


@dataclass(frozen=True, slots=True)
class Variable:
    """A response or an outcome as it is declared."""

    cardinality: str = "single"
    base_type: str = ""
    default: Value = None
    correct: tuple[str, ...] = ()
    points: Points | None = None
    normal_maximum: float | None = None

    @property
    def is_container(self) -> bool:
        return self.cardinality in ("multiple", "ordered")


@dataclass(frozen=True, slots=True)
class Variables:
    responses: Mapping[str, Variable]
    outcomes: Mapping[str, Variable]
    # How the key named a choice that has another name: "answer_003" for "answer_3".
    renamed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def score(self) -> str:
        """The outcome that holds what an answer earns, "" without one."""
        if "SCORE" in self.outcomes:
            return "SCORE"
        numbers = [
            identifier
            for identifier, outcome in self.outcomes.items()
            if outcome.base_type in ("float", "integer") and identifier != "MAXSCORE"
        ]
        return numbers[0] if len(numbers) == 1 else ""

    @property
    def maximum(self) -> float | None:
        """The most that the item says it can give."""
        declared = self.outcomes.get("MAXSCORE")
        if declared and isinstance(declared.default, float) and declared.default > 0:
            return declared.default
        score = self.outcomes.get(self.score)
        maximum = score.normal_maximum if score else None
        return maximum if maximum and maximum > 0 else None


def variables(item: Element, choices: Iterable[str]) -> Variables:
    """The variables of an item whose choices have the identifiers `choices`."""
    names = _Names(choices)
    found: dict[str, dict[str, Variable]] = {"response": {}, "outcome": {}}
    for element in children(item, "response-declaration", "outcome-declaration"):
        kind = name(element).partition("-")[0]
        found[kind].setdefault(attribute(element, "identifier"), _variable(element, names))
    return Variables(found["response"], found["outcome"], names.renamed)


def value_of(text: str, base_type: str) -> Scalar:
    """A value as it is written. Numbers that are none are texts."""
    if base_type in ("float", "integer"):
        known = number(text)
        return text if known is None else known
    return text.lower() in ("true", "1") if base_type == "boolean" else text


class _Names:
    """Which choice an identifier in a key means."""

    def __init__(self, choices: Iterable[str]) -> None:
        self._choices = set(choices)
        self._short: dict[str, str] = {}
        for choice in self._choices:
            short = _ZEROS.sub("", choice)
            # One that two choices have in common means neither.
            self._short[short] = "" if short in self._short else choice
        self.renamed: list[tuple[str, str]] = []

    def meant(self, identifier: str) -> str:
        other = self._short.get(_ZEROS.sub("", identifier))
        if identifier in self._choices or not other:
            return identifier
        self.renamed.append((identifier, other))
        return other


def _variable(element: Element, names: _Names) -> Variable:
    cardinality = attribute(element, "cardinality") or "single"
    base_type = attribute(element, "base-type")
    defaults = tuple(value_of(text, base_type) for text in _values(element, "default-value"))
    single = defaults[0] if defaults else None
    return Variable(
        cardinality=cardinality,
        base_type=base_type,
        default=(defaults or None) if cardinality in ("multiple", "ordered") else single,
        correct=tuple(map(names.meant, _values(element, "correct-response"))),
        points=_points(child(element, "mapping"), names),
        normal_maximum=number(attribute(element, "normal-maximum")),
    )


def _values(element: Element, kind: str) -> list[str]:
    return [text_of(value) for value in children(child(element, kind), "value")]


def _points(mapping: Element | None, names: _Names) -> Points | None:
    if mapping is None:
        return None
    entries = {
        names.meant(attribute(entry, "map-key")): number(attribute(entry, "mapped-value")) or 0.0
        for entry in children(mapping, "map-entry")
    }
    return Points(
        entries,
        number(attribute(mapping, "default-value")) or 0.0,
        number(attribute(mapping, "lower-bound")),
        number(attribute(mapping, "upper-bound")),
    )
