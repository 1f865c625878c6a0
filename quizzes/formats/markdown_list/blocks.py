"""The blocks of a Markdown text that questions are made of, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto


class Sort(Enum):
    HEADING = auto()
    TEXT = auto()
    CODE = auto()
    QUOTE = auto()
    RULE = auto()
    CHECK = auto()
    LETTER = auto()
    NUMBER = auto()
    QUIZ = auto()
    END_QUIZ = auto()


@dataclass(slots=True)
class Block:
    """`mark`: what an item is marked with. `indent`: of its first line. `level`: of a heading."""

    sort: Sort
    line: int
    lines: list[str]
    indent: int = 0
    mark: str = ""
    level: int = 0
    is_bold: bool = False
    after_gap: bool = False
    is_numbered: bool = False

    @property
    def text(self) -> str:
        lines = self.lines
        if self.sort != Sort.CODE:
            lines = [line.rstrip() if line.endswith("\t") else line for line in lines]
        return "\n".join(lines).strip("\n").rstrip()


ITEMS = {Sort.CHECK, Sort.LETTER, Sort.NUMBER}
_FENCE = re.compile(r"([ \t]*)(`{3,}+|~{3,}+)([^`]*+)$")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*))?$")
_CHECK = re.compile(
    r"([ \t]*)(?:[-*+]|(\d{1,3})[.)])[ \t]*(?:\[[ \t]?([xX]?)[ \t]?\]|\(([xX ])\))"
    r"(?![(\[:])[ \t]*(.*)$"
)
_LETTER = re.compile(
    r"([ \t]*)(?:[-*+][ \t]+)?(\*\*|__)?\(?([a-zA-Z])[.)](\*\*|__)?[ \t]+(\S.*)$", re.ASCII
)
_NUMBER = re.compile(
    r"([ \t]*)(?:[-*+][ \t]+)?(\*\*|__)?(?:"
    r"((?:Q|Question|Frage)[ \t]*#?\d{1,4}(?:\.\d{1,3}){0,3}[ \t]*[.):–—-])(\*\*|__)?[ \t]*(.*)"
    r"|(\d{1,4}[.)])(\*\*|__)?[ \t]+(\S.*))$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"([ \t]*)>[ \t]?(.*)$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
_QUIZ = re.compile(r"[ \t]*<(/?)quiz\b[^<>]*>[ \t]*$", re.IGNORECASE)
_WRAPPER = re.compile(r"[ \t]*</?(?:div|section|center|quizdown)\b[^<>]*>[ \t]*$", re.IGNORECASE)


def blocks(lines: Iterable[str], first: int = 1) -> list[Block]:
    """The blocks of the lines. `first`: the number of the first of them."""
    scanner = _Scanner()
    for number, line in _without_comments(enumerate(lines, first)):
        scanner.take(number, line)
    return scanner.blocks


def _without_comments(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A comment within code is no comment; one over several lines takes them all."""
    is_open = False
    fence = ""
    for number, line in lines:
        if is_open:
            _, end, line = line.partition("-->")
            is_open = not end
            if is_open or not line.strip():
                continue
        found = _FENCE.match(line)
        if fence:
            fence = "" if found and found[2].startswith(fence) and not found[3].strip() else fence
        elif found:
            fence = found[2]
        elif "<!--" in line:
            line, is_open = _without_comment(line)
            if not line.strip():
                continue
        yield number, line


def _without_comment(line: str) -> tuple[str, bool]:
    """The line without comments, and whether the last goes on in the next line."""
    kept = []
    while True:
        before, start, rest = line.partition("<!--")
        kept.append(before)
        _, end, line = rest.partition("-->")
        if not end:
            return "".join(kept), bool(start)


@dataclass(slots=True)
class _Scanner:
    """Lines become blocks, or go on with the last one."""

    blocks: list[Block] = field(default_factory=list)
    fence: str = ""
    gap: bool = True
    quiz_indent: int = 0

    def take(self, number: int, line: str) -> None:
        line = self.dedented(line)
        if self.fence:
            self.code(line)
        elif not line.strip() or _WRAPPER.match(line):
            self.gap = True
        elif match := _FENCE.match(line):
            self.fence = match[2]
            self.add(Block(Sort.CODE, number, [line[len(match[1]) :]], _width(match[1])))
        else:
            self.text(number, line)

    def dedented(self, line: str) -> str:
        """A line within <quiz> without the indentation of the whole."""
        spaces = len(line) - len(line.lstrip(" "))
        return line[min(spaces, self.quiz_indent) :] if self.quiz_indent else line

    def add(self, block: Block) -> None:
        block.after_gap, self.gap = self.gap, False
        self.blocks.append(block)

    def code(self, line: str) -> None:
        block = self.blocks[-1]
        spaces = len(line) - len(line.lstrip(" \t"))
        block.lines.append(line[min(spaces, block.indent) :])
        match = _FENCE.match(line)
        if match and match[2].startswith(self.fence) and not match[3].strip():
            self.fence = ""

    def text(self, number: int, line: str) -> None:
        if match := _QUIZ.match(line):
            indent = len(line) - len(line.lstrip(" "))
            self.quiz_indent = 0 if match[1] else self.quiz_indent + indent
            self.add(Block(Sort.END_QUIZ if match[1] else Sort.QUIZ, number, []))
        elif match := _HEADING.match(line):
            title = (match[2] or "").rstrip("# \t").strip()
            self.add(Block(Sort.HEADING, number, [title], level=len(match[1])))
        elif self.is_underline(line):
            self.blocks[-1].sort = Sort.HEADING
            self.blocks[-1].level = 1 if "=" in line else 2
            self.gap = True
        elif _RULE.match(line):
            self.add(Block(Sort.RULE, number, []))
        elif match := _QUOTE.match(line):
            self.quote(number, match)
        elif item := _item(number, line):
            self.add(item)
        else:
            self.plain(number, line)

    def is_underline(self, line: str) -> bool:
        last = self.blocks[-1] if self.blocks and not self.gap else None
        is_one_line = last is not None and last.sort == Sort.TEXT and len(last.lines) == 1
        return is_one_line and _UNDERLINE.match(line) is not None

    def quote(self, number: int, match: re.Match[str]) -> None:
        last = self.blocks[-1] if self.blocks and not self.gap else None
        if last and last.sort == Sort.QUOTE:
            last.lines.append(match[2])
        else:
            self.add(Block(Sort.QUOTE, number, [match[2]], _width(match[1])))

    def plain(self, number: int, line: str) -> None:
        indent = _width(line[: len(line) - len(line.lstrip())])
        last = self.blocks[-1] if self.blocks else None
        if last and last.sort in ITEMS and self.belongs(last, line, indent):
            last.lines += ["", line.strip(" \t")] if self.gap else [line.lstrip(" \t")]
            self.gap = False
        elif last and last.sort == Sort.TEXT and not self.gap:
            last.lines.append(line.lstrip(" \t"))
        else:
            self.add(Block(Sort.TEXT, number, [line.lstrip(" \t")], indent))

    def belongs(self, item: Block, line: str, indent: int) -> bool:
        """Whether a line goes on with an item: as far indented, or directly below it."""
        is_below = indent > item.indent + 1
        is_own = line.lstrip().startswith(("[", "<", "**", "__")) or is_remark(line)
        return is_below if self.gap or is_own else True


_REMARK = re.compile(
    r"\W*(?:the[ \t]+)?(?:correct |right )?"
    r"(?:explanation|explanations|reason|reference|references|source|answer|answers|ans|solution"
    r"|erklärung|antwort|lösung)\b",
    re.IGNORECASE,
)


def is_remark(line: str) -> bool:
    """Whether a line says that it is an explanation, an answer or the like."""
    match = _REMARK.match(line)
    return match is not None and (":" in line[match.end() : match.end() + 20] or "](" in line)


def _item(number: int, line: str) -> Block | None:
    if match := _CHECK.match(line):
        mark = (match[3] or match[4] or "").strip().lower()
        is_numbered = match[2] is not None
        return Block(
            Sort.CHECK, number, [match[5]], _width(match[1]), mark, is_numbered=is_numbered
        )
    if match := _LETTER.match(line):
        text, is_bold = _unwrapped(match[2], match[4], match[5])
        return Block(Sort.LETTER, number, [text], _width(match[1]), match[3], is_bold=is_bold)
    if match := _NUMBER.match(line):
        mark, after, text = match.groups()[2:5] if match[3] else match.groups()[5:8]
        text, _ = _unwrapped(match[2], after, text)
        return Block(Sort.NUMBER, number, [text], _width(match[1]), mark)
    return None


def _unwrapped(before: str | None, after: str | None, text: str) -> tuple[str, bool]:
    """The text without the bold marks around all of the item, and whether there are any."""
    text = text.rstrip() if not text.endswith("  ") else f"{text.rstrip()}  "
    inner = text.rstrip()
    if before and not after and inner.endswith(before):
        return inner[: -len(before)].rstrip(), True
    for mark in ("**", "__"):
        is_whole = inner.startswith(mark) and inner.endswith(mark) and inner.count(mark) == 2
        if is_whole and len(inner) > 2 * len(mark):
            return inner[len(mark) : -len(mark)], True
    return (f"{before}{text}" if before and not after else text), bool(before and after)


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
