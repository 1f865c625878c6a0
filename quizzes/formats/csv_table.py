"""CSV: a row a question. Reads many layouts, writes one.

Written are the columns name, category, kind, question, explanation, tags, max mark, shuffle,
hint 1…, and for each choice: choice 1, weight 1 (percent), feedback 1, pinned 1, and so on.
A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from quizzes.content import QuestionContent

from . import csv_reader
from .base import BankInfo, Entry, Files, Notice, Options, WritableFormat, Written, no_files
from .csv_columns import columns
from .shared import paths
from .shared.decoding import without_controls
from .shared.weights import to_percent
from .source import Source

_FIXED = ("name", "category", "kind", "question", "explanation", "tags", "max mark", "shuffle")


class CsvTable(WritableFormat):
    name = "csv"
    label = "CSV (spreadsheet)"
    extensions = (".csv", ".tsv")

    def recognises(self, source: Source) -> bool:
        first = source.beginning.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0][:10_000]
        header = first.decode("utf-8", errors="replace").replace("\r", "")
        return any(
            columns(next(csv.reader([header], delimiter=delimiter), [])).are_enough
            for delimiter in (",", ";", "\t")
        )

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return csv_reader.read(source, options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        rows = list(questions)
        hints = max((len(row.hints) for row in rows), default=0)
        choices = max((len(row.choices) for row in rows), default=0)
        output = StringIO()
        writer = csv.writer(output)
        writer.writerow(_header(hints, choices))
        for question in rows:
            writer.writerow([_quoted(cell) for cell in _cells(question, hints)])
        warnings = (
            Notice(number, f"A tag has a comma or semicolon and will be read as several: {tag}")
            for number, question in enumerate(rows, 1)
            for tag in question.tags
            if {",", ";"} & set(tag)
        )
        # The mark at the beginning is what spreadsheets know UTF-8 by.
        return Written(output.getvalue().encode("utf-8-sig"), tuple(warnings))


def _header(hints: int, choices: int) -> list[str]:
    return [
        *_FIXED,
        *(f"hint {number}" for number in range(1, hints + 1)),
        *(
            f"{column} {number}"
            for number in range(1, choices + 1)
            for column in ("choice", "weight", "feedback", "pinned")
        ),
    ]


def _cells(question: QuestionContent, hints: int) -> Iterator[str]:
    yield question.name
    yield paths.join(question.category)
    yield question.kind.value
    yield question.text
    yield question.explanation
    yield ", ".join(question.tags)
    yield f"{question.max_mark!r}"
    yield "yes" if question.shuffle else "no"
    yield from question.hints
    yield from [""] * (hints - len(question.hints))
    for choice in question.choices:
        yield choice.text
        yield to_percent(choice.weight)
        yield choice.feedback
        yield "yes" if choice.pinned else ""


def _quoted(cell: str) -> str:
    cell = without_controls(cell.replace("\r\n", "\n").replace("\r", "\n")).strip()
    is_number = cell.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(csv_reader.FORMULA_STARTS) and not is_number else cell
