"""What a format is, and what reading a file gives. Nothing here knows the database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from quizzes.content import ChoiceContent, QuestionContent

MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 200_000


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question and the line (from 1) that it begins on; for JSON its number in the list."""

    content: QuestionContent
    line: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that did not become a question. `name` as far as it is known."""

    line: int
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that an author should know although the question was read or written."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class BankInfo:
    """What a file says, or is to say, about the bank itself. "" is unknown."""

    slug: str = ""
    title: str = ""
    description: str = ""
    language: str = ""


@dataclass(slots=True)
class Parsed:
    """All that a file holds. Readers fill it from top to bottom."""

    questions: list[ParsedQuestion] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    bank: BankInfo = field(default_factory=BankInfo)

    def add(self, content: QuestionContent, line: int) -> None:
        self.questions.append(ParsedQuestion(content, line))

    def skip(self, line: int, reason: str, name: str = "") -> None:
        self.skipped.append(Skipped(line, reason, name))

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(Notice(line, message))


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what it could not hold. A warning's `line` is the question's number from 1."""

    data: bytes
    warnings: tuple[Notice, ...] = ()


class Unreadable(ValueError):
    """The file as a whole is of no use; the message is a sentence for its owner."""


class Format(ABC):
    """One exchange format.

    `read` raises Unreadable where not even one question can be looked for, and nothing else,
    whatever the bytes are. `extensions` with their dot. `silent_about`: the fields of a question
    or its choices that the format has no place for; importing again leaves those alone.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    silent_about: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def recognises(self, data: bytes) -> bool:
        """Whether the beginning of a file looks like this format; cheap, and never raises."""

    @abstractmethod
    def read(self, data: bytes) -> Parsed: ...

    @abstractmethod
    def write(self, questions: Iterable[QuestionContent], bank: BankInfo) -> Written: ...


TRUE, FALSE = "True", "False"


def true_false(is_true: bool, if_true: str = "", if_false: str = "") -> tuple[ChoiceContent, ...]:
    """The choices of a true/false question, each with what is said to those who chose it."""
    return (
        ChoiceContent(TRUE, float(is_true), if_true),
        ChoiceContent(FALSE, float(not is_true), if_false),
    )


def name_from(text: str) -> str:
    """A name for a question that has none: the first 80 characters of its text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
