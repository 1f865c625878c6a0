"""The rows of a CSV file: which delimiter it has, and rows one at a time."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from quizzes.formats.base import Notice
from quizzes.formats.shared.decoding import Text

from .columns import by_heading
from .rows import MAX_COLUMNS, Row

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 100
_SAMPLE_LINE = 20_000
# Rows of a file that can't be read before we give up on it.
_MOST_BROKEN = 20
# How Excel is told the delimiter.
_SEPARATOR_LINE = re.compile(r"sep=(.)")


class _Broken(Exception):
    """A row, by its first line, that can't be read."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class CsvSheet:
    """A text as a table. Lines that can't be parsed are in `notices`."""

    name = ""
    has_apostrophes = True

    def __init__(self, text: Text) -> None:
        self._text = text
        self._notices: dict[int, str] = {}
        first = next(text.lines(), "")
        named = _SEPARATOR_LINE.fullmatch(first.strip('" '))
        self._first_line = 2 if named else 1
        self.delimiter = named[1] if named else delimiter_of(self._lines(1, _SAMPLE_LINES))

    def notices(self) -> Iterator[Notice]:
        for line, message in self._notices.items():
            yield Notice(line, message)

    def rows(self) -> Iterator[Row]:
        first = self._first_line
        for _ in range(_MOST_BROKEN):
            try:
                yield from self._rows_from(first)
                return
            except _Broken as broken:
                # What follows is read as if that line had not been.
                first = broken.line + 1
                self._notices[broken.line] = (
                    f"The line {broken.line} was left out: a cell is too long. "
                    "Is there a quotation mark that is never closed?"
                )
        self._notices[first] = f"From line {first} on the table can't be read."

    def _rows_from(self, first: int) -> Iterator[Row]:
        """Raises _Broken where a row can't be read."""
        reader = csv.reader(self._lines(first, None), delimiter=self.delimiter)
        start = first
        try:
            for cells in reader:
                if row := self._row(start, cells):
                    yield row
                start = first + reader.line_num
        except csv.Error:
            raise _Broken(start) from None

    def _row(self, line: int, cells: list[str]) -> Row | None:
        if not any(cell and not cell.isspace() for cell in cells):
            return None
        if self.delimiter == "|" and not set("".join(cells)) - set("-: "):
            # The line below the headings of a table in Markdown.
            return None
        if len(cells) > MAX_COLUMNS:
            self._notices[line] = f"The cells beyond the {MAX_COLUMNS}th were left out."
        return Row(line, [cell.strip() for cell in cells[:MAX_COLUMNS]])

    def _lines(self, first: int, count: int | None) -> Iterator[str]:
        stop = None if count is None else first - 1 + count
        return (f"{line}\n" for line in islice(self._text.lines(), first - 1, stop))


def delimiter_of(lines: Iterator[str]) -> str:
    """The delimiter with which the most headings are known, else the one of the evenest rows."""
    sample = [line[:_SAMPLE_LINE] for line in lines]

    def score(delimiter: str) -> tuple[int, float, int]:
        rows = _sample_rows(sample, delimiter)
        known = max((len(by_heading(cells)) for cells in rows[:20]), default=0)
        widths = Counter(len(cells) for cells in rows)
        width, often = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        return (known if known > 1 else 0, often / len(rows) if width > 1 else 0, width)

    return max(_DELIMITERS, key=score)


def _sample_rows(sample: list[str], delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for cells in csv.reader(sample, delimiter=delimiter):
            if any(cells):
                rows.append(cells[:MAX_COLUMNS])
    except csv.Error:
        pass
    return rows
