"""What a format is, and what reading a file gives. Nothing here knows the database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from quizzes.content import ChoiceContent, QuestionContent

if TYPE_CHECKING:
    from .source import Source

MAX_QUESTIONS = 200_000
# How the text of a question that was read, or is to be written, names a file that comes with it:
# ![A cell](file:cell.png), the name quoted as in a URL.
FILE = "file:"


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question and the line (from 1) that it begins on; for formats without lines its number.

    `files`: the contents of the files that its texts name after `FILE`, by unquoted name.
    """

    content: QuestionContent
    line: int
    files: Mapping[str, bytes] = field(default_factory=dict)


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


Entry: TypeAlias = ParsedQuestion | Skipped | Notice | BankInfo


class Entries(list[Entry]):
    """What a reader has found since it last yielded."""

    def add(self, content: QuestionContent, line: int, files: Mapping[str, bytes] = {}) -> None:
        self.append(ParsedQuestion(content, line, files))

    def skip(self, line: int, reason: str, name: str = "") -> None:
        self.append(Skipped(line, reason, name))

    def warn(self, line: int, message: str) -> None:
        self.append(Notice(line, message))

    def taken(self) -> list[Entry]:
        """All of them; none are left."""
        taken = self[:]
        self.clear()
        return taken


@dataclass(slots=True)
class Parsed:
    """All that a file holds."""

    questions: list[ParsedQuestion] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    bank: BankInfo = field(default_factory=BankInfo)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Parsed:
        parsed = cls()
        for entry in entries:
            match entry:
                case ParsedQuestion():
                    parsed.questions.append(entry)
                case Skipped():
                    parsed.skipped.append(entry)
                case Notice():
                    parsed.warnings.append(entry)
                case BankInfo():
                    parsed.bank = entry
        return parsed


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may say about a file where it doesn't say it itself.

    `columns`: the heading, or the letter, of the column for each role of a table. `first_answer`:
    whether right answers are counted from 0 or 1. `encoding`: Python's name for that of a text.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    first_answer: int | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what it could not hold. A warning's `line` is the question's number from 1."""

    data: bytes
    warnings: tuple[Notice, ...] = ()


# The content of a file that a text names after FILE; None where there is no such file.
Files: TypeAlias = Callable[[str], bytes | None]


def no_files(name: str) -> None:
    return None


class Unreadable(ValueError):
    """The file as a whole is of no use; the message is a sentence for its owner."""


class Format(ABC):
    """One exchange format.

    `extensions` with their dot; the first is that of files that are written. `silent_about`: the
    fields of a question or its choices that the format has no place for; importing again leaves
    those alone. `may_be_archive`: whether its files are compressed, or may be.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    silent_about: ClassVar[frozenset[str]] = frozenset()
    may_be_archive: ClassVar[bool] = False

    @abstractmethod
    def recognises(self, source: Source) -> bool:
        """Whether a file looks like this format, by its content; cheap, and never raises."""

    def may_be(self, source: Source) -> bool:
        """Whether a file that no format recognises can be read as this one all the same."""
        return False

    @abstractmethod
    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        """What is in a file, in order, as it is found: a file may be larger than memory.

        Raises Unreadable where not even one question can be looked for, and nothing else, whatever
        the bytes are.
        """


class WritableFormat(Format):
    @abstractmethod
    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written: ...


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
