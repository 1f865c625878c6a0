"""The sheets of an XLSX file as rows of texts, one at a time."""

from __future__ import annotations

import datetime
import math
import struct
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import error as ZlibError

from quizzes.formats.base import Notice, Unreadable
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.source import Source

from . import xlsx_safety
from .rows import MAX_COLUMNS, Row
from .xlsx_marks import Marks, marks_of

_MAX_ROWS = 1_048_576
# Rows of a sheet that are kept in memory.
_MAX_KEPT = 10_000
# What openpyxl raises for damaged files: it checks little. SyntaxError: XML that isn't well-formed.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    ZlibError,
    struct.error,
    zipfile.BadZipFile,
)


class XlsxSheet:
    """A sheet with its hidden rows, and with merged cells repeated down."""

    has_apostrophes = False

    # openpyxl's types don't know its sheets that are only read.
    def __init__(self, sheet: Any, name: str) -> None:
        self.name = name
        self._sheet = sheet
        # Other sheets of the file, hidden ones, by name.
        self.left_out: list[str] = []
        # Reading takes long, and a table is gone through several times.
        self._kept: list[Row] | None = None
        # What a file says of its own size is often wrong.
        sheet.reset_dimensions()
        with _sheet_file(sheet) as file:
            self._marks: Marks = marks_of(file)

    def notices(self) -> Iterator[Notice]:
        for name in self.left_out:
            yield Notice(1, f"The hidden sheet “{name}” was left out.")
        if hidden := self._marks.hidden:
            more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
            message = f"The row {hidden[0]}{more} is hidden; hidden rows were read like others."
            yield Notice(hidden[0], message)
        if self._marks.is_wide:
            yield Notice(1, f"The columns beyond the {MAX_COLUMNS}th were left out.")

    def rows(self) -> Iterator[Row]:
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Row] = []
        for row in self._read():
            if len(kept) <= _MAX_KEPT:
                kept.append(row)
            yield row
        if len(kept) <= _MAX_KEPT:
            self._kept = kept

    def _read(self) -> Iterator[Row]:
        merged = _Merged(self._marks.merged)
        empty: tuple[Any, ...] | None = None
        for number, filled in enumerate(self._values(), 1):
            # A million missing rows are one and the same tuple.
            if filled is empty:
                continue
            values = _trimmed(filled)
            if not values:
                empty = filled
                continue
            cells = [_text(value) for value in values]
            broken = self._marks.broken.get(number, {})
            if any(cells) or broken:
                cells = merged.completed(number, cells)
                yield Row(number, cells, broken, _dates(values))

    def _values(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._sheet.iter_rows(
                max_row=_MAX_ROWS, max_col=MAX_COLUMNS, values_only=True
            )
        except _BROKEN as error:
            raise _damaged(error) from error


class _Merged:
    """Cells merged with those below, whose text counts for all of their rows."""

    def __init__(self, ranges: list[tuple[int, int, int]]) -> None:
        self._ranges = iter(ranges)
        self._next = next(self._ranges, None)
        self._open: dict[int, tuple[int, int, str]] = {}

    def completed(self, number: int, cells: list[str]) -> list[str]:
        while self._next and self._next[0] <= number:
            first, last, column = self._next
            if first == number and column < len(cells):
                self._open[column] = (first, last, cells[column])
            self._next = next(self._ranges, None)
        for column, (first, last, text) in list(self._open.items()):
            if number > last:
                del self._open[column]
            elif number > first and column < MAX_COLUMNS:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
        return cells


@contextmanager
def open_workbook(source: Source) -> Iterator[list[XlsxSheet]]:
    """The visible sheets that hold rows. Raises Unreadable for what is no such file."""
    xlsx_safety.check(source)
    # Takes a third of a second.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    # It tells of menus and colours that it doesn't keep.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    with source.open() as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except (*_BROKEN, InvalidFileException) as error:
            raise _damaged(error) from error
        try:
            yield _sheets(list(book.worksheets))
        finally:
            book.close()


def _sheets(worksheets: list[Any]) -> list[XlsxSheet]:
    """Those that can be seen, or all where none can. Charts are sheets without rows."""
    tables = [sheet for sheet in worksheets if hasattr(sheet, "reset_dimensions")]
    visible = [sheet for sheet in tables if sheet.sheet_state == "visible"] or tables
    try:
        sheets = [XlsxSheet(one, _name(one) if len(visible) > 1 else "") for one in visible]
    except _BROKEN as error:
        raise _damaged(error) from error
    if sheets:
        sheets[0].left_out = [_name(one) for one in tables if one not in visible]
    return sheets


def _name(sheet: Any) -> str:
    return without_controls(str(sheet.title)).strip()


def _sheet_file(sheet: Any) -> Any:
    """The XML of a sheet; openpyxl has no public way to it."""
    return sheet._get_source()


def _damaged(error: Exception) -> Unreadable:
    if isinstance(error, Unreadable):
        return error
    return Unreadable("The spreadsheet is damaged, or it is not an XLSX file.")


def _trimmed(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the empty cells at the end; openpyxl fills rows up to `MAX_COLUMNS`."""
    filled = len(values) - values.count(None)
    for width in (0, 8, 16, 32, 64, 128):
        if width - values[:width].count(None) == filled:
            return values[:width]
    return values


def _text(value: Any) -> str:
    """What a person sees in a cell, apart from number formats."""
    match value:
        case None:
            return ""
        case str():
            clean = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
            return without_controls(clean).strip()
        case bool():
            return str(value).upper()
        case float():
            is_whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
            return str(int(value)) if is_whole else f"{value:.15g}"
        case datetime.datetime():
            is_date = value.time() == datetime.time()
            return value.date().isoformat() if is_date else value.isoformat(" ", "minutes")
        case datetime.time():
            return value.isoformat("auto" if value.second else "minutes")
    return without_controls(str(value)).strip()


def _dates(values: tuple[Any, ...]) -> frozenset[int]:
    if not any(isinstance(value, datetime.date) for value in values):
        return frozenset()
    return frozenset(
        index for index, value in enumerate(values) if isinstance(value, datetime.date)
    )
