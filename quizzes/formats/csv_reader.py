"""Reads tables of questions as people make them: many layouts, found by the header."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from quizzes.content import ChoiceContent, Kind, QuestionContent

from .base import Entries, Entry, Options, Unreadable, name_from, true_false
from .csv_answers import counts_from, places
from .csv_columns import Columns, columns
from .shared import paths
from .shared.decoding import decode
from .shared.weights import from_percent
from .source import Source

_TRUTH = {"true": True, "t": True, "yes": True, "false": False, "f": False, "no": False}
_DELIMITERS = ",;\t"
_CHOICE_DELIMITERS = ("|", "\n", ";", ",")
# Rows of a table without header that says the kind first: MC,,points,text,right,choices…,feedback
_CODED_TEXT, _CODED_RIGHT, _CODED_CHOICES, _CODED_FEEDBACK = 3, 4, 5, 11
FORMULA_STARTS = ("=", "+", "-", "@", "'")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as a question's parts. `line`: where it begins in the file."""

    line: int
    question: QuestionContent
    right: str
    choices: tuple[str, ...]


def read(source: Source, options: Options) -> Iterator[Entry]:
    text, notices = decode(source, options.encoding)
    yield from notices
    parsed = Entries()
    lines = list(_lines(text, _delimiter(text), parsed))
    if not lines:
        raise Unreadable("The table has no rows that can be read.")
    table = columns(lines[0][1])
    if table.are_our_own:
        _read_own(table, lines[1:], parsed)
    else:
        _add(list(_rows(table, lines, parsed)), parsed)
    yield from parsed


def _delimiter(text: str) -> str:
    """The delimiter with which the most columns are known, else with which there are the most."""
    first = text.lstrip().split("\n", 1)[0][:10_000]

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return (len(columns(cells)), len(cells))

    return max(_DELIMITERS, key=score)


def _lines(text: str, delimiter: str, parsed: Entries) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with its first line."""
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error:
        parsed.skip(start, "From here on the table can't be read: a cell is too long.")


def _rows(table: Columns, lines: list[tuple[int, list[str]]], parsed: Entries) -> Iterator[_Row]:
    if table.are_enough:
        separator = _choice_separator(table, lines[1:])
        for line, cells in lines[1:]:
            yield _titled_row(table, line, cells, separator)
    elif all(cells[0].upper() in ("MC", "MA", "TF") for _, cells in lines):
        parsed.warn(lines[0][0], "There is no header; each row begins with its kind.")
        for line, cells in lines:
            yield _coded_row(line, cells)
    elif all(len(cells) > 3 and _is_letter_of(cells) for _, cells in lines):
        parsed.warn(lines[0][0], "There is no header; the last column was read as the answer.")
        for line, cells in lines:
            choices = tuple(cell for cell in cells[1:-1] if cell)
            yield _Row(line, _question(cells[0]), cells[-1], choices)
    else:
        raise Unreadable(
            "The columns are not known. The first row must name them: question, "
            "option A, option B, …, correct."
        )


def _titled_row(table: Columns, line: int, cells: list[str], separator: str) -> _Row:
    def cell(role: str) -> str:
        return _cell(cells, table.single.get(role))

    choices = [_cell(cells, index) for index in table.choices]
    if not table.choices and "choices" in table.single:
        choices = [choice.strip() for choice in cell("choices").split(separator)]
    right = cell("right")
    if table.wrong and not any(choices):
        choices = [right, *(_cell(cells, index) for index in table.wrong)]
    tags = [tag.strip() for tag in cell("tags").replace(";", ",").split(",")]
    tags = [tag for tag in (*tags, cell("difficulty")) if tag]
    question = replace(
        _question(cell("text")),
        explanation=cell("explanation"),
        category=paths.split(cell("category")),
        tags=tuple(dict.fromkeys(tags)),
        hints=tuple(hint for index in table.hints if (hint := _cell(cells, index))),
        max_mark=_number(cell("max_mark")),
        choices=_with_feedback(table, cells, choices),
    )
    if cell("name"):
        question = replace(question, name=cell("name")[:255])
    return _Row(line, question, right, tuple(choice for choice in choices if choice))


def _with_feedback(
    table: Columns, cells: list[str], choices: Sequence[str]
) -> tuple[ChoiceContent, ...]:
    """The choices that are not empty, each with the feedback of its own column."""
    return tuple(
        ChoiceContent(choice, feedback=_cell(cells, table.feedback.get(place)))
        for place, choice in enumerate(choices, 1)
        if choice
    )


def _coded_row(line: int, cells: list[str]) -> _Row:
    cells = [*cells, *[""] * (_CODED_FEEDBACK + 1 - len(cells))]
    question = replace(
        _question(cells[_CODED_TEXT]),
        max_mark=_number(cells[2]),
        explanation=cells[_CODED_FEEDBACK],
    )
    choices = tuple(cell for cell in cells[_CODED_CHOICES:_CODED_FEEDBACK] if cell)
    return _Row(line, question, cells[_CODED_RIGHT], choices)


def _add(rows: list[_Row], parsed: Entries) -> None:
    base = counts_from((row.right, row.choices) for row in rows if row.choices)
    for row in rows:
        try:
            parsed.add(_answered(row, base), row.line)
        except ValueError as reason:
            parsed.skip(row.line, str(reason), row.question.name)


def _answered(row: _Row, base: int | None) -> QuestionContent:
    """The question with its choices and their weights. Raises ValueError."""
    truth = _TRUTH.get(row.right.lower())
    words = [choice.lower() for choice in row.choices]
    if truth is not None and (not words or words in (["true", "false"], ["false", "true"])):
        return replace(row.question, kind=Kind.TRUE_FALSE, choices=true_false(truth))
    right = places(row.right, row.choices, base)
    known = row.question.choices or tuple(map(ChoiceContent, row.choices))
    choices = tuple(
        replace(choice, weight=1 / len(right) if place in right else 0.0)
        for place, choice in enumerate(known)
    )
    kind = Kind.SINGLE if len(right) == 1 else Kind.MULTIPLE
    return replace(row.question, kind=kind, choices=choices)


def _read_own(table: Columns, lines: list[tuple[int, list[str]]], parsed: Entries) -> None:
    """What csv_table writes."""
    for line, quoted in lines:
        cells = [_unquoted(cell) for cell in quoted]
        row = _titled_row(table, line, cells, "|")
        try:
            kind = Kind(_cell(cells, table.single.get("kind")) or Kind.SINGLE)
            choices = tuple(_own_choices(table, cells))
        except ValueError as reason:
            parsed.skip(line, str(reason), row.question.name)
            continue
        shuffle = _cell(cells, table.single.get("shuffle")) != "no"
        parsed.add(replace(row.question, kind=kind, choices=choices, shuffle=shuffle), line)


def _own_choices(table: Columns, cells: list[str]) -> Iterator[ChoiceContent]:
    for place, index in enumerate(table.choices, 1):
        if text := _cell(cells, index):
            weight = _cell(cells, table.weights.get(place)) or "0"
            feedback = _cell(cells, table.feedback.get(place))
            pinned = _cell(cells, table.pinned.get(place)) == "yes"
            yield ChoiceContent(text, from_percent(weight.rstrip(" %")), feedback, pinned)


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _question(text: str) -> QuestionContent:
    return QuestionContent(name_from(text), Kind.SINGLE, text, ())


def _choice_separator(table: Columns, lines: list[tuple[int, list[str]]]) -> str:
    cells = [_cell(cells, table.single.get("choices")) for _, cells in lines]
    filled = [cell for cell in cells if cell]
    return next((mark for mark in _CHOICE_DELIMITERS if all(mark in c for c in filled)), "|")


def _is_letter_of(cells: list[str]) -> bool:
    letter = cells[-1].upper()
    return len(letter) == 1 and 0 <= ord(letter) - ord("A") < len(cells) - 2


def _cell(cells: Sequence[str], index: int | None) -> str:
    return cells[index] if index is not None and index < len(cells) else ""


def _number(text: str) -> float:
    """A maximum mark; what is no number counts as 1, since nothing else depends on it."""
    try:
        return float(text.replace(",", ".")) if text else 1.0
    except ValueError:
        return 1.0
