"""CSV: a row a question. Reads many layouts, writes one (see own_layout.py)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Notice,
    Options,
    Unreadable,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

from . import own_layout
from .columns import by_heading
from .csv_rows import CsvSheet
from .layout import Layout, layout_of
from .reader import read_sheets
from .rows import Row

_FIRST_LINES = 21
_FIRST_ROWS = 200
_BEGINNING = 65_536
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
        if b"\0" in beginning or beginning.startswith((b"<", b"{", b"[")):
            return False
        if _COURSE.search(b"\n".join(beginning.splitlines()[:_FIRST_LINES])):
            return True
        if _CODED.match(beginning):
            return True
        layout = _layout(source)
        return layout is not None and by_heading(layout.headings).are_enough

    def may_be(self, source: Source) -> bool:
        """Whether each row is a question, though nothing says what the columns are."""
        layout = _layout(source)
        if layout is None or layout.kind != "table":
            return False
        widths = Counter(len(row.cells) for row in _rows(source))
        width, often = widths.most_common(1)[0]
        return width > 3 and often * 10 >= widths.total() * 9

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


def _layout(source: Source) -> Layout | None:
    try:
        return layout_of(_sheet(source), Options())
    except Unreadable:
        return None


def _sheet(source: Source) -> CsvSheet:
    """The first rows. Raises Unreadable for what is no text."""
    start = source.beginning[:_BEGINNING]
    if len(start) == _BEGINNING:
        start = start[: start.rfind(b"\n") + 1]
    return CsvSheet(Text(Source.of_bytes(start)))


def _rows(source: Source) -> list[Row]:
    return list(islice(_sheet(source).rows(), _FIRST_ROWS))
