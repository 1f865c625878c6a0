"""CSV: a row a question. Reads many layouts, writes one (see own_layout.py)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Notice,
    Options,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

from . import own_layout
from .columns import by_heading
from .csv_rows import CsvSheet
from .reader import read_sheets

_FIRST_LINES = 21
_COURSE = re.compile(rb"^\W{0,4}NewQuestion\W+(?:MC|MS|TF|WR|SA|M|O|MSA)\b", re.M | re.I)
# Points stand third; in Blackboard's lines, which begin alike, it would be a choice.
_CODED = re.compile(
    rb"^\"?(?:MC|MA|TF)\"?([,;\t])(?![^\n]*\tcorrect)[^,;\t\n]*\1\"?[\d.,]*\"?\1", re.I
)


class Csv(WritableFormat):
    name = "csv"
    label = "CSV (spreadsheet)"
    extensions = (".csv", ".tsv")

    def recognises(self, source: Source) -> bool:
        beginning = source.beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
        if beginning.startswith(b"\xff\xfe"):
            beginning = beginning.decode("utf-16", errors="replace").encode()
        if b"\0" in beginning:
            return False
        lines = beginning.splitlines()[:_FIRST_LINES]
        start = b"\n".join(line[:2000] for line in lines)
        return bool(_COURSE.search(start) or _CODED.match(start)) or any(
            _has_headings(line.decode("utf-8", errors="replace")) for line in start.splitlines()
        )

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        yield from read_sheets([CsvSheet(text)], options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        rows = list(questions)
        hints = max((len(row.hints) for row in rows), default=0)
        choices = max((len(row.choices) for row in rows), default=0)
        output = StringIO()
        writer = csv.writer(output)
        writer.writerow(own_layout.header(hints, choices))
        for row in rows:
            writer.writerow(map(own_layout.without_formula, own_layout.cells(row, hints)))
        warnings = (
            Notice(number, message)
            for number, row in enumerate(rows, 1)
            for message in own_layout.losses(row)
        )
        # The mark at the beginning is what spreadsheets know UTF-8 by.
        return Written(output.getvalue().encode("utf-8-sig"), tuple(warnings))


def _has_headings(line: str) -> bool:
    for delimiter in ",;\t|":
        found = by_heading(line.split(delimiter) if '"' not in line else _cells(line, delimiter))
        if found.are_enough and len(found) > 1:
            return True
    return False


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
