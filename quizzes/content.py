"""What a question says, apart from where it is kept.

The same value is what an import reads and an export writes (design.md, "Q"), what a revision
keeps as JSON, and what marking and the chat's cards work on. Texts are Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"


@dataclass(frozen=True, slots=True)
class ChoiceContent:
    """One choice. `weight`: its share of the mark, -1..1. `id` is empty outside the database."""

    text: str
    weight: float = 0.0
    feedback: str = ""
    pinned: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """One question. `category` is a path from the bank's root, [] for none."""

    name: str
    kind: Kind
    text: str
    choices: tuple[ChoiceContent, ...]
    explanation: str = ""
    hints: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    max_mark: float = 1.0
    shuffle: bool = True

    @property
    def is_multiple(self) -> bool:
        return self.kind == Kind.MULTIPLE

    @property
    def choice_ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, dicts, strings and numbers; `from_json` is the inverse."""
        # asdict() takes ten times as long, and an import calls this for each question.
        data = {name: getattr(self, name) for name in self.__slots__}
        for key in ("hints", "tags", "category"):
            data[key] = list(data[key])
        data["choices"] = [
            {name: getattr(choice, name) for name in choice.__slots__} for choice in self.choices
        ]
        data["kind"] = self.kind.value
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuestionContent:
        """Raises KeyError, TypeError or ValueError where `data` doesn't have the shape."""
        values = dict(data)
        values["kind"] = Kind(values["kind"])
        values["choices"] = tuple(ChoiceContent(**choice) for choice in values["choices"])
        for key in ("hints", "tags", "category"):
            values[key] = tuple(values.get(key, ()))
        return cls(**values)

    def with_ids(self, ids: Sequence[str]) -> QuestionContent:
        """The same question with these ids for its choices, in order."""
        pairs = zip(self.choices, ids, strict=True)
        return replace(self, choices=tuple(replace(choice, id=id) for choice, id in pairs))

    def without_ids(self) -> QuestionContent:
        """The same question as an exchange format sees it."""
        return self.with_ids([""] * len(self.choices))

    def with_key_of(self, corrected: QuestionContent) -> QuestionContent:
        """The same question with the weights that its choices have in `corrected`."""
        weights = {choice.id: choice.weight for choice in corrected.choices}
        return replace(
            self,
            choices=tuple(replace(choice, weight=weights[choice.id]) for choice in self.choices),
        )
