"""What the reader of tables makes of a file's columns, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from quizzes.formats.base import Options, Unreadable
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

from .columns import letters_of
from .csv_rows import CsvSheet
from .layout import Layout, layout_of
from .reader import UNKNOWN, data_rows
from .rows import Row, Sheet
from .titled import Titled

_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns of a table.

    `roles`: the index of the column for each role (see columns.ROLES). `headings`: of every
    column, its letter where it has none. `samples`: the first rows below. `sheet`: its name, "" for
    a text. `needs_first_answer`: whether right answers may count from 0 or from 1, and nothing
    tells. `sentence`: what the reader says of it.
    """

    roles: Mapping[str, int]
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    sheet: str = ""
    needs_first_answer: bool = False
    sentence: str = ""


def guessed_columns(source: Source, options: Options = Options()) -> Guess:  # noqa: B008 - frozen
    """The columns of a table, CSV or XLSX, as far as they can be told.

    Without roles where nothing is known of them, so that a person can say it. Raises Unreadable
    for a file that is no table, and for options that name no column.
    """
    with opened(source, options) as sheets:
        filled = [sheet for sheet in sheets if next(sheet.rows(), None)]
        if not filled:
            raise Unreadable("The table has no rows that can be read.")
        for sheet in filled:
            if layout := layout_of(sheet, options):
                return _known(sheet, layout, options)
        return _unknown(filled[0])


@contextmanager
def opened(source: Source, options: Options) -> Iterator[Sequence[Sheet]]:
    """The sheets of a file, of whichever of the two kinds it is."""
    if source.beginning.startswith(b"PK"):
        from .xlsx_book import open_workbook

        with open_workbook(source) as sheets:
            yield sheets
    else:
        yield [CsvSheet(Text(source, options.encoding))]


def _known(sheet: Sheet, layout: Layout, options: Options) -> Guess:
    needs_first_answer = False
    if layout.kind == "table" and not layout.columns.are_our_own:
        table = Titled(layout, options)
        table.learn(lambda: data_rows(sheet, layout))
        needs_first_answer = table.needs_first_answer
    samples = list(islice(data_rows(sheet, layout), _SAMPLES))
    return Guess(
        layout.columns,
        _headings(layout.headings, samples),
        tuple(tuple(row.cells) for row in samples),
        sheet.name,
        needs_first_answer,
        layout.sentence,
    )


def _unknown(sheet: Sheet) -> Guess:
    """The first row may be headings: a person sees that."""
    rows = list(islice(sheet.rows(), _SAMPLES + 1))
    headings = tuple(rows[0].cells) if len(rows) > 1 else ()
    samples = rows[1:] if len(rows) > 1 else rows
    cells = tuple(tuple(row.cells) for row in samples)
    return Guess({}, _headings(headings, samples), cells, sheet.name, sentence=UNKNOWN)


def _headings(headings: Sequence[str], samples: Sequence[Row]) -> tuple[str, ...]:
    width = max([len(headings), *(len(row.cells) for row in samples)])
    known = [*headings, *[""] * (width - len(headings))]
    return tuple(heading or letters_of(index) for index, heading in enumerate(known))
