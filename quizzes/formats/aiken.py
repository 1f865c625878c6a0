"""Aiken: a line of question, lines of choices "A. …", a line "ANSWER: A"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import MAX_CHOICES

from .base import (
    BankInfo,
    Entries,
    Entry,
    Files,
    Notice,
    Options,
    ParsedQuestion,
    WritableFormat,
    Written,
    name_from,
    no_files,
)
from .shared import markdown
from .shared.decoding import Text
from .shared.plain_question import losses, plain, right_choice
from .source import Source

_CHOICE = re.compile(r"([A-Z])[.)][ \t]?(.*)", re.ASCII)
_SMALL_CHOICE = re.compile(r"\(?([a-zA-Z])[.)][ \t]+(.*)", re.ASCII)
_ANSWER = re.compile(r"ANSWER:[ \t]*([A-Z])[ \t]*$", re.ASCII)
_LOOSE_ANSWER = re.compile(r"(?:correct )?answers?[ \t]*:[ \t]*(.*)", re.ASCII | re.IGNORECASE)
_LETTERS = re.compile(r"\(?([A-Za-z])\b\)?((?:[ \t]*[,;&][ \t]*[A-Za-z]\b)*)(.*)", re.ASCII)
_FEEDBACK = re.compile(r"(?:feedback|explanation)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_SIGN = re.compile(rb"^[ \t]*answer[ \t]*:[ \t]*\(?[a-z]\b", re.IGNORECASE | re.MULTILINE)


class Aiken(WritableFormat):
    name = "aiken"
    label = "Aiken"
    extensions = (".aiken",)
    silent_about = frozenset(
        {"explanation", "hints", "tags", "max_mark", "shuffle", "feedback", "pinned"}
    )

    def recognises(self, source: Source) -> bool:
        return _SIGN.search(source.beginning) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        reader = _Reader(Entries())
        for number, line in enumerate(text.lines(), 1):
            reader.take(number, line.strip())
            # An explanation may follow.
            if not reader.last:
                yield from reader.parsed.taken()
        reader.drop()
        yield from reader.parsed.taken()

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        blocks: list[str] = []
        warnings: list[Notice] = []
        for number, question in enumerate(questions, 1):
            if reason := _unwritable(question):
                warnings.append(Notice(number, f"Left out: {reason}"))
                continue
            blocks.append(_block(question))
            if lost := [*losses(question), *_more_losses(question)]:
                warnings.append(Notice(number, f"Aiken can't hold {', '.join(lost)}."))
        return Written("\n".join(blocks).encode(), tuple(warnings))


@dataclass(slots=True)
class _Draft:
    """The question whose lines are being read."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    after_gap: bool = False


class _Reader:
    def __init__(self, parsed: Entries) -> None:
        self.parsed = parsed
        self.draft = _Draft()
        # The question that was read last, while nothing but its explanation may follow.
        self.last: ParsedQuestion | None = None

    def take(self, number: int, line: str) -> None:
        if not line:
            self.draft.after_gap = True
        elif match := _ANSWER.match(line):
            self.answer(number, [match[1]])
        elif match := _LOOSE_ANSWER.match(line):
            self.loose_answer(number, match[1])
        elif self.draft.stem and (match := self.choice(number, line)):
            self.draft.labels.append(match[1].upper())
            self.draft.choices.append(match[2].strip())
        elif not self.draft.stem and self.last and (match := _FEEDBACK.match(line)):
            self.explain(number, self.last, match[1])
        else:
            self.stem(number, line)

    def choice(self, number: int, line: str) -> re.Match[str] | None:
        """Moodle wants a capital; a small letter counts where it is the next one."""
        if match := _CHOICE.match(line):
            return match
        match = _SMALL_CHOICE.match(line)
        if not match or ord(match[1].upper()) - ord("A") != len(self.draft.choices):
            return None
        if not self.draft.choices:
            self.parsed.warn(number, "The choices are not written as “A. …”; they were accepted.")
        return match

    def stem(self, number: int, line: str) -> None:
        draft = self.draft
        if draft.choices and not draft.after_gap:
            self.parsed.warn(number, "This line was read as the rest of the choice above.")
            draft.choices[-1] += f"\n{line}"
            return
        if draft.choices or (draft.stem and draft.after_gap):
            self.drop()
        elif draft.stem:
            self.parsed.warn(number, "The question has several lines; they were joined.")
        if not self.draft.stem:
            self.draft = _Draft(number)
        self.draft.stem.append(line)
        self.last = None

    def loose_answer(self, number: int, text: str) -> None:
        match = _LETTERS.match(text)
        if not match:
            self.drop(f"The answer “{text[:40]}” is not the letter of a choice.", number)
            return
        letters = [match[1], *re.findall(r"[A-Za-z]", match[2])]
        message = "The answer is not written as “ANSWER: A”"
        if rest := match[3].strip():
            message += f"; “{rest[:40]}” after it was left out"
        self.parsed.warn(number, f"{message}.")
        self.answer(number, [letter.upper() for letter in letters])

    def answer(self, number: int, letters: list[str]) -> None:
        draft = self.draft
        if len(draft.choices) < 2:
            self.drop("There are fewer than two choices before this answer.", number)
            return
        right = {self.position(number, letter) for letter in letters}
        if max(right) >= len(draft.choices) or min(right) < 0:
            self.drop(f"There is no choice {letters[-1]}.", number)
            return
        self.last = ParsedQuestion(_question(draft, right), draft.line)
        self.parsed.append(self.last)
        self.draft = _Draft()

    def position(self, number: int, letter: str) -> int:
        """The place of a letter in the alphabet, as in Moodle, unless the labels differ."""
        labels = self.draft.labels
        in_order = all(ord(label) - ord("A") == place for place, label in enumerate(labels))
        if in_order or labels.count(letter) != 1:
            return ord(letter) - ord("A")
        self.parsed.warn(number, "The letters of the choices are not A, B, C, …")
        return labels.index(letter)

    def explain(self, number: int, last: ParsedQuestion, text: str) -> None:
        content = replace(last.content, explanation=markdown.from_plain(text))
        self.last = replace(last, content=content)
        self.parsed[self.parsed.index(last)] = self.last
        self.parsed.warn(number, "Aiken has no feedback; this was read as the explanation.")

    def drop(self, reason: str = "", line: int = 0) -> None:
        """List the unfinished question, if any, as skipped."""
        draft, self.draft = self.draft, _Draft()
        self.last = None
        if not draft.stem and not reason:
            return
        missing = "ANSWER line" if draft.choices else "choices"
        name = name_from(draft.stem[0]) if draft.stem else ""
        self.parsed.skip(
            line or draft.line, reason or f"The question has no {missing} after it.", name
        )


def _question(draft: _Draft, right: set[int]) -> QuestionContent:
    text = markdown.from_plain("\n".join(draft.stem))
    share = 1 / len(right)
    return QuestionContent(
        name=name_from(" ".join(draft.stem)),
        kind=Kind.SINGLE if len(right) == 1 else Kind.MULTIPLE,
        text=text,
        choices=tuple(
            ChoiceContent(markdown.from_plain(choice), share if place in right else 0.0)
            for place, choice in enumerate(draft.choices)
        ),
    )


def _block(question: QuestionContent) -> str:
    right = right_choice(question)
    lines = [plain(question.text)]
    letter = ""
    for place, choice in enumerate(question.choices):
        label = chr(ord("A") + place)
        letter = label if choice is right else letter
        lines.append(f"{label}. {plain(choice.text)}")
    return "\n".join([*lines, f"ANSWER: {letter}", ""])


def _unwritable(question: QuestionContent) -> str:
    """Why Aiken can't hold a question at all; "" when it can."""
    stem = plain(question.text).strip()
    texts = [stem, *(plain(choice.text) for choice in question.choices)]
    if not right_choice(question):
        return "Aiken holds only questions with one right choice and no partial weights."
    if len(question.choices) > MAX_CHOICES:
        return f"Aiken holds at most {MAX_CHOICES} choices."
    if any("\n" in text.strip() for text in texts):
        return "Aiken holds texts of one line only."
    if _CHOICE.match(stem) or _LOOSE_ANSWER.match(stem) or len(stem) < 2:
        return "the question's text would be taken for a choice or an answer."
    return ""


def _more_losses(question: QuestionContent) -> Iterator[str]:
    if question.name != name_from(plain(question.text)):
        yield "names"
    if question.tags or question.category:
        yield "tags and categories"
    if question.kind == Kind.TRUE_FALSE:
        yield "true/false questions (they were written as single choice)"
