"""What import_questions tells a person: how far it is, and what became of each file."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from quizzes.importing import ImportResult, question_to_json

SHOWN = 50
_SECONDS = 0.2


def lines(result: ImportResult, would_be: bool, everything: bool) -> Iterator[str]:
    """The counts of one file, then each line that was not taken as it is."""
    format_name = result.format or "unknown format"
    yield f"{result.file} ({format_name}): {counts([result], would_be)}"
    told = chain(
        (
            f"  line {item.line}: skipped: {f'“{item.name}”: ' if item.name else ''}{item.reason}"
            for item in result.skipped
        ),
        (f"  line {warning.line}: {warning.message}" for warning in result.warnings),
    )
    count = len(result.skipped) + len(result.warnings)
    shown = count if everything else SHOWN
    yield from (line for line, _ in zip(told, range(shown), strict=False))
    if count > shown:
        yield f"  and {count - shown:,} more, which -v 2 shows."


def counts(results: Sequence[ImportResult], would_be: bool) -> str:
    conditional = "would be " if would_be else ""
    return (
        f"{sum(result.created for result in results)} {conditional}created, "
        f"{sum(result.updated for result in results)} updated, "
        f"{sum(result.unchanged for result in results)} unchanged, "
        f"{sum(len(result.skipped) for result in results)} skipped"
    )


def json_parts(results: Sequence[ImportResult]) -> Iterator[str]:
    """The shape that design.md, section 6, has; in parts, since a file may hold 100,000s."""
    yield '{"files": ['
    for place, result in enumerate(results):
        without_questions = json.dumps(replace(result, questions=()).to_json())
        head, tail = without_questions.split('"questions": []', 1)
        yield f'{", " if place else ""}{head}"questions": ['
        for number, question in enumerate(result.questions):
            yield f"{', ' if number else ''}{json.dumps(question_to_json(question))}"
        yield f"]{tail}"
    yield "]}\n"


class Progress:
    """One line on a terminal, written anew as questions are done. Nothing where it is none."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._is_shown = sys.stderr.isatty()
        self._next = time.monotonic() + _SECONDS
        self._has_waited = False

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if self._is_shown and now >= self._next:
            self._next = now + _SECONDS
            what = f"{done:,} questions" if done else "looking for what is there"
            self._write(f"{self._file[-50:]}: {what}")

    def waiting(self, other: str) -> None:
        """Said once, to those who look at a log as well."""
        if not self._has_waited:
            self._has_waited = True
            sys.stderr.write(
                f"Another import into this bank is running (“{other[-50:]}”); waiting for it. If "
                "nobody is at work on it any more, that takes five minutes.\n"
            )
            sys.stderr.flush()

    def end(self) -> None:
        if self._is_shown:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()
