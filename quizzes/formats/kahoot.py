"""Kahoot's spreadsheet: a row a question with two to four short answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizzes.content import Kind, QuestionContent

from .base import (
    BankInfo,
    Entry,
    Files,
    Notice,
    Options,
    Unreadable,
    WritableFormat,
    Written,
    name_from,
    no_files,
)
from .shared.file_links import file_names
from .shared.plain_question import losses, plain, right_choice
from .source import Source
from .tables.layout import layout_of
from .tables.reader import read_sheets

_MAX_QUESTION, _MAX_ANSWER, _ANSWERS = 120, 75, 4
_SECONDS = "20"
# Kahoot looks for the headings in the eighth row, behind a column of numbers.
_ROWS_BEFORE = 7
_HEADINGS = (
    "",
    f"Question - max {_MAX_QUESTION} characters",
    *(f"Answer {number} - max {_MAX_ANSWER} characters" for number in range(1, _ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_WIDTHS = (5, 50, 30, 30, 30, 30, 16, 16)


class Kahoot(WritableFormat):
    name = "kahoot"
    label = "Kahoot (XLSX)"
    extensions = (".xlsx",)
    may_be_archive = True
    silent_about = frozenset(
        {"name", "category", "explanation", "hints", "tags", "max_mark", "shuffle", "feedback",
         "pinned"}
    )  # fmt: skip

    def recognises(self, source: Source) -> bool:
        if "xl/workbook.xml" not in source.members:
            return False
        from .tables.xlsx_book import open_workbook

        try:
            with open_workbook(source) as sheets:
                layout = layout_of(sheets[0], Options()) if sheets else None
        except Unreadable:
            return False
        columns = layout.columns if layout else {}
        wanted = {"question", "time", "right", *(f"choice {n}" for n in range(1, _ANSWERS + 1))}
        return set(columns) == wanted

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        from .tables.xlsx_book import open_workbook

        first = 1 if options.first_answer is None else options.first_answer
        with open_workbook(source) as sheets:
            wishes = replace(options, first_answer=first)
            yield from read_sheets(sheets, wishes, has_html=False)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        from .tables.xlsx_writer import written

        rows: list[list[str]] = []
        warnings: list[Notice] = []
        for number, question in enumerate(questions, 1):
            if reason := _unwritable(question):
                warnings.append(Notice(number, f"Left out: {reason}"))
                continue
            rows.append([str(len(rows) + 1), *_cells(question)])
            if lost := [*losses(question), *_more_losses(question)]:
                warnings.append(Notice(number, f"Kahoot can't hold {', '.join(lost)}."))
        before: list[list[str]] = [[] for _ in range(_ROWS_BEFORE)]
        before[1] = ["", " ".join(bank.title.split()) or "Quiz"]
        data = written("Sheet1", before, _HEADINGS, rows, _WIDTHS)
        return Written(data, tuple(warnings))


def _cells(question: QuestionContent) -> Iterator[str]:
    yield _line(question.text)
    answers = [_line(choice.text) for choice in question.choices]
    yield from [*answers, *[""] * (_ANSWERS - len(answers))]
    yield _SECONDS
    right = (str(place) for place, one in enumerate(question.choices, 1) if one.weight > 0)
    yield ",".join(right)


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _unwritable(question: QuestionContent) -> str:
    if not question.text.strip():
        return "the question has no text."
    if len(_line(question.text)) > _MAX_QUESTION:
        return f"the question has more than {_MAX_QUESTION} characters."
    if not 2 <= len(question.choices) <= _ANSWERS:
        return f"Kahoot takes 2 to {_ANSWERS} choices."
    if any(not 0 < len(_line(choice.text)) <= _MAX_ANSWER for choice in question.choices):
        return f"each choice must have 1 to {_MAX_ANSWER} characters."
    if not any(choice.weight > 0 for choice in question.choices):
        return "no choice is right."
    if not question.is_multiple and right_choice(question) is None:
        return "not exactly one choice earns the whole mark while the others earn nothing."
    return ""


def _more_losses(question: QuestionContent) -> Iterator[str]:
    """What `losses` doesn't name."""
    if question.name != name_from(_line(question.text)):
        yield "names"
    if question.category:
        yield "categories"
    if file_names(question):
        yield "pictures"
    if question.tags:
        yield "tags"
    texts = [question.text, *(choice.text for choice in question.choices)]
    if any("\n" in plain(text).strip() for text in texts):
        yield "line breaks"
    right = [choice.weight for choice in question.choices if choice.weight > 0]
    if question.kind == Kind.MULTIPLE and (len(right) < 2 or not _are_alike(question)):
        yield "how much each choice counts (right ones share the mark)"


def _are_alike(question: QuestionContent) -> bool:
    weights = {round(choice.weight, 4) for choice in question.choices if choice.weight}
    right = [choice for choice in question.choices if choice.weight > 0]
    return weights == {round(1 / len(right), 4)}
