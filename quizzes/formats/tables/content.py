"""What columns hold by what stands in them, where no heading tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .columns import Columns
from .rows import Row
from .truth import truth

_LETTERS = re.compile(r"[A-Ha-h]|[A-H]{2,8}|[A-Ha-h](?:[;,|& ]+[A-Ha-h])+", re.ASCII)
_NUMBERS = re.compile(r"\d|\d(?:[;,|& ]+\d)+", re.ASCII)
_MOSTLY = 0.8
_MANY = 6
# Wider tables have headings.
_MAX_COLUMNS = 40


def by_content(rows: Sequence[Row], known: Columns) -> Columns | None:
    """`known` with the columns of the question, the choices and the right answer.

    None where the rows, all of them data, don't tell.
    """
    found = Columns(known)
    width = max((len(row.cells) for row in rows), default=0)
    free = [index for index in range(min(width, _MAX_COLUMNS)) if index not in found.values()]
    if not found.indexes("right"):
        right = _right(rows, free)
        if right is None:
            return None
        found["right"] = right
        free.remove(right)
    if "question" not in found:
        question = next((index for index in free if _is_question(rows, index)), None)
        if question is None:
            return None
        found["question"] = question
        free.remove(question)
    return _with_choices(found, rows, free)


def _with_choices(found: Columns, rows: Sequence[Row], free: list[int]) -> Columns | None:
    if found.numbered("choice") or found.numbered("wrong") or {"choices", "wrongs"} & found.keys():
        return found
    right, question = found.indexes("right")[0], found["question"]
    between = [index for index in free if question < index < right and _filled(rows, index)]
    after = [index for index in free if index > max(question, right) and _filled(rows, index)]
    choices = between or ([] if _all(rows, right, _is_truth) else after)
    found.update({f"choice {number}": index for number, index in enumerate(choices, 1)})
    return found if len(choices) > 1 or _all(rows, right, _is_truth) else None


def _right(rows: Sequence[Row], free: Sequence[int]) -> int | None:
    """The column of right answers: texts of other cells, letters, true or false, or numbers."""

    def is_another(index: int) -> bool:
        others = [other for other in free if other != index]
        return all(row.cell(index) in {row.cell(o) for o in others} for row in rows)

    filled = [index for index in reversed(free) if _share(rows, index) >= _MOSTLY]
    tests: list[Callable[[int], bool]] = [
        lambda index: _all(rows, index, lambda text: bool(_LETTERS.fullmatch(text))),
        lambda index: _all(rows, index, _is_truth),
        lambda index: (
            _all(rows, index, lambda text: bool(_NUMBERS.fullmatch(text)))
            and not _counts(rows, index)
        ),
        lambda index: len(free) > 3 and _all(rows, index, bool) and is_another(index),
    ]
    return next((index for test in tests for index in filled if test(index)), None)


def _is_truth(text: str) -> bool:
    return truth(text) is not None and (len(text) > 1 or not text.isascii())


def _is_question(rows: Sequence[Row], index: int) -> bool:
    """Whether a column has texts of its own: no numbers of rows, no few categories."""
    texts = [text for row in rows if (text := row.cell(index))]
    is_category = len(rows) >= _MANY and len(set(texts)) < len(texts) / 2
    return (
        _share(rows, index) >= _MOSTLY
        and not is_category
        and not all(text.isdigit() for text in texts)
    )


def _counts(rows: Sequence[Row], index: int) -> bool:
    """Whether a column just numbers the rows."""
    numbers = [row.cell(index) for row in rows]
    if len(numbers) < 3 or not all(number.isdecimal() for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))


def _share(rows: Sequence[Row], index: int) -> float:
    return sum(bool(row.cell(index)) for row in rows) / len(rows) if rows else 0


def _filled(rows: Sequence[Row], index: int) -> bool:
    return any(row.cell(index) for row in rows)


def _all(rows: Sequence[Row], index: int, test: Callable[[str], bool]) -> bool:
    texts = [text for row in rows if (text := row.cell(index))]
    return bool(texts) and all(map(test, texts))
