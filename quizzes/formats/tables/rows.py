"""What a reader of tables needs of a file: sheets with rows of texts, whatever they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from quizzes.formats.base import Notice

# Columns of a table that are looked at.
MAX_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty. `line`: where it begins in the file, or its number in the sheet.

    `broken`: what is wrong with a cell, by index of its column. `dates`: the indexes of cells that
    a spreadsheet holds as dates.
    """

    line: int
    cells: list[str]
    broken: Mapping[int, str] = field(default_factory=dict)
    dates: frozenset[int] = frozenset()

    def cell(self, index: int | None) -> str:
        """ "" where the row ends before it, or where there is no such column."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


class Sheet(Protocol):
    """A table. `name` is "" where a file has only one.

    `has_apostrophes`: whether our writer puts them before what a spreadsheet would run.
    """

    name: str
    has_apostrophes: bool

    def rows(self) -> Iterator[Row]:
        """The rows that are not empty; may be called again. Raises Unreadable."""
        ...

    def notices(self) -> Iterator[Notice]:
        """What was odd about it; complete when all rows were read."""
        ...
