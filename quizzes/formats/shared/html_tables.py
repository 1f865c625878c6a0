"""Tables of HTML as tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .html_elements import name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CELLS = ("td", "th")
# What a cell of Markdown can't hold.
_BLOCKS = {"pre", "ul", "ol", "dl", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
MAX_SPAN = 30


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of a table, not those of tables within it."""
    rows = []
    for row in _rows(table):
        if cells := [cell for cell in row if name(cell) in _CELLS]:
            rows.append(cells)
    return rows


def is_layout(rows: list[list[Element]]) -> bool:
    """Whether a table only places things: one column, or cells with lists and code in them."""
    if all(len(row) < 2 for row in rows):
        return True
    return any(_holds_blocks(cell) for row in rows for cell in row)


def has_head(rows: list[list[Element]]) -> bool:
    parent = rows[0][0].getparent()
    section = None if parent is None else parent.getparent()
    in_head = section is not None and name(section) == "thead"
    return in_head or all(name(cell) == "th" for cell in rows[0])


def as_markdown(rows: list[list[Element]], texts: list[list[str]], head: bool) -> str:
    """A table of the texts of cells."""
    lines = list(_spanned(rows, texts))
    width = max(len(line) for line in lines)
    first = lines.pop(0) if head else [""]
    first += [""] * (width - len(first))
    return "\n".join(_line(line) for line in (first, ["---"] * width, *lines))


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def _spanned(rows: list[list[Element]], texts: list[list[str]]) -> Iterator[list[str]]:
    """The texts of each row, with empty ones where a cell reaches over several."""
    taken: dict[int, int] = {}
    for cells, row_texts in zip(rows, texts, strict=True):
        line: list[str] = []
        taken_below: dict[int, int] = {}
        for cell, text in zip(cells, row_texts, strict=True):
            while taken.get(len(line)):
                line.append("")
            columns = range(len(line), len(line) + _span(cell, "colspan"))
            taken_below |= dict.fromkeys(columns, _span(cell, "rowspan"))
            line += [text] + [""] * (len(columns) - 1)
        left = {column: below - 1 for column, below in (taken | taken_below).items()}
        taken = {column: below for column, below in left.items() if below > 0}
        yield line


def _span(cell: Element, attribute: str) -> int:
    value = cell.get(attribute) or ""
    is_number = value.isascii() and value.isdigit() and len(value) < 5
    return min(max(int(value), 1), MAX_SPAN) if is_number else 1


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if name(child) == "tr":
            yield child
        elif name(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if name(row) == "tr")


def _holds_blocks(cell: Element) -> bool:
    return any(name(element) in _BLOCKS for element in cell.iter())
