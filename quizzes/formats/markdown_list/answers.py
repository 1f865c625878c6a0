"""Which letters a text says are right: "**Answer:** B", "Answer: A, C", "B" below "Answer"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_MARKS = re.compile(r"[*_`]|</?[a-zA-Z][^<>]{0,200}>|^[ \t]*(?:>|[-+][ \t])")
_WORD = (
    r"(?:the[ \t]+)?(?:(?:show|see|view|reveal|correct|right)[ \t]+)*"
    r"(?:answers?|ans|solution|antwort|lösung)"
)
_LETTERS = r"\(?([a-zA-Z])\b\)?((?:[ \t]*(?:,|&|and|;)[ \t]*\(?[a-zA-Z]\b\)?){0,25})"
_ANSWER = re.compile(
    rf"\W*{_WORD}(?:[ \t]+is)?[ \t]*[:.–-]?[ \t]*{_LETTERS}[ \t]*([.):–-]*)[ \t]*(.*)$",
    re.IGNORECASE | re.ASCII,
)
# The folding box of mkdocs that hides the answer, or a line that only announces it.
_LABEL = re.compile(
    rf"\W*{_WORD}[ \t]*:?\W*$|(?:\?\?\?|!!!).{{0,80}}answer"
    r"|\W*click.{0,20}(?:see|show|view|reveal).{0,20}answer\W*$",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"[ \t]*{_LETTERS}[ \t]*([.):–-]*)[ \t]*(.*)$", re.ASCII)
_LETTER = re.compile(r"\A\(?[a-zA-Z][.)][ \t]+", re.ASCII)
# Lines of a text in which an answer is looked for.
MAX_LINES = 20


@dataclass(slots=True)
class Found:
    """`rest`: the lines without what was understood. `is_waiting`: the letter comes later."""

    letters: set[str] = field(default_factory=set)
    rest: list[str] = field(default_factory=list)
    is_waiting: bool = False


def find_answer(
    lines: Sequence[str], is_waiting: bool, choices: Callable[[], Sequence[str]]
) -> Found:
    """`is_waiting`: a line above said "Answer". `choices`: gives their texts."""
    found = Found(is_waiting=is_waiting)
    for line in lines[:MAX_LINES]:
        plain = _MARKS.sub("", line[:2_000]).strip()
        match = _ANSWER.match(plain) or (_ALONE.match(plain) if found.is_waiting else None)
        if match and not found.letters and _fits(match, choices()):
            several = re.findall(r"\b[a-zA-Z]\b", match[2])
            found.letters = {letter.lower() for letter in (match[1], *several) if letter != "&"}
            found.is_waiting = False
            if match[4] and not _is_said(match[4], choices()):
                found.rest.append(match[4])
        elif plain and _LABEL.match(plain):
            found.is_waiting = True
        else:
            found.is_waiting = found.is_waiting and not plain
            found.rest.append(line)
    found.rest += lines[MAX_LINES:]
    return found


def _fits(match: re.Match[str], choices: Sequence[str]) -> bool:
    """Whether the letter is not the first word of a sentence: "Answer: A mutex is …"."""
    letter, _, sign, rest = match.groups()
    place = ord(letter.lower()) - ord("a")
    if place >= len(choices):
        return not rest
    return not rest or bool(sign) or letter not in "aAI" or _is_said(rest, choices)


def _is_said(text: str, choices: Sequence[str]) -> bool:
    """Whether it is but one of the choices again."""
    return _plain(text) in map(_plain, choices)


def _plain(text: str) -> str:
    without_letter = _LETTER.sub("", _MARKS.sub("", text).strip(), count=1)
    return "".join(without_letter.split()).casefold().rstrip(".")
