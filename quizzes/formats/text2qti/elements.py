"""The elements of a text2qti file: what stands at the beginning of a line, and its text.

The rest of a text stands on lines that are indented as far as its beginning. Nothing here, and
nothing elsewhere, runs the programs that a file may contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    QUESTION = "question"
    RIGHT = "right"
    WRONG = "wrong"
    CHECKED = "checked"
    UNCHECKED = "unchecked"
    SHORT_ANSWER = "short_answer"
    FEEDBACK = "feedback"
    IF_RIGHT = "if_right"
    IF_WRONG = "if_wrong"
    SOLUTION = "solution"
    NUMERICAL = "numerical"
    ESSAY = "essay"
    UPLOAD = "upload"
    TITLE = "title"
    POINTS = "points"
    TEXT_TITLE = "text_title"
    TEXT = "text"
    QUIZ_TITLE = "quiz_title"
    QUIZ_DESCRIPTION = "quiz_description"
    OPTION = "option"
    GROUP = "group"
    END_GROUP = "end_group"
    PICK = "pick"
    SOLUTIONS_PICK = "solutions_pick"
    GROUP_POINTS = "group_points"
    # What is no element: a program, a block of code or a line at the wrong place, a comment that
    # never ends.
    PROGRAM = "program"
    CODE = "code"
    COMMENT = "comment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Element:
    """`line`: where it begins. `label`: of a setting, what it is called in the file."""

    mark: Mark
    text: str
    line: int
    label: str = ""
    after_gap: bool = False


_STARTS = {
    Mark.QUESTION: r"\d+\.",
    Mark.RIGHT: r"\*[a-zA-Z]\)",
    Mark.WRONG: r"[a-zA-Z]\)",
    Mark.CHECKED: r"\[\*\]",
    Mark.UNCHECKED: r"\[ ?\]",
    Mark.SHORT_ANSWER: r"\*",
    Mark.FEEDBACK: r"\.\.\.",
    Mark.IF_RIGHT: r"\+",
    Mark.IF_WRONG: r"-",
    Mark.SOLUTION: r"!",
    Mark.NUMERICAL: r"=",
    Mark.TITLE: r"[Tt]itle:",
    Mark.POINTS: r"[Pp]oints:",
    Mark.TEXT_TITLE: r"[Tt]ext [Tt]itle:",
    Mark.TEXT: r"[Tt]ext:",
    Mark.QUIZ_TITLE: r"[Qq]uiz [Tt]itle:",
    Mark.QUIZ_DESCRIPTION: r"[Qq]uiz [Dd]escription:",
    Mark.PICK: r"[Pp]ick:",
    Mark.SOLUTIONS_PICK: r"[Ss]olutions pick:",
    Mark.GROUP_POINTS: r"[Pp]oints per question:",
    Mark.OPTION: (
        r"(?:[Ss]huffle answers|[Ss]how correct answers|[Oo]ne question at a time|[Cc]an't go back"
        r"|[Ff]eedback is solution|[Ss]olutions sample groups|[Ss]olutions randomize groups):"
    ),
}
_START = re.compile(
    "|".join(rf"(?P<{mark}>{start}[ \t]+)(?=\S)" for mark, start in _STARTS.items())
)
_ALONE = {
    Mark.ESSAY: re.compile(r"___+\s*$"),
    Mark.UPLOAD: re.compile(r"\^\^\^+\s*$"),
    Mark.GROUP: re.compile(r"GROUP\s*$"),
    Mark.END_GROUP: re.compile(r"END_GROUP\s*$"),
}
_ONE_LINE = {
    Mark.POINTS, Mark.PICK, Mark.SOLUTIONS_PICK, Mark.GROUP_POINTS, Mark.OPTION,
    Mark.NUMERICAL, Mark.SHORT_ANSWER,
}  # fmt: skip
_ONE_PARAGRAPH = {Mark.TITLE, Mark.TEXT_TITLE, Mark.QUIZ_TITLE}
_FENCE = re.compile(r"(```+)[ \t]*(.*)$")
_PROGRAM = re.compile(r"\{[^}]*\.run\b")
# The label of a block of code that is never closed.
ENDLESS = "endless"
_COMMENT, _END_COMMENT = "COMMENT", "END_COMMENT"
_NO_START = re.compile("|".join(f"(?:{start})" for start in _STARTS.values()))


def elements(lines: Iterable[str]) -> Iterator[Element]:
    """What is in the lines, in order. Comments are left out."""
    reader = _Lines(lines)
    while (line := reader.line) is not None:
        start = reader.number
        reader.next()
        if not line.strip():
            reader.gap = True
            continue
        if line.startswith("%"):
            continue
        gap, reader.gap = reader.gap, False
        if match := _START.match(line):
            mark = Mark(match.lastgroup or "")
            label = match[0].strip().removesuffix(":")
            yield Element(mark, _text(reader, mark, line, match), start, label, gap)
        elif line.startswith((_COMMENT, _END_COMMENT)):
            yield from _after_comment(reader, line, start)
        elif fence := _FENCE.match(line):
            mark, label = _after_fence(reader, fence)
            yield Element(mark, line.strip(), start, label, gap)
        else:
            alone = (mark for mark, whole in _ALONE.items() if whole.match(line))
            yield Element(next(alone, Mark.UNKNOWN), line.strip(), start, after_gap=gap)


def lacks_space(line: str) -> str:
    """The mark at the beginning of a line that would be an element with a space or a text."""
    match = _NO_START.match(line)
    return match[0] if match else ""


class _Lines:
    """The lines one by one: `line` is the one to read next, None after the last."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.number = 0
        self.line: str | None = None
        self.gap = True
        self.next()

    def next(self) -> None:
        self.line = next(self._lines, None)
        self.number += 1


def _text(reader: _Lines, mark: Mark, line: str, match: re.Match[str]) -> str:
    """The text after a mark, with the indented lines below it."""
    lines = [line[match.end() :].strip()]
    if mark in _ONE_LINE:
        return lines[0]
    is_keyword = match[0].rstrip().endswith(":")
    indent = None if is_keyword else " " * len(match[0].expandtabs(4))
    while (below := reader.line) is not None:
        if below.strip():
            expanded = below.expandtabs(4)
            if indent is None:
                indent = " " * (len(expanded) - len(expanded.lstrip(" ")))
            if len(indent) < 2 or not expanded.startswith(indent):
                break
            lines.append(expanded[len(indent) :].rstrip())
        elif mark in _ONE_PARAGRAPH:
            break
        else:
            lines.append("")
        reader.next()
    while not lines[-1]:
        lines.pop()
        reader.gap = True
    return "\n".join(lines)


def _after_comment(reader: _Lines, line: str, start: int) -> Iterator[Element]:
    """Goes to the line after END_COMMENT. An element tells what is wrong about it."""
    if line.strip() != _COMMENT:
        yield Element(Mark.UNKNOWN, line.strip(), start)
        return
    while (below := reader.line) is not None and not below.startswith(_END_COMMENT):
        reader.next()
    if below is None:
        yield Element(Mark.COMMENT, _COMMENT, start)
        return
    if below.strip() != _END_COMMENT:
        yield Element(Mark.UNKNOWN, below.strip(), reader.number)
    reader.next()


def _after_fence(reader: _Lines, fence: re.Match[str]) -> tuple[Mark, str]:
    """Goes to the line after the block of code."""
    ticks, about = fence.groups()
    mark = Mark.PROGRAM if _PROGRAM.match(about) else Mark.CODE
    while (below := reader.line) is not None:
        reader.next()
        if below.startswith(ticks) and not below.strip().strip("`"):
            return mark, ""
    return mark, ENDLESS
