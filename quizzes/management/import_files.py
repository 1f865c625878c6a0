"""Which files import_questions takes, and how it takes one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizzes.formats import by_name, guess
from quizzes.formats.base import Options, Unreadable
from quizzes.formats.source import Source
from quizzes.importing import ImportResult, import_source, unreadable
from quizzes.importing.direct import import_now
from quizzes.models import Bank

from .import_report import Progress


@dataclass(frozen=True, slots=True)
class Named:
    """A file as it was named, or found in a folder that was."""

    name: str
    is_from_folder: bool = False


def expanded(names: Iterable[str]) -> Iterator[Named]:
    """The files; of a folder all that are not hidden, at any depth, in the order of their names."""
    for name in names:
        if not _is_folder(name):
            yield Named(name)
            continue
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
            for file in sorted(files):
                if not file.startswith("."):
                    yield Named(os.path.join(folder, file), is_from_folder=True)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. One of no known format is no fault where its folder was named."""

    result: ImportResult
    is_fault: bool

    @property
    def is_spotless(self) -> bool:
        return not self.is_fault and not (
            self.result.format and (self.result.skipped or self.result.warnings)
        )


def import_file(
    bank: Bank | None,
    file: Named,
    format_name: str | None,
    options: Options,
    *,
    dry_run: bool,
    keep_questions: bool,
) -> Outcome:
    """Takes one file into `bank`; never raises for what it is."""
    known = None
    try:
        source = Source.of_path(Path(file.name))
        known = by_name(format_name) if format_name else guess(source)
    except Unreadable as error:
        return Outcome(unreadable(file.name, str(error)), not file.is_from_folder)
    progress = Progress(file.name)
    try:
        how: Any = {"options": options, "progress": progress, "keep_questions": keep_questions}
        if bank and not dry_run:
            result = import_now(bank, source, known, waiting=progress.waiting, **how)
        else:
            result = import_source(bank, source, known, dry_run=True, **how)
        return Outcome(result, not result.is_usable)
    except Unreadable as error:
        return Outcome(unreadable(file.name, str(error), known), True)
    except OSError as error:
        reason = f"The file can't be read to its end: {error.strerror or error}."
        return Outcome(unreadable(file.name, reason, known), True)
    finally:
        progress.end()
