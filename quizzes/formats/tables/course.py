"""Brightspace's (D2L's) question import: rows from NewQuestion on make one question together.

NewQuestion,MC
QuestionText,Which one is a planet?,HTML
Option,100,Mars,HTML,It is.
Option,0,The Moon
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entry, Notice, Skipped, name_from, true_false
from quizzes.formats.shared.weights import from_percent

from . import texts
from .cell_texts import CellTexts
from .rows import Row
from .truth import truth

_KINDS = {"MC": Kind.SINGLE, "MS": Kind.MULTIPLE, "TF": Kind.TRUE_FALSE}
_OTHERS = {
    "WR": "A question with a written answer",
    "SA": "A short answer question",
    "MSA": "A question with several short answers",
    "M": "A matching question",
    "O": "An ordering question",
    "FIB": "A fill-in question",
    "NR": "A numeric question",
}
_KEPT = frozenset(
    ("title", "questiontext", "points", "difficulty", "option", "true", "false", "hint", "feedback")
)
# Beside those: they say nothing of the question.
_IGNORED = frozenset(("id", "newquestion", "initialtext", ""))


@dataclass(slots=True)
class _Draft:
    """The rows of one question by what they hold."""

    line: int
    kind: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    cells: CellTexts = field(default_factory=CellTexts)

    def text(self, row: Row, index: int) -> str:
        """A cell that the next one, or nothing, calls HTML. Raises ValueError."""
        cell = row.cell(index)
        return self.cells.html(cell) if _is_html(row, index + 1) else self.cells.markdown(cell)

    def first(self, word: str) -> Row:
        return self.rows.get(word, [Row(self.line, [])])[0]


def read(rows: Iterable[Row], category: tuple[str, ...] = ()) -> Iterator[Entry]:
    draft: _Draft | None = None
    for row in rows:
        word = row.cell(0).lower()
        if word.startswith("//"):
            continue
        if word == "newquestion":
            yield from _entries(draft, category)
            draft = _Draft(row.line, row.cell(1).upper())
        elif draft:
            draft.rows.setdefault(word, []).append(row)
        else:
            yield Skipped(row.line, "The row stands before the first NewQuestion.")
    yield from _entries(draft, category)


def _entries(draft: _Draft | None, category: tuple[str, ...]) -> Iterator[Entry]:
    if not draft:
        return
    name = draft.first("title").cell(1) or name_from(draft.first("questiontext").cell(1))
    kind = _KINDS.get(draft.kind)
    if not kind:
        what = _OTHERS.get(draft.kind, f"“{draft.kind[:40]}”")
        yield Skipped(draft.line, f"{what} has no choices to tick.", name)
        return
    try:
        content = _question(draft, kind)
    except ValueError as reason:
        yield Skipped(draft.line, str(reason), name)
        return
    yield from _losses(draft)
    yield from draft.cells.entries(replace(content, category=category), draft.line)


def _losses(draft: _Draft) -> Iterator[Notice]:
    for word, rows in draft.rows.items():
        if word in _IGNORED or (word == "scoring" and rows[0].cell(1).lower() == "rightanswers"):
            continue
        if word not in _KEPT and any(row.cell(1) for row in rows):
            yield Notice(rows[0].line, f"“{rows[0].cell(0)[:40]}” was left out.")


def _question(draft: _Draft, kind: Kind) -> QuestionContent:
    """Raises ValueError with a sentence."""
    stem = draft.first("questiontext")
    if not stem.cell(1):
        raise ValueError("There is no QuestionText.")
    difficulty = draft.first("difficulty").cell(1)
    return replace(
        texts.question(draft.cells, stem.cell(1), draft.first("title").cell(1), _is_html(stem, 2)),
        kind=kind,
        choices=_truths(draft) if kind == Kind.TRUE_FALSE else _options(draft, kind),
        explanation=draft.text(draft.first("feedback"), 1),
        hints=tuple(draft.text(row, 1) for row in draft.rows.get("hint", []) if row.cell(1)),
        tags=(f"difficulty {difficulty[:40]}",) if difficulty else (),
        max_mark=texts.number(draft.first("points").cell(1)) or 1.0,
    )


def _options(draft: _Draft, kind: Kind) -> tuple[ChoiceContent, ...]:
    rows = draft.rows.get("option", [])
    weights = [_weight(row.cell(1)) for row in rows]
    if kind == Kind.MULTIPLE:
        right = sum(weight > 0 for weight in weights)
        weights = [1 / right if weight > 0 else 0.0 for weight in weights]
    return tuple(
        ChoiceContent(draft.text(row, 2), weight, draft.text(row, 4))
        for row, weight in zip(rows, weights, strict=True)
    )


def _truths(draft: _Draft) -> tuple[ChoiceContent, ...]:
    true, false = draft.first("true"), draft.first("false")
    weight = _weight(true.cell(1) or "0")
    if (weight > 0) == (_weight(false.cell(1) or "0") > 0):
        raise ValueError("Neither or both of TRUE and FALSE are right.")
    return true_false(weight > 0, draft.text(true, 2), draft.text(false, 2))


def _weight(cell: str) -> float:
    if truth(cell) is not None and not cell.isdigit():
        return float(bool(truth(cell)))
    try:
        return from_percent(cell.rstrip(" %").replace(",", "."))
    except (ValueError, ArithmeticError):
        raise ValueError(f"“{cell[:40]}” is no share of the mark from -100 to 100.") from None


def _is_html(row: Row, index: int) -> bool:
    return row.cell(index).upper() == "HTML"
