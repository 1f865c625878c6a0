"""Reads a line of Blackboard's question upload."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entry, Notice, Skipped, name_from, true_false
from quizzes.formats.tables.cell_texts import CellTexts
from quizzes.formats.tables.labels import LEFT_OUT, without_labels

_OTHERS = {
    "ESS": "An essay question",
    "ORD": "An ordering question",
    "MAT": "A matching question",
    "FIB": "A fill-in question",
    "FIL": "A question answered with a file",
    "NUM": "A numeric question",
    "SR": "A short answer question",
    "OP": "An opinion scale",
    "FIB_PLUS": "A question with several gaps",
    "JUMBLED_SENTENCE": "A jumbled sentence",
    "QUIZ_BOWL": "A quiz bowl question",
}
# What the makers of banks put first to tell questions apart: <p>0214_3fea</p>
_CHECKSUM = re.compile(r"\s*<p>\s*([0-9a-f]{4}(?:_[0-9a-f]{4}){1,3})\s*</p>\s*")
_START = re.compile(r"\"?[A-Z_]{2,16}\"?\t", re.IGNORECASE)
_MOST_JOINED = 50
_CHECKSUMS = "Checksums before the questions (such as “{}”) were left out."
_SEVERAL_RIGHT = "The question is MC and has several right choices; it was read as multiple choice."


def joined(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, where a quoted cell of several lines makes them one."""
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if waiting and (_START.match(line) or len(waiting) >= _MOST_JOINED):
            # The mark was no beginning of a quotation.
            yield from waiting
            waiting = []
        waiting.append((number, line))
        if not _is_open([text for _, text in waiting]):
            yield waiting[0][0], "\n".join(text for _, text in waiting)
            waiting = []
    yield from waiting


def _is_open(lines: list[str]) -> bool:
    """Whether the last cell begins with a quotation mark and has none at its end yet."""
    cell = lines[0].rpartition("\t")[2].lstrip()
    if len(lines) == 1:
        return cell.startswith('"') and cell.count('"') % 2 == 1
    return lines[-1].count('"') % 2 == 0


class Reader:
    """Reads lines one by one; knows what it has said of the whole file."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def entries(self, line: int, text: str) -> Iterator[Entry]:
        """What one line holds; nothing for an empty one."""
        cells = [_unquoted(cell.strip()) for cell in text.split("\t")]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        kind = cells[0].upper().replace(" ", "_")
        stem = cells[1] if len(cells) > 1 else ""
        try:
            yield from self._question(line, kind, stem, cells[2:])
        except ValueError as reason:
            yield Skipped(line, str(reason), name_from(stem))

    def _question(self, line: int, kind: str, stem: str, answers: list[str]) -> Iterator[Entry]:
        """Raises ValueError with a sentence."""
        _check_kind(kind)
        shown = CellTexts()
        if checksum := _CHECKSUM.match(stem):
            stem = stem[checksum.end() :]
        text = shown.html_or_plain(stem)
        if not text:
            raise ValueError("The question has no text.")
        asked = QuestionContent(name_from(text), Kind.SINGLE, text, ())
        if kind == "TF":
            content = replace(asked, kind=Kind.TRUE_FALSE, choices=true_false(_is_true(answers)))
        else:
            choices, right = _answers(answers)
            bare = without_labels(choices)
            weighed = tuple(_weighed(map(shown.html_or_plain, bare or choices), right))
            several = kind == "MA" or sum(right) > 1
            content = replace(
                asked, kind=Kind.MULTIPLE if several else Kind.SINGLE, choices=weighed
            )
            if bare:
                yield from self._once(line, LEFT_OUT)
            if several and kind == "MC":
                yield Notice(line, _SEVERAL_RIGHT)
        if checksum:
            yield from self._once(line, _CHECKSUMS.format(checksum[1]))
        yield from shown.entries(content, line)

    def _once(self, line: int, message: str) -> Iterator[Notice]:
        start = message[:20]
        if start not in self._said:
            self._said.add(start)
            yield Notice(line, message)


def _unquoted(cell: str) -> str:
    """Without the quotation marks that a spreadsheet puts around a cell with marks in it."""
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        inner = cell[1:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"').strip()
    return cell


def _check_kind(kind: str) -> None:
    """Raises ValueError with a sentence for a line that is no question of ours."""
    if kind in _OTHERS:
        raise ValueError(f"{_OTHERS[kind]} has no choices to tick.")
    if kind not in ("MC", "MA", "TF"):
        raise ValueError(f"A line begins with MC, MA or TF, not with “{kind[:40]}”.")


def _is_true(answers: list[str]) -> bool:
    word = answers[0].lower() if answers else ""
    if word not in ("true", "false"):
        raise ValueError("After a true/false question stands “true” or “false”.")
    if len(answers) > 1:
        raise ValueError("After “true” or “false” there is more in the line.")
    return word == "true"


def _answers(cells: list[str]) -> tuple[list[str], list[bool]]:
    """The choices, and whether each is right. Raises ValueError with a sentence."""
    marks = [mark.lower() for mark in cells[1::2]]
    if len(cells) % 2 or any(mark not in ("correct", "incorrect") for mark in marks):
        raise ValueError("After each choice stands “correct” or “incorrect”.")
    if len(marks) < 2:
        raise ValueError("There are not two choices.")
    if "correct" not in marks:
        raise ValueError("None of the choices is right.")
    return cells[::2], [mark == "correct" for mark in marks]


def _weighed(choices: Iterable[str], right: list[bool]) -> Iterator[ChoiceContent]:
    for text, is_right in zip(choices, right, strict=True):
        yield ChoiceContent(text, 1 / sum(right) if is_right else 0.0)
