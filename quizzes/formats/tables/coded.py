"""Rows without headings that say their kind first: MC,,points,text,right,5 to 6 choices,feedback.

text2qti's csv_to_qti reads them so; the right answer is counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizzes.content import QuestionContent
from quizzes.formats.base import Entry, Skipped, name_from

from . import texts
from .answers import Key, places
from .cell_texts import CellTexts
from .rows import Row
from .truth import truth

_POINTS, _TEXT, _RIGHT, _CHOICES, _FEEDBACK = 2, 3, 4, 5, 11


def read(rows: Iterable[Row], category: tuple[str, ...] = ()) -> Iterator[Entry]:
    once = texts.Once()
    for row in rows:
        try:
            choices = [cell for cell in row.cells[_CHOICES:_FEEDBACK] if cell]
            notices, shown = texts.bare(choices, once, row.line)
            cells = CellTexts()
            content = _question(row, cells, shown)
        except ValueError as reason:
            yield Skipped(row.line, str(reason), name_from(row.cell(_TEXT)))
            continue
        yield from notices
        yield from cells.entries(replace(content, category=category), row.line)


def _question(row: Row, cells: CellTexts, choices: list[str]) -> QuestionContent:
    """Raises ValueError with a sentence."""
    if not row.cell(_TEXT):
        raise ValueError("There is no question in this row.")
    asked = replace(
        texts.question(cells, row.cell(_TEXT)),
        max_mark=texts.number(row.cell(_POINTS)) or 1.0,
        explanation=cells.markdown(row.cell(_FEEDBACK)),
    )
    right = row.cell(_RIGHT)
    if not choices and (is_true := truth(right)) is not None:
        return texts.with_choices(asked, cells, ["True", "False"], {0 if is_true else 1})
    found = places(right, choices, Key(first=1))
    return texts.with_choices(asked, cells, choices, found, is_multiple=row.cell(0).upper() == "MA")
