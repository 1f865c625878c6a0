"""The question that is being read, and the question that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, name_from, true_false

from .answers import find_answer
from .blocks import Block, Sort, is_remark

_NUMBERING = re.compile(
    r"(?:\*\*)?(?:(?:Q|Question|Frage)[ \t]*#?\d{1,4}\b[ \t]*[.):–-]?|#?\d{1,4}[ \t]*[.):])"
    r"(?:\*\*)?[ \t]*",
    re.IGNORECASE,
)
_Q_NUMBERING = re.compile(r"\W*(?:Q|Question|Frage)[ \t]*#?\d", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"@(shuffle|force_multi|numbering|points|penalty)=(\S{1,40})[ \t]*")
_TAGS = re.compile(r"</?(?:details|summary|div|p|br)\b[^<>]{0,200}>", re.IGNORECASE)
_LABEL = re.compile(
    r"[*_]{0,2}(?:Explanation|Erklärung)[*_]{0,2}[ \t]*:[ \t]*[*_]{0,2}[ \t]*", re.I
)
_ASKING = re.compile(r"\?(?=[\s\"'”’)*_]|$)|_{3,}|\.{4,}|…")
_TO_DO = re.compile(
    r"\W*(?:to-?[ ]?dos?|tasks?|roadmap|check-?list|progress|features?|plans?|status|milestones?"
    r"|what.?s (?:next|new|left|done|missing|planned)|backlog|requirements|next steps|wish ?list"
    r"|changelog)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Choice:
    item: Block
    codes: list[Block] = field(default_factory=list)
    quotes: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(text for text in (self.item.text, *(c.text for c in self.codes)) if text)

    @property
    def feedback(self) -> str:
        return "\n\n".join(quote.text for quote in self.quotes)


class Unusable(ValueError):
    """Why there is no question; the message is a sentence."""


@dataclass(slots=True)
class Draft:
    """`start`: the heading or the numbered item that it began with, if any."""

    start: Block | None = None
    category: tuple[str, ...] = ()
    in_quiz: bool = False
    first: int = 0
    is_quizdown: bool = False
    intro: list[Block] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    is_waiting: bool = False
    is_marked: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    def add(self, item: Block) -> None:
        self.choices.append(Choice(item))
        self.is_marked = self.is_marked or (item.sort == Sort.CHECK and item.mark == "x")

    def choice_texts(self) -> list[str]:
        return [choice.text for choice in self.choices]

    @property
    def line(self) -> int:
        start = [self.start] if self.start else []
        items = [choice.item for choice in self.choices[:1]]
        return self.first or min(block.line for block in (*start, *self.intro[:1], *items))

    @property
    def title(self) -> str:
        return self.start.text if self.start else ""

    @property
    def is_asking(self) -> bool:
        """Whether what it says shows that it is a question."""
        texts = [self.title, *(block.text for block in self.intro if block.sort != Sort.CODE)]
        if _Q_NUMBERING.match(self.title):
            return True
        return not _TO_DO.match(self.title) and any(_ASKING.search(text) for text in texts)

    @property
    def should_ask(self) -> bool:
        """Whether it begins as a question does, so that a question without choices is missed."""
        is_heading = self.start is not None and self.start.sort == Sort.HEADING
        is_numbered = is_heading and _NUMBERING.match(self.title) is not None
        is_one = self.in_quiz or (is_heading and self.is_quizdown)
        return is_one or is_numbered or _ASKING.search(self.title) is not None

    @property
    def is_to_do(self) -> bool:
        title = self.title
        return len(title.split()) < 6 and "?" not in title and _TO_DO.match(title) is not None

    @property
    def has_text(self) -> bool:
        return bool(self.title.strip()) or any(block.sort != Sort.QUOTE for block in self.intro)

    def name_and_text(self) -> tuple[str, str]:
        """Raises Unusable where there is no text."""
        body = self.without_attributes(self.body())
        title = self.without_attributes(self.title)
        if self.start and self.start.sort == Sort.HEADING:
            title = _NUMBERING.sub("", title, count=1) if _NUMBERING.match(title) else title
        has_prose = any(block.sort == Sort.TEXT for block in self.intro)
        if not title or not self.start:
            name, text = "", "\n\n".join(part for part in (title, body) if part)
        elif self.start.sort == Sort.HEADING and has_prose and not self.asks(title):
            name, text = title, body
        else:
            name, text = "", "\n\n".join(part for part in (title, body) if part)
        if not text.strip():
            raise Unusable("There is no text of a question above this list.")
        return " ".join(name.split())[:255] or name_from(text), text

    def asks(self, title: str) -> bool:
        """Whether a heading is the question, and not only its name."""
        is_numbered = _Q_NUMBERING.match(self.title) is not None
        return is_numbered or title.rstrip(" *_").endswith(("?", ":", "."))

    def body(self) -> str:
        hints = {id(block) for block in self.hint_blocks()}
        return "\n\n".join(_shown(block) for block in self.intro if id(block) not in hints)

    def hint_blocks(self) -> list[Block]:
        """Quotes after some text of the question; one before it is a part of it."""
        has_text = bool(self.title)
        found = []
        for block in self.intro:
            if block.sort == Sort.QUOTE and has_text:
                found.append(block)
            has_text = has_text or block.sort != Sort.QUOTE
        return found

    def without_attributes(self, text: str) -> str:
        self.attributes.update(_ATTRIBUTE.findall(text) if "@" in text else ())
        return _ATTRIBUTE.sub(" ", text).strip() if "@" in text else text.strip()

    def content(self) -> QuestionContent:
        """Raises Unusable."""
        if self.is_to_do and self.choices[0].item.sort == Sort.CHECK:
            raise Unusable("This was taken for a list of things to do.")
        name, text = self.name_and_text()
        right = self.right()
        kind, choices = self.kind_and_choices(right)
        hints = (re.sub(r"^\W*hint:?\W*", "", one.text, flags=re.I) for one in self.hint_blocks())
        return QuestionContent(
            name=name,
            kind=kind,
            text=text,
            choices=choices,
            explanation=self.explanation(),
            hints=tuple(hint for hint in hints if hint.strip()),
            category=self.category,
            shuffle=self.attributes.get("shuffle", "true").lower() != "false",
        )

    def right(self) -> list[bool]:
        """Which choices are right. Raises Unusable."""
        letters = [chr(ord("a") + place) for place in range(len(self.choices))]
        if self.choices[0].item.sort == Sort.CHECK:
            right = [choice.item.mark == "x" for choice in self.choices]
            reason = "No choice of this list is marked with [x]."
        else:
            right = [choice.item.is_bold for choice in self.choices]
            right = [False] * len(right) if all(right) else right
            reason = "Nothing says which choice of this list is right."
        if not any(right) and self.letters:
            right = [letter in self.letters for letter in letters]
            reason = f"There is no choice {', '.join(sorted(self.letters)).upper()} in this list."
        if not any(right):
            raise Unusable(reason)
        return right

    def kind_and_choices(self, right: list[bool]) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        words = [choice.text.strip(" *_.").capitalize() for choice in self.choices]
        if sorted(words) == [FALSE, TRUE] and sum(right) == 1:
            true, false = words.index(TRUE), words.index(FALSE)
            feedback = self.choices[true].feedback, self.choices[false].feedback
            return Kind.TRUE_FALSE, true_false(right[true], *feedback)
        count = sum(right)
        return self.kind(right), tuple(
            ChoiceContent(choice.text, is_right / count, choice.feedback)
            for choice, is_right in zip(self.choices, right, strict=True)
        )

    def kind(self, right: list[bool]) -> Kind:
        """quizdown's bullets are multiple response, its numbers are single choice."""
        is_forced = self.attributes.get("force_multi", "").lower() == "true"
        is_bullets = self.is_quizdown and not self.choices[0].item.is_numbered
        return Kind.MULTIPLE if sum(right) > 1 or is_forced or is_bullets else Kind.SINGLE

    def explanation(self) -> str:
        shown = (one.text if one.sort == Sort.QUOTE else _shown(one) for one in self.after)
        texts = (_LABEL.sub("", _untagged(text), count=1) for text in shown)
        return "\n\n".join(text.strip() for text in texts if text.strip())

    def notices(self) -> Iterator[str]:
        left_out = sorted(set(self.attributes) - {"shuffle", "force_multi"})
        if left_out:
            yield f"Left out: {', '.join(f'@{key}' for key in left_out)}."

    def take_after(self, block: Block) -> None:
        """What follows the choices: an explanation, or which letter is right."""
        if block.sort in (Sort.TEXT, Sort.QUOTE) and not self.is_marked:
            found = find_answer(block.lines, self.is_waiting, self.choice_texts)
            self.letters |= found.letters
            self.is_waiting = found.is_waiting
            block.lines = found.rest
        if block.text.strip():
            self.after.append(block)


def is_explanation(block: Block) -> bool:
    """Whether a block after choices says that it belongs to them."""
    text = block.text
    is_tag = text.lstrip().startswith(("<details", "<summary", "</details"))
    is_link = text.startswith("[") and "](" in text and text.rstrip().endswith(")")
    return block.sort == Sort.QUOTE or is_tag or is_link or is_remark(text)


def _shown(block: Block) -> str:
    if block.sort == Sort.QUOTE:
        return "\n".join(f"> {line}".rstrip() for line in block.lines)
    if block.sort == Sort.NUMBER:
        return f"{block.mark} {block.text}"
    return block.text


def _untagged(text: str) -> str:
    return _TAGS.sub("", text) if "<" in text else text
