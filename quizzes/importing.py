"""Brings files into banks. What an import did, or would do, comes back as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from quizzes.content import QuestionContent
from quizzes.formats import by_name, guess, read
from quizzes.formats.base import BankInfo, Format, Notice, Parsed, Skipped, Unreadable
from quizzes.formats.chatsite_json import question_to
from quizzes.formats.source import Source
from quizzes.import_matching import match
from quizzes.import_writing import Chunk, Counts, Places
from quizzes.validation import problems

from .models import Bank

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file. `questions` are those that were, or would be, taken in."""

    file: str
    format: str
    questions: tuple[QuestionContent, ...] = ()
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Notice, ...] = ()
    bank: BankInfo = field(default_factory=BankInfo)

    @property
    def is_usable(self) -> bool:
        return bool(self.questions)

    def to_json(self) -> dict[str, Any]:
        """The shape of `import_questions --json` for one file (design.md, section 6)."""
        return {
            "file": self.file,
            "format": self.format,
            "questions": [_without_shuffle(question_to(item)) for item in self.questions],
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": [
                {"line": item.line, "reason": item.reason, "name": item.name}
                for item in self.skipped
            ],
            "warnings": [{"line": item.line, "message": item.message} for item in self.warnings],
        }


def _without_shuffle(question: dict[str, Any]) -> dict[str, Any]:
    """What other programs rely on has no such key; files of our own do."""
    return {key: value for key, value in question.items() if key != "shuffle"}


def import_data(
    bank: Bank | None,
    filename: str,
    data: bytes,
    format_name: str | None = None,
    editor: AbstractBaseUser | None = None,
    dry_run: bool = False,
) -> ImportResult:
    """Reads a file and takes its questions into `bank`, all or, after an error, none.

    Never raises for what is in the file: what can't be used is in `skipped`. Without a format's
    name the format is recognised. A dry run writes nothing, and works without a bank.
    """
    known: Format | None = None
    try:
        source = Source.of_bytes(data, filename)
        known = by_name(format_name) if format_name else guess(source)
        parsed = Parsed.of(read(known, source))
    except Unreadable as error:
        return replace(unreadable(filename, str(error)), format=known.name if known else "")
    result = import_questions(bank, parsed, editor, dry_run, known.silent_about)
    return replace(result, file=filename, format=known.name)


def unreadable(filename: str, reason: str) -> ImportResult:
    """The result for a file that there is nothing to be had from."""
    return ImportResult(filename, "", skipped=(Skipped(1, reason),))


def import_questions(
    bank: Bank | None,
    parsed: Parsed,
    editor: AbstractBaseUser | None = None,
    dry_run: bool = False,
    silent_about: frozenset[str] = frozenset(),
) -> ImportResult:
    """Takes what was read into `bank`, in one transaction. See `import_data`."""
    usable, refused = _sorted_out(parsed)
    counts = Counts(created=len(usable))
    if bank and usable:
        with transaction.atomic():
            counts = _import(bank, usable, editor, dry_run, silent_about)
    return ImportResult(
        file="",
        format="",
        questions=tuple(usable),
        created=counts.created,
        updated=counts.updated,
        unchanged=counts.unchanged,
        skipped=tuple(sorted([*parsed.skipped, *refused], key=lambda item: item.line)),
        warnings=tuple(parsed.warnings),
        bank=parsed.bank,
    )


def _sorted_out(parsed: Parsed) -> tuple[list[QuestionContent], list[Skipped]]:
    """The questions that can be asked, and the others with what keeps them from it."""
    usable: list[QuestionContent] = []
    refused: list[Skipped] = []
    for question in parsed.questions:
        found = problems(question.content)
        if found:
            reason = " ".join(problem.message for problem in found[:3])
            refused.append(Skipped(question.line, reason, question.content.name))
        else:
            usable.append(question.content)
    return usable, refused


def _import(
    bank: Bank,
    contents: list[QuestionContent],
    editor: AbstractBaseUser | None,
    dry_run: bool,
    silent_about: frozenset[str],
) -> Counts:
    # One import into a bank at a time: two would both create the same questions.
    Bank.objects.select_for_update().get(pk=bank.pk)
    places = None if dry_run else Places.prepare(bank, contents)
    counts = Counts()
    for pairs in _chunks(zip(contents, match(bank, contents), strict=True)):
        chunk = Chunk.compare(bank, pairs, silent_about)
        if places:
            chunk.write(places, editor)
        counts += chunk.counts
    return counts


Pair = tuple[QuestionContent, int | None]


def _chunks(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    iterator = iter(pairs)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
