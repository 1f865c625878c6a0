"""The one layout that is written, which holds all of a question.

Its columns: name, category, kind, question, explanation, tags, max mark, shuffle, hint 1…, and for
each choice: choice 1, weight 1 (percent), feedback 1, pinned 1, and so on. Texts are Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entry, Notice, ParsedQuestion, Skipped, name_from
from quizzes.formats.shared import paths
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.file_links import file_names
from quizzes.formats.shared.weights import from_percent, to_percent
from quizzes.validation import MAX_NAME

from . import texts
from .columns import Columns
from .rows import Row, Sheet

_FIXED = ("name", "category", "kind", "question", "explanation", "tags", "max mark", "shuffle")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
# With what a spreadsheet begins a formula, East Asian ones too; and our own mark against it.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠'")


def header(hints: int, choices: int) -> list[str]:
    return [
        *_FIXED,
        *(f"hint {number}" for number in range(1, hints + 1)),
        *(
            f"{column} {number}"
            for number in range(1, choices + 1)
            for column in ("choice", "weight", "feedback", "pinned")
        ),
    ]


def cells(question: QuestionContent, hints: int) -> Iterator[str]:
    """A row for `header`; it may be shorter."""
    yield _clean(question.name)
    yield _clean(paths.join(question.category))
    yield question.kind.value
    yield _clean(question.text)
    yield _clean(question.explanation)
    yield _clean(", ".join(question.tags))
    yield f"{question.max_mark!r}"
    yield "yes" if question.shuffle else "no"
    yield from map(_clean, question.hints)
    yield from [""] * (hints - len(question.hints))
    for choice in question.choices:
        yield _clean(choice.text)
        yield to_percent(choice.weight)
        yield _clean(choice.feedback)
        yield "yes" if choice.pinned else ""


def losses(question: QuestionContent) -> Iterator[str]:
    """What becomes another when the table is read again, and what it can't hold."""
    for tag in question.tags:
        if {",", ";"} & set(tag):
            yield f"A tag has a comma or semicolon and will be read as several: {tag}"
    for name in file_names(question):
        yield f"A table can't hold the picture {name[:80]}; only its name was written."


def without_formula(cell: str) -> str:
    """The cell so that no spreadsheet runs it; `_as_written` is the inverse."""
    is_risky = cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_risky else cell


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _clean(text: str) -> str:
    return without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read(
    rows: Iterable[Row], columns: Columns, sheet: Sheet, category: tuple[str, ...] = ()
) -> Iterator[Entry]:
    reader = _Reader(columns, category)
    for row in rows:
        if sheet.has_apostrophes:
            row = Row(row.line, [_as_written(cell) for cell in row.cells], row.broken)
        yield from reader.entries(row)


class _Reader:
    def __init__(self, columns: Columns, category: tuple[str, ...]) -> None:
        self.columns, self.category = columns, category
        self.choices = columns.numbered("choice")
        self.hints = columns.numbered("hint")
        self.of_choice = {
            word: dict(columns.numbered(word)) for word in ("weight", "feedback", "pinned")
        }

    def entries(self, row: Row) -> Iterator[Entry]:
        name = row.cell(self.columns.get("name")) or name_from(row.cell(self.columns["question"]))
        used = set(self.columns.values())
        if broken := next((why for index, why in row.broken.items() if index in used), None):
            yield Skipped(row.line, broken, name)
            return
        try:
            content = self._question(row, name)
        except ValueError as reason:
            yield Skipped(row.line, str(reason), name)
            return
        mark = row.cell(self.columns.get("max mark"))
        if mark and texts.number(mark) is None:
            yield Notice(row.line, f"The mark “{mark[:40]}” is no number above 0; it became 1.")
        yield ParsedQuestion(content, row.line)

    def _question(self, row: Row, name: str) -> QuestionContent:
        """Raises ValueError with a sentence."""

        def cell(role: str) -> str:
            return row.cell(self.columns.get(role))

        return QuestionContent(
            name=name[:MAX_NAME],
            kind=_kind(cell("kind")),
            text=cell("question"),
            choices=tuple(self._choices(row)),
            explanation=cell("explanation"),
            hints=tuple(hint for _, index in self.hints if (hint := row.cell(index))),
            tags=texts.tags_of(cell("tags")),
            category=(*self.category, *paths.split(cell("category"))),
            max_mark=texts.number(cell("max mark")) or 1.0,
            shuffle=cell("shuffle").lower() != "no",
        )

    def _choices(self, row: Row) -> Iterator[ChoiceContent]:
        for number, index in self.choices:
            if text := row.cell(index):
                of_choice = {word: row.cell(at.get(number)) for word, at in self.of_choice.items()}
                yield ChoiceContent(
                    text,
                    _weight(of_choice["weight"]),
                    of_choice["feedback"],
                    of_choice["pinned"].lower() == "yes",
                )


def _kind(cell: str) -> Kind:
    try:
        return Kind(cell.lower() or Kind.SINGLE)
    except ValueError:
        kinds = ", ".join(Kind)
        raise ValueError(f"The kind “{cell[:40]}” is none of {kinds}.") from None


def _weight(cell: str) -> float:
    try:
        return from_percent(cell.rstrip(" %").replace(",", ".") or "0")
    except ArithmeticError:
        raise ValueError(f"The weight “{cell[:40]}” is no number from -100 to 100.") from None
