"""The name and the text of a question, from what stands above its list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.formats.base import name_from

from .blocks import Block, Sort

_NUMBERING = re.compile(
    r"(?:\*\*)?(?:(?:Q|Question|Frage)[ \t]*#?\d{1,4}(?:\.\d{1,3}){0,3}\b[ \t]*[.):–—-]?"
    r"|#?\d{1,4}[ \t]*[.):])(?:\*\*)?[ \t]*",
    re.IGNORECASE,
)
_Q_NUMBERING = re.compile(r"\W*(?:Q|Question|Frage)[ \t]*#?\d", re.IGNORECASE)
_MARK = re.compile(r"[ \t]*[(\[](\d{1,4}(?:\.\d{1,2})?)[ \t]*(?:points?|pts?\.?|marks?)[)\]]", re.I)
_ATTRIBUTE = re.compile(r"@(shuffle|force_multi|numbering|points|penalty)=(\S{1,40})[ \t]*")
_HINT = re.compile(r"\A[*_]{0,2}(?:hint|tip|hinweis)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*", re.IGNORECASE)
_ASKING = re.compile(r"\?(?=[\s\"'”’)*_]|$)|_{3,}|\.{4,}|…")
_TO_DO = re.compile(
    r"\W*(?:to-?[ ]?dos?|tasks?|roadmap|check-?list|progress|features?|plans?|status|milestones?"
    r"|what.?s (?:next|new|left|done|missing|planned)|backlog|requirements|next steps|wish ?list"
    r"|changelog)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Stem:
    """`attributes`: what is written as @shuffle=false and the like."""

    name: str = ""
    text: str = ""
    hints: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    max_mark: float = 1.0

    def cleared(self, text: str) -> str:
        """The text without the attributes in it, which are kept."""
        if "@" not in text:
            return text.strip()
        self.attributes.update(_ATTRIBUTE.findall(text))
        return _ATTRIBUTE.sub(" ", text).strip()


def stem_of(start: Block | None, intro: Sequence[Block], is_quizdown: bool) -> Stem:
    """`start`: the heading or the numbered item above the list, if any."""
    stem = Stem()
    hints = _hint_blocks(start, intro)
    taken = {id(block) for block in hints}
    stem.hints = [hint for block in hints if (hint := _HINT.sub("", block.text).strip())]
    body = stem.cleared("\n\n".join(shown(block) for block in intro if id(block) not in taken))
    title = stem.cleared(start.text) if start else ""
    is_heading = start is not None and start.sort == Sort.HEADING
    has_prose = any(block.sort in (Sort.TEXT, Sort.NUMBER) for block in intro)
    if is_heading:
        title = _without_mark(_without_number(title), stem)
    if is_heading and has_prose and not (is_quizdown or _asks(title, is_numbered(start))):
        stem.name, stem.text = _name(title, body), body
    else:
        stem.text = "\n\n".join(part for part in (title, body) if part)
        stem.name = name_from(stem.text)
    return stem


def is_asking(title: str, texts: Sequence[str]) -> bool:
    """Whether a heading and what follows show that this is a question."""
    if _Q_NUMBERING.match(title):
        return True
    return not _TO_DO.match(title) and any(_ASKING.search(text) for text in (title, *texts))


def is_numbered(start: Block | None) -> bool:
    """Whether the heading says that this is a question: "Q1", "Question 7"."""
    return start is not None and _Q_NUMBERING.match(start.text) is not None


def has_number(title: str) -> bool:
    return _NUMBERING.match(title) is not None


def is_to_do(title: str) -> bool:
    """Whether a list below such a heading is one of things to do."""
    return len(title.split()) < 6 and "?" not in title and _TO_DO.match(title) is not None


def shown(block: Block) -> str:
    """A block as a part of a text."""
    if block.sort == Sort.QUOTE:
        return "\n".join(f"> {line}".rstrip() for line in block.lines)
    return f"{block.mark} {block.text}" if block.sort == Sort.NUMBER else block.text


def _hint_blocks(start: Block | None, intro: Sequence[Block]) -> list[Block]:
    """Quotes after some text of the question; one before it is a part of it."""
    has_text = bool(start and start.text)
    found = []
    for block in intro:
        if block.sort == Sort.QUOTE and has_text:
            found.append(block)
        has_text = has_text or block.sort != Sort.QUOTE
    return found


def _without_number(title: str) -> str:
    match = _NUMBERING.match(title)
    return title[match.end() :] if match else title


def _without_mark(title: str, stem: Stem) -> str:
    """The title without "(5 points)", which is kept."""
    match = _MARK.search(title)
    if not match or float(match[1]) <= 0:
        return title
    stem.max_mark = float(match[1])
    return f"{title[: match.start()]}{title[match.end() :]}".strip(" :–—-")


def _asks(title: str, is_question: bool) -> bool:
    """Whether a heading is the question, and not only its name."""
    is_sentence = title.rstrip(" *_").endswith(("?", ":", "."))
    return is_sentence or (is_question and len(title.split()) > 3)


def _name(title: str, body: str) -> str:
    """A single word, such as how hard the question is, is no name."""
    name = " ".join(title.split())[:255]
    return name if len(name.split()) > 1 else name_from(body)
