"""Where in a sheet the headings are, and which column is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quizzes.formats.base import Options, Unreadable

from .columns import Columns, all_letters, by_heading, with_wishes
from .content import by_content
from .rows import Row, Sheet

# Rows above which the headings are looked for, and rows that are looked at for what they hold.
_MAX_TITLES = 20
_SAMPLE = 200
_CODES = ("MC", "MA", "TF")
_COURSE_START = "newquestion"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a sheet are. `header`: the line of the headings, 0 where there are none.

    `columns` are empty for rows that say themselves what they are: "coded" rows begin with the
    kind, those of a "course" begin with what they add to a question.
    """

    header: int
    headings: tuple[str, ...]
    columns: Columns
    kind: str = "table"
    has_titles: bool = False

    @property
    def sentence(self) -> str:
        """The columns, for a teacher."""
        if self.kind == "coded":
            return "There are no headings; each row begins with its kind."
        if self.kind == "course":
            return "There are no headings; each row says what it holds (NewQuestion, Option, …)."
        kept = Columns({role: at for role, at in self.columns.items() if role != "time"})
        used = set(kept.values())
        unused = [
            f"“{' '.join(heading.split())[:40]}”"
            for index, heading in enumerate(self.headings)
            if heading and index not in used
        ]
        start = "Columns: " if self.header else "There are no headings. Columns: "
        more = f" Not used: {', '.join(unused[:20])}." if unused and self.header else ""
        titles = " The rows above the headings were left out." if self.has_titles else ""
        return f"{start}{kept.words(self.headings)}.{more}{titles}"


def layout_of(sheet: Sheet, options: Options) -> Layout | None:
    """None where a sheet has no questions that can be told. Raises Unreadable for wrong wishes."""
    sample = list(islice(sheet.rows(), _MAX_TITLES + _SAMPLE))
    if not sample:
        return None
    if not options.columns:
        firsts = [row.cell(0) for row in sample]
        if any(first.lower() == _COURSE_START for first in firsts[:_MAX_TITLES]):
            return Layout(0, (), Columns(), "course")
        if all(first.upper() in _CODES for first in firsts):
            return Layout(0, (), Columns(), "coded")
    return _by_headings(sample, options) or _guessed(sample, options)


def _by_headings(sample: Sequence[Row], options: Options) -> Layout | None:
    """The first row, or pair of rows, with the most headings that are known."""
    best: Layout | None = None
    most = 0
    problem: Unreadable | None = None
    for place, headings in _candidates(sample):
        found = by_heading(headings)
        if "question" not in found and not found.indexes("right"):
            continue
        try:
            found = with_wishes(found, headings, options.columns)
        except Unreadable as error:
            problem = error
            continue
        known = len(found)
        found = _completed(found, sample[place + 1 :])
        if found.are_enough and known > most:
            most = known
            best = Layout(sample[place].line, tuple(headings), found, has_titles=place > 0)
    if best is None and problem and len(sample) == 1:
        raise problem
    return best


def _candidates(sample: Sequence[Row]) -> Iterator[tuple[int, list[str]]]:
    """Rows that may be headings: each, and each completed by the row above it."""
    above = Row(0, [])
    widest = 0
    for place, row in enumerate(sample[:_MAX_TITLES]):
        if widest >= max(3, _filled(row.cells)):
            # What is above is no title but a row of the table.
            return
        if _filled(above.cells) < max(3, _filled(row.cells)):
            yield place, row.cells
        width = max(len(above.cells), len(row.cells))
        both = [row.cell(index) or above.cell(index) for index in range(width)]
        if _filled(both) > max(_filled(above.cells), _filled(row.cells)):
            yield place, both
        widest = max(widest, _filled(above.cells))
        above = row


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _completed(found: Columns, rows: Sequence[Row]) -> Columns:
    """With the columns whose headings say nothing, as far as their cells do."""
    has_choices = found.numbered("choice") or found.numbered("wrong")
    if (has_choices and found.are_enough) or {"choices", "wrongs"} & found.keys() or not rows:
        return found
    return by_content(rows, found) or found


def _guessed(sample: Sequence[Row], options: Options) -> Layout | None:
    """Without known headings: by what the cells hold, and by what was wished."""
    letters = tuple(all_letters(max(len(row.cells) for row in sample)))
    wide = [row for row in sample if len(row.cells) > 1]
    for rows, headings, line in (
        (wide, letters, 0),
        (wide[1:], tuple(wide[0].cells) if wide else (), wide[0].line if wide else 0),
    ):
        if not rows:
            continue
        try:
            wished = with_wishes(Columns(), headings, options.columns)
        except Unreadable:
            if line or len(wide) == 1:
                raise
            continue
        found = by_content(rows, wished)
        if found is None and wished.are_enough and (line or not _looks_like_headings(wide[0])):
            found = wished
        if found and found.are_enough:
            return Layout(line, headings, found)
    return None


def _looks_like_headings(row: Row) -> bool:
    """Short cells, all different, none of them a question or a number."""
    texts = [text for text in row.cells if text]
    return len(set(texts)) == len(texts) and all(
        len(text) <= 40 and not re.search(r"[?？]$|^\d+$", text) for text in texts
    )
