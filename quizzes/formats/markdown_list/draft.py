"""The question that is being read, and the question that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, true_false

from .answers import find_answer
from .blocks import Block, Sort, is_remark
from .stem import Stem, has_number, is_asking, is_to_do, shown, stem_of

_TAGS = re.compile(r"</?(?:details|summary|div|p|br)\b[^<>]{0,200}>", re.IGNORECASE)
_LABEL = re.compile(
    r"\A[*_]{0,2}(?:Explanation|Erklärung)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*", re.IGNORECASE
)
LETTERS = "The letters before choices were left out, here and below."
_LETTER = re.compile(r"\(?([a-zA-Z])[.)][ \t]+(?=\S)", re.ASCII)


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
    has_letters: bool = False
    stem: Stem = field(default_factory=Stem)

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
        texts = [block.text for block in self.intro if block.sort != Sort.CODE]
        return is_asking(self.title, texts)

    @property
    def should_ask(self) -> bool:
        """Whether it begins as a question does, so that a question without choices is missed."""
        is_heading = self.start is not None and self.start.sort == Sort.HEADING
        is_one = self.in_quiz or (is_heading and self.is_quizdown)
        is_numbered = is_heading and has_number(self.title)
        return is_one or is_numbered or is_asking(self.title, ())

    @property
    def has_text(self) -> bool:
        return bool(self.start) or any(block.sort != Sort.QUOTE for block in self.intro)

    def content(self) -> QuestionContent:
        """Raises Unusable."""
        if is_to_do(self.title) and self.choices[0].item.sort == Sort.CHECK:
            raise Unusable("This was taken for a list of things to do.")
        self.stem = stem_of(self.start, self.intro, self.is_quizdown)
        if not self.stem.text:
            raise Unusable("There is no text of a question above this list.")
        kind, choices = self.kind_and_choices(self.right())
        return QuestionContent(
            name=self.stem.name,
            kind=kind,
            text=self.stem.text,
            choices=choices,
            explanation=self.explanation(),
            hints=tuple(self.stem.hints),
            category=self.category,
            max_mark=self.stem.max_mark,
            shuffle=self.stem.attributes.get("shuffle", "true").lower() != "false",
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
        texts = self.without_letters()
        words = [text.strip(" *_.").capitalize() for text in texts]
        if sorted(words) == [FALSE, TRUE] and sum(right) == 1:
            true, false = words.index(TRUE), words.index(FALSE)
            feedback = self.choices[true].feedback, self.choices[false].feedback
            return Kind.TRUE_FALSE, true_false(right[true], *feedback)
        count = sum(right)
        return self.kind(right), tuple(
            ChoiceContent(text, is_right / count, choice.feedback)
            for text, choice, is_right in zip(texts, self.choices, right, strict=True)
        )

    def without_letters(self) -> list[str]:
        """The choices' texts; letters before all of them mean nothing once they are shuffled."""
        texts = self.choice_texts()
        found = [_LETTER.match(text) for text in texts]
        in_order = (match and ord(match[1].lower()) - ord("a") for match in found)
        self.has_letters = [*in_order] == [*range(len(texts))]
        return [text[match.end() :] if match and self.has_letters else text
                for text, match in zip(texts, found, strict=True)]  # fmt: skip

    def kind(self, right: list[bool]) -> Kind:
        """quizdown's bullets are multiple response, its numbers are single choice."""
        is_forced = self.stem.attributes.get("force_multi", "").lower() == "true"
        is_bullets = self.is_quizdown and not self.choices[0].item.is_numbered
        return Kind.MULTIPLE if sum(right) > 1 or is_forced or is_bullets else Kind.SINGLE

    def explanation(self) -> str:
        parts = (one.text if one.sort == Sort.QUOTE else shown(one) for one in self.after)
        texts = (_LABEL.sub("", _untagged(text), count=1) for text in parts)
        return "\n\n".join(text.strip() for text in texts if text.strip())

    def notices(self) -> Iterator[str]:
        left_out = sorted(set(self.stem.attributes) - {"shuffle", "force_multi"})
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


def _untagged(text: str) -> str:
    return _TAGS.sub("", text) if "<" in text else text
