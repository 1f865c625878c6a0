"""From the cells of a table to what a question says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Notice, name_from, true_false
from quizzes.formats.shared import markdown
from quizzes.validation import MAX_NAME

from .cell_texts import CellTexts
from .labels import LEFT_OUT, without_labels
from .truth import truths

TRUTHS_BECAME = (
    "Choices that say true and false in other words became “True” and “False”, in this order."
)


class Once:
    """Notices about a whole file, each given once."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def notices(self, line: int, message: str) -> list[Notice]:
        if message in self._said:
            return []
        self._said.add(message)
        return [Notice(line, message)]


def question(cells: CellTexts, cell: str, name: str = "", is_html: bool = False) -> QuestionContent:
    """A question without choices yet. Raises ValueError for HTML that is of no use."""
    text = cells.html(cell) if is_html else cells.markdown(cell)
    known = " ".join(name.split())[:MAX_NAME] or name_from(
        cell if text == markdown.from_plain(cell) else text
    )
    return QuestionContent(known, Kind.SINGLE, text, ())


def with_choices(
    asked: QuestionContent,
    cells: CellTexts,
    choices: Sequence[str],
    right: Iterable[int],
    feedback: Sequence[str] = (),
    is_multiple: bool = False,
) -> QuestionContent:
    """`asked` with the choices, of which those at the places `right` share the mark.

    Raises ValueError for HTML that is of no use.
    """
    places = set(right)
    said = [cells.markdown(text) for text in feedback] or [""] * len(choices)
    if (order := truths(choices)) and len(places) == 1:
        true, false = order.index(True), order.index(False)
        weighed = true_false(true in places, said[true], said[false])
        return replace(asked, kind=Kind.TRUE_FALSE, choices=weighed)
    weighed = tuple(
        ChoiceContent(cells.markdown(text), float(place in places) / len(places), said[place])
        for place, text in enumerate(choices)
    )
    kind = Kind.MULTIPLE if is_multiple or len(places) > 1 else Kind.SINGLE
    return replace(asked, kind=kind, choices=weighed)


def bare(choices: Sequence[str], once: Once, line: int) -> tuple[list[Notice], list[str]]:
    """The choices without letters before them, and what is to be said about that."""
    if unlabelled := without_labels(choices):
        return once.notices(line, LEFT_OUT), unlabelled
    is_english = {choice.strip().casefold() for choice in choices} == {"true", "false"}
    notices = once.notices(line, TRUTHS_BECAME) if truths(choices) and not is_english else []
    return notices, list(choices)


def number(text: str) -> float | None:
    """A maximum mark above 0; None for what is none."""
    try:
        value = float(text.replace(",", ".").rstrip(" %"))
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


def tags_of(*cells: str) -> tuple[str, ...]:
    """The tags in cells that part them by commas or semicolons."""
    parts = (tag for cell in cells for tag in cell.replace(";", ",").split(","))
    return tuple(dict.fromkeys(" ".join(tag.split()) for tag in parts if tag.strip()))
