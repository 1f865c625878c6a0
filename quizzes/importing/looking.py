"""Looks into a file: what an import of it would do. Nothing in the bank is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import PurePath

from quizzes import duplicates
from quizzes.formats import by_name, guess
from quizzes.formats.base import Format, Notice, Options, Skipped, Unreadable
from quizzes.formats.foreign import refusal
from quizzes.formats.source import Source
from quizzes.importing import Compared, compared
from quizzes.importing.found import BATCH, CHANGED, NEW, UNCHANGED, Findings, FoundQuestion
from quizzes.importing.reporting import REPORTED
from quizzes.models import Bank, Question
from quizzes.models.shared import AnyUser, editable_by

_TABLES = {".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx"}
# Of the questions that say the same, for one.
_ELSEWHERE = 3


@dataclass(slots=True)
class Look:
    """What was found in a file. Close it, or save it and then close it."""

    format: str = ""
    findings: Findings = field(default_factory=Findings)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    skipped_count: int = 0
    warning_count: int = 0
    # Of each question its number, key and the question that it changes.
    _keys: list[tuple[int, int, int | None]] = field(default_factory=list)
    _stems: set[int] = field(default_factory=set)

    def skip(self, skipped: Skipped) -> None:
        self.skipped_count += 1
        if len(self.skipped) < REPORTED:
            self.skipped.append(skipped)

    def warn(self, notice: Notice) -> None:
        self.warning_count += 1
        if len(self.warnings) < REPORTED:
            self.warnings.append(notice)

    def count(self, state: str) -> int:
        return self.findings.index.states.count(state)


def look(
    bank: Bank,
    source: Source,
    format_name: str,
    options: Options,
    progress: Callable[[int], None] = lambda done: None,
) -> Look:
    """Reads all of a file, of a format or of the one that it seems to be. Raises Unreadable."""
    known = by_name(format_name) if format_name else _guessed(source)
    seen = Look(known.name)
    with ExitStack() as if_it_fails:
        if_it_fails.callback(seen.findings.close)
        for chunk in _chunks(_entries(bank, source, known, options, seen)):
            _take(seen, chunk)
            progress(len(seen.findings.index.numbers))
        _find_again(seen)
        _find_warned(seen)
        if_it_fails.pop_all()
    return seen


def table_by_name(file_name: str) -> str:
    """The format of a table by its file's name, "" for others.

    Where nobody knows its columns, its owner can say which is which.
    """
    return _TABLES.get(PurePath(file_name).suffix.lower(), "")


def find_elsewhere(seen: Look, editor: AnyUser) -> None:
    """Notes the questions in banks of `editor` that say the same as a new one of the file."""
    by_key: dict[int, list[int]] = {}
    for pk, same in duplicates.among(
        editable_by(Question.objects.all(), editor, "bank"), seen._stems
    ):
        by_key.setdefault(same, []).append(pk)
    for number, same, own in seen._keys:
        others = [pk for pk in by_key.get(same, ()) if pk != own]
        if others:
            seen.findings.index.elsewhere[number] = others[:_ELSEWHERE]


def _guessed(source: Source) -> Format:
    try:
        return guess(source)
    except Unreadable:
        name = table_by_name(source.name)
        if name and not refusal(source):
            return by_name(name)
        raise


def _entries(
    bank: Bank, source: Source, known: Format, options: Options, seen: Look
) -> Iterator[Compared]:
    """The questions that can be asked; the rest is noted."""
    for entry in compared(bank, source, known, options):
        match entry:
            case Compared(problems=()):
                yield entry
            case Compared():
                reason = " ".join(entry.problems[:3])
                seen.skip(Skipped(entry.line, reason, entry.content.name))
            case Skipped():
                seen.skip(entry)
            case Notice():
                seen.warn(entry)


def _chunks(entries: Iterable[Compared]) -> Iterator[list[Compared]]:
    chunk: list[Compared] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _take(seen: Look, chunk: list[Compared]) -> None:
    for entry in chunk:
        state = NEW if entry.before is None else CHANGED if entry.changes else UNCHANGED
        before = entry.before if state == CHANGED else None
        found = FoundQuestion(entry.number, entry.line, state, entry.content, entry.pk, before)
        seen.findings.add(found, entry.files)
        texts = [choice.text for choice in entry.content.choices]
        same = duplicates.key(entry.content.text, texts)
        seen._keys.append((entry.number, same, entry.pk))
        if state == NEW:
            seen._stems.add(duplicates.stem_key(entry.content.text))


def _find_again(seen: Look) -> None:
    first: dict[int, int] = {}
    for number, same, _ in seen._keys:
        earlier = first.setdefault(same, number)
        if earlier != number:
            seen.findings.index.again[number] = earlier


def _find_warned(seen: Look) -> None:
    """A warning is about the question that begins on its line, or last before it."""
    index = seen.findings.index
    begins = sorted(zip(index.lines, index.numbers, strict=True))
    warned: set[int] = set()
    place = 0
    for line in sorted(notice.line for notice in seen.warnings):
        while place < len(begins) and begins[place][0] <= line:
            place += 1
        if place:
            warned.add(begins[place - 1][1])
    index.warned = sorted(warned)
