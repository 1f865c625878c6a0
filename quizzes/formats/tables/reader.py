"""Reads tables of questions as people make them: many layouts, told by headings or content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.formats.base import Entry, Notice, Options, Skipped, Unreadable

from . import coded, course, own_layout
from .layout import Layout, layout_of
from .rows import Row, Sheet
from .titled import Titled

UNKNOWN = (
    "The columns are not known. The first row must name them: question, "
    "option A, option B, …, correct. Or say which is which: the columns in the admin, "
    "--column question=A --column right=F of the command."
)


@dataclass(frozen=True, slots=True)
class _Known:
    sheet: Sheet
    layout: Layout


def read_sheets(
    sheets: Sequence[Sheet], options: Options, has_html: bool = True
) -> Iterator[Entry]:
    """The questions of all sheets that have some. Raises Unreadable where none has.

    `has_html`: whether cells may be HTML; else a "<b>" is what it looks like.
    """
    known: list[_Known] = []
    unknown: list[Sheet] = []
    for sheet in sheets:
        layout = layout_of(sheet, options)
        if layout:
            known.append(_Known(sheet, layout))
        else:
            unknown.append(sheet)
    if not known:
        is_empty = not any(True for sheet in sheets for _ in sheet.rows())
        raise Unreadable("The table has no rows that can be read." if is_empty else UNKNOWN)
    for sheet in unknown:
        if any(True for _ in sheet.rows()):
            yield Skipped(1, f"The columns of the sheet “{sheet.name}” are not known.")
    for one in known:
        yield from _read(one, options, len(known) > 1, has_html)


def _read(known: _Known, options: Options, several: bool, has_html: bool) -> Iterator[Entry]:
    sheet, layout = known.sheet, known.layout
    category = (sheet.name,) if several and sheet.name else ()
    if not layout.columns.are_our_own:
        where = f"Sheet “{sheet.name}”. " if several else ""
        yield Notice(layout.header or 1, f"{where}{layout.sentence}")
    rows = data_rows(sheet, layout)
    if layout.kind == "coded":
        yield from coded.read(rows, category)
    elif layout.kind == "course":
        yield from course.read(rows, category)
    elif layout.columns.are_our_own:
        yield from own_layout.read(rows, layout.columns, sheet, category)
    else:
        table = Titled(layout, options, category, has_html)
        table.learn(lambda: data_rows(sheet, layout))
        for row in rows:
            yield from table.entries(row)
    yield from sheet.notices()


def data_rows(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """The rows below the headings."""
    return (row for row in sheet.rows() if row.line > layout.header)
