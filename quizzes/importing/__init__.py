"""Brings files into banks. What an import did, or would do, comes back as one value.

A file may be larger than memory. So it is read as a stream and written in chunks; where the bank
has questions already, it is read twice: to find which question is which, and to take them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from django.contrib.auth.models import AbstractBaseUser

from quizzes.content import QuestionContent
from quizzes.contents import contents
from quizzes.formats import NO_OPTIONS, by_name, guess, read
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Format,
    Notice,
    Options,
    Parsed,
    ParsedQuestion,
    Skipped,
    Unreadable,
)
from quizzes.formats.chatsite_json import question_to
from quizzes.formats.source import Source
from quizzes.importing.comparing import changes, merged
from quizzes.importing.matching import Identities, has_derived_name, match
from quizzes.importing.memory import WORTH_IT, Remembered, digest_of, recall, remember, state_of
from quizzes.importing.parts import AtOnce, InParts, writing
from quizzes.importing.pictures import Pictures, pictures_of
from quizzes.importing.writing import Made
from quizzes.models import Bank, Import
from quizzes.validation import doubts, problems

# At a time, in memory: questions, and bytes of their pictures.
_CHUNK = 1000
_CHUNK_BYTES = 32 * 1024**2
Progress: TypeAlias = Callable[[int], None]
Other: TypeAlias = Skipped | Notice | BankInfo
Work: TypeAlias = AtOnce | InParts


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file. `questions`, where they were asked for: those that were taken."""

    file: str
    format: str
    questions: tuple[QuestionContent, ...] = ()
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Notice, ...] = ()
    bank: BankInfo = field(default_factory=BankInfo)
    made: Made = field(default_factory=Made)

    @property
    def is_usable(self) -> bool:
        return self.created + self.updated + self.unchanged > 0

    def to_json(self) -> dict[str, Any]:
        """The shape of `import_questions --json` for one file (design.md, section 6)."""
        return {
            "file": self.file,
            "format": self.format,
            "questions": [question_to_json(item) for item in self.questions],
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": [
                {"line": item.line, "reason": item.reason, "name": item.name}
                for item in self.skipped
            ],
            "warnings": [{"line": item.line, "message": item.message} for item in self.warnings],
        }


def question_to_json(question: QuestionContent) -> dict[str, Any]:
    """As other programs rely on it: without what only files of our own say."""
    return {key: value for key, value in question_to(question).items() if key != "shuffle"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A question of a file beside the one of the bank that it is.

    `number`: which of the file's it is, from 1. `read`: as the file has it; `content`: as it would
    be stored; `before`: as it is, None for a new one. `problems`: sentences; with one it can't be
    taken. `pk`: of the bank's.
    """

    number: int
    line: int
    content: QuestionContent
    read: QuestionContent
    problems: tuple[str, ...] = ()
    pk: int | None = None
    before: QuestionContent | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether it would be created or updated."""
        return self.before is None or changes(self.before, self.content)


@dataclass(slots=True)
class _Tally:
    """What an import has come to so far."""

    keep_questions: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    questions: list[QuestionContent] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    bank: BankInfo = field(default_factory=BankInfo)

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged

    def note(self, entry: Other) -> None:
        match entry:
            case Skipped():
                self.skipped.append(entry)
            case Notice():
                self.warnings.append(entry)
            case BankInfo():
                self.bank = entry

    def refuse(self, question: Compared) -> None:
        reason = " ".join(question.problems[:3])
        self.skipped.append(Skipped(question.line, reason, question.content.name))

    def remembered(self) -> Remembered:
        return Remembered(self.done, self.skipped, self.warnings, self.bank)

    def recall(self, same: Remembered) -> None:
        """As if the file had been read."""
        self.unchanged, self.bank = same.count, same.bank
        self.skipped, self.warnings = [*same.skipped], [*same.warnings]

    def result(self) -> ImportResult:
        return ImportResult(
            file="",
            format="",
            questions=tuple(self.questions),
            created=self.created,
            updated=self.updated,
            unchanged=self.unchanged,
            skipped=tuple(sorted(self.skipped, key=lambda item: item.line)),
            warnings=tuple(sorted(self.warnings, key=lambda item: item.line)),
            bank=self.bank,
        )


@dataclass(frozen=True, slots=True)
class _File:
    """Entries that can be read as often as it takes, and which of the questions are wanted."""

    entries: Callable[[], Iterator[Entry]]
    silent_about: frozenset[str] = frozenset()
    numbers: Set[int] | None = None

    def chunks(self) -> Iterator[tuple[list[tuple[int, ParsedQuestion]], list[Other]]]:
        """Some questions at a time, numbered from 1, and the other entries among them."""
        number = size = 0
        questions: list[tuple[int, ParsedQuestion]] = []
        others: list[Other] = []
        for entry in self.entries():
            if not isinstance(entry, ParsedQuestion):
                others.append(entry)
            else:
                number += 1
                if self.numbers is None or number in self.numbers:
                    questions.append((number, entry))
                    size += sum(map(len, entry.files.values()))
            if len(questions) == _CHUNK or len(others) == _CHUNK or size > _CHUNK_BYTES:
                yield questions, others
                questions, others, size = [], [], 0
        yield questions, others


def import_source(
    bank: Bank | None,
    source: Source,
    known: Format,
    *,
    options: Options = NO_OPTIONS,
    editor: AbstractBaseUser | None = None,
    record: Import | None = None,
    numbers: Set[int] | None = None,
    progress: Progress | None = None,
    finish: Callable[[ImportResult], None] | None = None,
    dry_run: bool = False,
    keep_questions: bool = False,
) -> ImportResult:
    """Takes a file's questions into `bank`, all or, after an error, none.

    What can't be used is in the result's `skipped`. `numbers`: which of the file's questions are
    wanted, from 1. `progress` is told every now and then how many are done; what it raises ends
    the import. New revisions are marked with `record`, and while it runs with one learners can
    answer on SQLite too. `finish` is called in the last transaction. A dry run writes nothing, and
    needs no bank. Raises Unreadable.
    """
    file = _File(partial(read, known, source, options), known.silent_about, numbers)
    tally = _Tally(keep_questions)
    digest = digest_of(source, known, options) if bank and numbers is None else ""
    # On SQLite a transaction keeps everybody else from writing.
    to_bank = nullcontext() if dry_run or not bank else writing(bank, editor, record)
    with to_bank as work, pictures_of(bank) as pictures:
        if work:
            work.made.pictures = pictures.made
        if bank and digest and not keep_questions and (same := recall(bank, digest)):
            tally.recall(same)
            digest = ""
        else:
            _take_all(bank, file, tally, pictures, work, progress or _unheard)
        result = replace(tally.result(), file=source.name, format=known.name)
        if work:
            result = replace(result, made=work.made)
            _end(work, tally, digest, partial(finish, result) if finish else None)
    return result


def _end(work: Work, tally: _Tally, digest: str, finish: Callable[[], None] | None = None) -> None:
    """Makes what was taken visible, and keeps what a large file was."""
    work.flush()
    is_known = digest and tally.done >= WORTH_IT and not work.has_changes
    state = state_of(work.bank) if is_known else ""

    def last() -> None:
        if state:
            remember(work.bank, digest, state, tally.remembered())
        if finish:
            finish()

    work.end(last)


def import_data(
    bank: Bank | None,
    filename: str,
    data: bytes,
    format_name: str | None = None,
    editor: AbstractBaseUser | None = None,
    dry_run: bool = False,
) -> ImportResult:
    """As `import_source`, with the questions, for a file in memory; never raises for what it is.

    Without a format's name the format is recognised.
    """
    known: Format | None = None
    try:
        source = Source.of_bytes(data, filename)
        known = by_name(format_name) if format_name else guess(source)
        return import_source(
            bank, source, known, editor=editor, dry_run=dry_run, keep_questions=True
        )
    except Unreadable as error:
        return unreadable(filename, str(error), known)


def unreadable(filename: str, reason: str, known: Format | None = None) -> ImportResult:
    """The result for a file that there is nothing to be had from."""
    return ImportResult(filename, known.name if known else "", skipped=(Skipped(1, reason),))


def import_questions(
    bank: Bank, parsed: Parsed, editor: AbstractBaseUser | None = None
) -> ImportResult:
    """Takes what was read already into `bank`. See `import_source`."""

    def entries() -> Iterator[Entry]:
        return chain(parsed.questions, parsed.skipped, parsed.warnings, (parsed.bank,))

    tally = _Tally(keep_questions=True)
    with writing(bank, editor) as work, pictures_of(bank) as pictures:
        _take_all(bank, _File(entries), tally, pictures, work, _unheard)
        _end(work, tally, digest="")
    return tally.result()


def compared(
    bank: Bank | None, source: Source, known: Format, options: Options = NO_OPTIONS
) -> Iterator[Compared | Other]:
    """A file's questions beside those of `bank`, in order, and what else a reader says.

    Writes nothing. Raises Unreadable.
    """
    file = _File(partial(read, known, source, options), known.silent_about)
    pictures = Pictures(bank)
    for questions, others in _compared(bank, file, pictures, pictures.judged, _unheard):
        yield from others
        yield from questions


def _unheard(done: int) -> None:
    pass


def _take_all(
    bank: Bank | None,
    file: _File,
    tally: _Tally,
    pictures: Pictures,
    work: Work | None,
    progress: Progress,
) -> None:
    take = pictures.kept if work else pictures.judged
    for questions, others in _compared(bank, file, pictures, take, progress):
        for other in others:
            tally.note(other)
        _take(questions, tally, work)
        progress(tally.done)


def _take(questions: Iterable[Compared], tally: _Tally, work: Work | None) -> None:
    created: list[QuestionContent] = []
    updated: dict[int, QuestionContent] = {}
    for question in questions:
        if question.problems:
            tally.refuse(question)
            continue
        if tally.keep_questions:
            tally.questions.append(question.read)
        if question.pk is None:
            created.append(question.content)
        elif question.changes:
            updated[question.pk] = question.content
        else:
            tally.unchanged += 1
    tally.created += len(created)
    tally.updated += len(updated)
    if work:
        work.take(created, updated)


def _compared(
    bank: Bank | None,
    file: _File,
    pictures: Pictures,
    take: Callable[[ParsedQuestion], QuestionContent],
    progress: Progress,
) -> Iterator[tuple[list[Compared], list[Other]]]:
    matched = _matched(bank, file, pictures, progress)
    for questions, others in file.chunks():
        pks = {number: matched[number] for number, _ in questions if number < len(matched)}
        known = contents({pk for pk in pks.values() if pk})
        ready = []
        for number, question in questions:
            content = take(question)
            others += [Notice(question.line, sentence) for sentence in doubts(content)]
            new = Compared(number, question.line, content, content, files=question.files)
            if found := problems(content):
                new = replace(new, problems=tuple(problem.message for problem in found))
            elif pk := pks.get(number):
                is_derived = has_derived_name(question.content)
                content = merged(known[pk], content, is_derived, file.silent_about)
                new = replace(new, content=content, pk=pk, before=known[pk])
            ready.append(new)
        yield ready, [*others, *pictures.notices]
        pictures.notices.clear()


def _matched(
    bank: Bank | None, file: _File, pictures: Pictures, progress: Progress
) -> Sequence[int]:
    """By number the primary key of the question that each updates or 0; none for an empty bank."""
    if not bank or not bank.questions.exists():
        return ()
    new = Identities()
    for questions, _ in file.chunks():
        progress(0)
        for number, question in questions:
            content = pictures.known(question)
            if not problems(content):
                new.add(number, content, has_derived_name(question.content))
    return match(bank, new)
