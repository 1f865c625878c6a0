"""A question of a problem while it is put together, from XML or from the authors' own syntax."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.content import ChoiceContent


class Unsupported(Exception):
    """This is no question that we have; the message says what it is."""


@dataclass(slots=True)
class Choice:
    """`weight`: 1 is right; between 0 and 1 for a part of the mark."""

    text: str
    weight: float
    feedback: str = ""
    is_fixed: bool = False

    def content(self, share: float = 1.0) -> ChoiceContent:
        return ChoiceContent(self.text, self.weight * share, self.feedback, self.is_fixed)


@dataclass(slots=True)
class Draft:
    text: str = ""
    choices: list[Choice] = field(default_factory=list)
    is_multiple: bool = False
    is_partial: bool = False
    shuffle: bool = False
    explanation: str = ""
    hints: list[str] = field(default_factory=list)
