"""Reads GIFT the way Moodle's importer does, and the common dialects that it stumbles over.

Not a grammar but an algorithm, as Moodle's: a block is what stands between empty lines, its
answers are what stands between the first "{" and the first "}".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, Entry, Options, name_from, true_false
from quizzes.formats.shared.decoding import Text
from quizzes.formats.shared.weights import from_percent
from quizzes.formats.source import Source
from quizzes.validation import is_full

from . import text as gift_text

_ID_OR_TAG = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.){1,500})\]")
_CATEGORY = re.compile(r"\$CATEGORY:", re.IGNORECASE)
_WEIGHT = re.compile(r"%\s{0,5}\+?(-?\d{1,3}(?:[.,]\d{0,10})?)\s{0,5}%", re.ASCII)
_ANSWERS_AT_LINE_START = re.compile(r"^[ \t]*(?=[=~])", re.MULTILINE)
_ANSWERS_OPEN = re.compile(r"\{\s*(?=[=~])")
# A whole question: what follows it after a line break is another one.
_QUESTION = re.compile(r"[^{}]+\{\s*(?:[=~][^{}]*|[tTfF][a-zA-Z]{0,4}\s*(?:#[^{}]*)?)\}[ \t]*")
_BETWEEN = re.compile(r"(?<=\})[ \t]*\n")
_CONTINUES = ("=", "~", "}", "#")
# Of a question with empty lines in it: more is a brace that somebody forgot.
_MOST_PARTS = 100
_COMMENT_AT_END = re.compile(r"[ \t]*//[^\n]*")
_CLOZE = re.compile(r"\s*\d*:[A-Z_]{2,20}:")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without an empty one between. `text` without comments; `line` where it begins."""

    text: str
    line: int
    tags: tuple[str, ...]


class _Unsupported(Exception):
    """This is not a question of a kind that we have; the message says what it is."""


def read(source: Source, options: Options) -> Iterator[Entry]:
    text = Text(source, options.encoding)
    yield from text.notices
    parsed = Entries()
    category: tuple[str, ...] = ()
    for block in _parted(_joined(_blocks(text.lines()), parsed), parsed):
        if match := _CATEGORY.match(block.text):
            line, _, rest = block.text[match.end() :].partition("\n")
            category = gift_text.category_path(gift_text.restore(line))
            if not rest.strip():
                continue
            block = replace(block, text=rest.strip(), line=block.line + 1)
            parsed.warn(block.line, "There is no empty line after $CATEGORY; one was assumed.")
        _BlockReader(block, category, parsed).read()
        yield from parsed.taken()


def _blocks(text: Iterator[str]) -> Iterator[_Block]:
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, line in enumerate(chain(text, [""]), 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            comments.append(stripped)
            lines.append(" ")
        elif stripped:
            start = start or number
            lines.append(line)
        else:
            if start:
                yield _Block(gift_text.protect("\n".join(lines).strip()), start, _tags(comments))
            lines, comments, start = [], [], 0


def _joined(blocks: Iterator[_Block], parsed: Entries) -> Iterator[_Block]:
    """A question whose answers have empty lines among them, or after its name, as one block."""
    parts: list[_Block] = []
    for block in blocks:
        if parts and (len(parts) == _MOST_PARTS or not _continues(parts[-1], block)):
            yield _one(parts, parsed)
            parts = []
        parts.append(block)
        if not _is_open(block, len(parts) > 1) and not _is_a_name(block):
            yield _one(parts, parsed)
            parts = []
    if parts:
        yield _one(parts, parsed)


def _is_open(block: _Block, was_open: bool) -> bool:
    """Whether the answers have begun and not ended."""
    opened, closed = block.text.rfind("{"), block.text.rfind("}")
    return opened > closed or (was_open and opened == closed)


def _is_a_name(block: _Block) -> bool:
    return block.text.startswith("::") and block.text.find("::", 2) == len(block.text) - 2 > 1


def _continues(block: _Block, following: _Block) -> bool:
    if _is_a_name(block):
        return not following.text.startswith(("::", "$"))
    return following.text.startswith(_CONTINUES)


def _one(parts: list[_Block], parsed: Entries) -> _Block:
    if len(parts) == 1:
        return parts[0]
    parsed.warn(parts[1].line, "There is an empty line within the question; it was left out.")
    text = "\n".join(part.text for part in parts)
    tags = tuple(dict.fromkeys(tag for part in parts for tag in part.tags))
    return _Block(text, parts[0].line, tags)


def _parted(blocks: Iterator[_Block], parsed: Entries) -> Iterator[_Block]:
    """Questions that follow one another without an empty line, each as a block."""
    for block in blocks:
        parts = _BETWEEN.split(block.text) if block.text.count("{") > 1 else []
        if len(parts) < 2 or not all(_QUESTION.fullmatch(part) for part in parts):
            yield block
            continue
        line = block.line
        for part in parts:
            if line > block.line:
                parsed.warn(line, "There is no empty line before this question; one was assumed.")
            yield replace(block, text=part.strip(), line=line)
            line += part.count("\n") + 1


def _tags(comments: list[str]) -> tuple[str, ...]:
    found = _ID_OR_TAG.findall("\n".join(comments))
    tags = (re.sub(r"\\(.)", r"\1", value).strip() for kind, value in found if kind == "tag")
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class _BlockReader:
    """One block becomes a question of `parsed`, or is listed there as skipped."""

    def __init__(self, block: _Block, category: tuple[str, ...], parsed: Entries) -> None:
        self.block = block
        self.category = category
        self.parsed = parsed
        self.format = "moodle"
        self.name = ""

    def read(self) -> None:
        try:
            self.parsed.add(self.question(), self.block.line)
        except (_Unsupported, ValueError) as reason:
            self.parsed.skip(self.block.line, str(reason), self.name)

    def warn(self, message: str) -> None:
        self.parsed.warn(self.block.line, message)

    def question(self) -> QuestionContent:
        text = self.take_name(self.block.text)
        before, answers, after = self.split(text)
        if "####" not in answers and after.lstrip().startswith("####"):
            self.warn("There is general feedback after the answers; it was taken from there.")
            answers, after = answers + after, ""
        stem = f"{before}_____{after}" if after.strip() else before
        self.format, stem = gift_text.split_mark(stem.strip(), self.format)
        stem_text = stem if gift_text.is_plain(stem) else self.markdown(stem)
        self.name = self.name or name_from(stem_text)
        answers, marker, general = (
            answers.rpartition("####") if "####" in answers else (answers, "", "")
        )
        kind, choices = self.choices(answers.strip())
        return QuestionContent(
            name=self.name,
            kind=kind,
            text=stem_text,
            choices=choices,
            explanation=self.marked(general) if marker else "",
            tags=self.block.tags,
            category=self.category,
        )

    def take_name(self, text: str) -> str:
        """Remember the `::name::` and return what follows it."""
        if not text.startswith("::"):
            return text
        name, end, rest = text[2:].partition("::")
        if not end:
            return text
        self.name = " ".join(gift_text.restore(name).split())[:255]
        return rest.strip()

    def split(self, text: str) -> tuple[str, str, str]:
        """The text before the answers, the answers, the text after them."""
        before, opened, rest = text.partition("{")
        answers, closed, after = rest.partition("}")
        if not opened and not closed:
            raise _Unsupported("A description (text without answers) is not a question.")
        if not opened or not closed or "}" in before:
            raise _Unsupported("The braces { } around the answers are not a pair.")
        if "~" not in answers and "~" in after and (rescued := self.split_at_answers(text)):
            self.warn("There are unescaped braces in the text; the last ones hold the answers.")
            return rescued
        return before, answers, _COMMENT_AT_END.sub("", after)

    def split_at_answers(self, text: str) -> tuple[str, str, str] | None:
        """The same for a text with program code in it: the braces that open with an answer."""
        end = text.rfind("}")
        openings = list(_ANSWERS_OPEN.finditer(text, 0, end))
        if not openings:
            return None
        start = openings[0].start()
        answers = text[start + 1 : end]
        return (text[:start], answers, text[end + 1 :]) if "~" in answers else None

    def choices(self, answers: str) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        if not answers:
            raise _Unsupported("An essay question is not supported.")
        if answers.startswith("#"):
            raise _Unsupported("A numerical question is not supported.")
        if _CLOZE.match(answers):
            raise _Unsupported("A cloze question (gaps with answers) is not supported.")
        if "~" in answers:
            return self.multichoice(answers)
        if "=" in answers and "->" in answers:
            raise _Unsupported("A matching question is not supported.")
        return Kind.TRUE_FALSE, self.truefalse(answers)

    def truefalse(self, answers: str) -> tuple[ChoiceContent, ...]:
        word, *feedback = (part.strip() for part in answers.split("#"))
        is_true = _TRUTH.get(word.upper())
        if is_true is None:
            raise _Unsupported("A short answer question is not supported.")
        if word != word.upper():
            self.warn(f"“{word}” was read as {word.upper()}.")
        if_wrong, if_right = (*map(self.marked, feedback[:2]), "", "")[:2]
        if len(feedback) > 2:
            self.warn("More than two feedback texts: those after the second were left out.")
        return true_false(is_true, *((if_right, if_wrong) if is_true else (if_wrong, if_right)))

    def multichoice(self, answers: str) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        choices = self.pieces(answers.replace("=", "~=").split("~"))
        if "=" not in answers:
            return Kind.MULTIPLE, choices
        has_a_line_each = len(_ANSWERS_AT_LINE_START.findall(answers)) > 1
        if has_a_line_each and sum(is_full(choice.weight) for choice in choices) > 1:
            by_line = self.pieces(self.only_at_line_starts(answers).split("~"))
            is_one = sum(is_full(choice.weight) for choice in by_line) == 1
            if is_one and 1 < len({choice.text for choice in by_line}) == len(by_line):
                self.warn("There is an unescaped = within a choice; it was read as text.")
                return Kind.SINGLE, by_line
        positive = sum(choice.weight > 0 for choice in choices)
        if positive > 1 and not any(is_full(choice.weight) for choice in choices):
            self.warn("No choice is fully right, so this was read as multiple response.")
            return Kind.MULTIPLE, choices
        return Kind.SINGLE, choices

    @staticmethod
    def only_at_line_starts(answers: str) -> str:
        """Answers parted by "~" as before, but an "=" within a line is text."""
        marked = _ANSWERS_AT_LINE_START.sub("\x0b", answers)
        head, *lines = marked.split("\x0b")
        return "~".join([head, *(line.removeprefix("~") for line in lines)])

    def pieces(self, pieces: list[str]) -> tuple[ChoiceContent, ...]:
        return tuple(choice for piece in pieces if (choice := self.choice(piece.strip())))

    def choice(self, piece: str) -> ChoiceContent | None:
        """A choice; None for one without text, which Moodle drops as well (`~=right`)."""
        weight = 1.0 if piece.startswith("=") else 0.0
        piece = piece.removeprefix("=").strip()
        if piece.startswith("%") and (match := _WEIGHT.match(piece)):
            weight = from_percent(match[1].replace(",", ".").rstrip("."))
            piece = piece[match.end() :]
        text, _, feedback = piece.partition("#")
        if not text.strip():
            return None
        return ChoiceContent(self.marked(text), weight, self.marked(feedback))

    def marked(self, text: str) -> str:
        text = text.strip()
        if gift_text.is_plain(text):
            return text
        text_format, text = gift_text.split_mark(text, self.format)
        return gift_text.to_markdown(text, text_format)

    def markdown(self, text: str) -> str:
        return gift_text.to_markdown(text, self.format)
