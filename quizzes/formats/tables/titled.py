"""Rows of a table whose columns are known, as questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quizzes.content import QuestionContent
from quizzes.formats.base import Entry, Notice, Options, Skipped, name_from
from quizzes.formats.shared import paths

from . import texts, words
from .answers import Key, places
from .cell_texts import CellTexts
from .columns import Columns, letters_of
from .layout import Layout
from .lists import Splitter
from .rows import Row
from .truth import Type, truth, type_of


@dataclass(frozen=True, slots=True)
class _Cells:
    """What a row says of the answers, as it stands there. `feedback`: of each choice."""

    choices: list[str]
    feedback: list[str]
    headings: list[str]
    right: list[str]


class Titled:
    """What all rows of a table have in common; makes questions of them."""

    def __init__(
        self,
        layout: Layout,
        options: Options,
        category: tuple[str, ...] = (),
        has_html: bool = True,
    ) -> None:
        self.has_html = has_html
        self.layout, self.category = layout, category
        self.columns: Columns = layout.columns
        self.once = texts.Once()
        self._choices, self._wrong = Splitter(), Splitter()
        self._choice_columns = self.columns.numbered("choice")
        self._right_columns = self.columns.indexes("right")
        self._feedback = dict(self.columns.numbered("feedback"))
        self.key = Key(first=self._first(options))
        has_wrong = bool(self.columns.indexes("wrong")) or "wrongs" in self.columns
        # Then the right answers stand in no other column.
        self._adds_right = has_wrong and not self._choice_columns and "choices" not in self.columns

    def learn(self, rows: Callable[[], Iterator[Row]]) -> None:
        """Find out from all rows how choices are parted and right answers are written."""
        for word, splitter in (("choices", self._choices), ("wrongs", self._wrong)):
            if word in self.columns:
                for row in rows():
                    if cell := row.cell(self.columns[word]):
                        splitter.see(cell)
        if self._adds_right or not (self._choice_columns or "choices" in self.columns):
            return
        for row in rows():
            cells = self._cells(row)
            for answer in cells.right:
                self.key.see(answer, cells.choices)
        self.key.settle()

    @property
    def needs_first_answer(self) -> bool:
        return self.key.is_ambiguous

    def entries(self, row: Row) -> Iterator[Entry]:
        """A question, or why there is none, after what is to be said about it."""
        name = name_from(row.cell(self.columns.get("name")) or row.cell(self.columns["question"]))
        if row.cells == list(self.layout.headings):
            yield Skipped(row.line, "The row repeats the headings.")
            return
        used = set(self.columns.values())
        if broken := next((why for index, why in row.broken.items() if index in used), None):
            yield Skipped(row.line, broken, name)
            return
        try:
            yield from self._question(row)
        except ValueError as reason:
            yield Skipped(row.line, str(reason), name)

    def _question(self, row: Row) -> Iterator[Entry]:
        """Raises ValueError with a sentence where it is no question."""
        kind = type_of(row.cell(self.columns.get("kind")))
        if not row.cell(self.columns["question"]):
            raise ValueError("There is no question in this row.")
        if kind == Type.OTHER:
            what = row.cell(self.columns["kind"])[:40]
            raise ValueError(f"“{what}” is no kind of question with choices.")
        shown = CellTexts(self.has_html)
        asked = self._asked(row, shown)
        notices, content = self._with_answers(asked, self._cells(row), shown, row.line, kind)
        yield from notices
        yield from self._dates(row)
        mark = row.cell(self.columns.get("max mark"))
        if mark and texts.number(mark) is None:
            yield Notice(row.line, f"The mark “{mark[:40]}” is no number above 0; it became 1.")
        yield from shown.entries(content, row.line)

    def _asked(self, row: Row, shown: CellTexts) -> QuestionContent:
        """The question without its choices."""

        def cell(role: str) -> str:
            return row.cell(self.columns.get(role))

        places_in_bank = [paths.split(cell(role)) for role in ("category", "subcategory")]
        hints = (row.cell(index) for _, index in self.columns.numbered("hint"))
        return replace(
            texts.question(shown, cell("question"), cell("name")),
            explanation=shown.markdown(cell("explanation")),
            category=(*self.category, *places_in_bank[0], *places_in_bank[1]),
            tags=texts.tags_of(cell("tags"), cell("difficulty")),
            hints=tuple(shown.markdown(hint) for hint in hints if hint),
            max_mark=texts.number(cell("max mark")) or 1.0,
        )

    def _with_answers(
        self, asked: QuestionContent, cells: _Cells, shown: CellTexts, line: int, kind: Type
    ) -> tuple[list[Notice], QuestionContent]:
        """Raises ValueError with a sentence."""
        if not cells.right:
            raise ValueError("There is no right answer in this row.")
        if not cells.choices:
            return [], _statement(asked, shown, cells.right)
        right = set(range(len(cells.right))) if self._adds_right else self._right(cells)
        notices, choices = texts.bare(cells.choices, self.once, line)
        several = kind == Type.SEVERAL
        return notices, texts.with_choices(asked, shown, choices, right, cells.feedback, several)

    def _right(self, cells: _Cells) -> set[int]:
        found: set[int] = set()
        for answer in cells.right:
            found |= places(answer, cells.choices, self.key, cells.headings)
        return found

    def _cells(self, row: Row) -> _Cells:
        right = [text for index in self._right_columns if (text := row.cell(index))]
        if self._adds_right:
            wrong = [text for index in self.columns.indexes("wrong") if (text := row.cell(index))]
            wrong += self._wrong.split(row.cell(self.columns.get("wrongs")))
            return _Cells([*right, *wrong] if wrong else [], [], [], right)
        if not self._choice_columns:
            choices = self._choices.split(row.cell(self.columns.get("choices")))
            return _Cells(choices, [], [], right)
        filled = [(number, index) for number, index in self._choice_columns if row.cell(index)]
        return _Cells(
            [row.cell(index) for _, index in filled],
            [row.cell(self._feedback.get(number)) for number, _ in filled],
            [self._heading(index) for _, index in filled],
            right,
        )

    def _dates(self, row: Row) -> Iterator[Notice]:
        for index in sorted(row.dates & set(self.columns.values())):
            yield Notice(
                row.line,
                f"The cell {letters_of(index)}{row.line} is a date in the spreadsheet; it was "
                f"read as “{row.cell(index)}”.",
            )

    def _first(self, options: Options) -> int | None:
        """What numbers count from, as far as it is said or goes without saying."""
        if options.first_answer is not None:
            return options.first_answer
        headings = [words.folded(self._heading(index)) for _, index in self._choice_columns]
        if headings and headings[0].lstrip("abcdefghijklmnopqrstuvwxyz ") == "0":
            return 0
        # Only programs for quizzes against the clock have it, and they all count from 1.
        return 1 if "time" in self.columns and headings else None

    def _heading(self, index: int) -> str:
        return self.layout.headings[index] if index < len(self.layout.headings) else ""


def _statement(asked: QuestionContent, shown: CellTexts, right: list[str]) -> QuestionContent:
    """A question without choices, which is true or false. Raises ValueError."""
    is_true = truth(right[0])
    if is_true is None or len(right) > 1:
        raise ValueError(f"There are no choices, and “{right[0][:40]}” is not true or false.")
    return texts.with_choices(asked, shown, ["True", "False"], {0 if is_true else 1})
