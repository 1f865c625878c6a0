"""Respondus' "Standard Format": numbered questions, lettered choices, a star before the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import MAX_CHOICES

from .base import Entries, Entry, Format, Options, Unreadable, name_from, true_false
from .shared import markdown
from .shared.decoding import Text
from .source import Source

_NUMBER = re.compile(r"(\d{1,5})[.)](?:[ \t]+(.*)|$)")
_CHOICE = re.compile(r"(\*?)([A-Za-z])[.)](?:[ \t]+(.*)|$)")
_HEADER = re.compile(r"(type|title|points)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_FEEDBACK = re.compile(r"([@~])[ \t]+(.*)")
_ANSWERS = re.compile(
    r"\W*(?:answers?[ \t]*:|(?:correct[ \t]+)?answers?[ \t]+keys?\b[ \t]*:?|"
    r"(?:answers|solutions|answer[ \t]+sheet)[ \t]*:?)\W*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:Q(?:uestion)?[ \t]*)?(\d{1,5})[ \t]*[.):-]?[ \t]*\(?"
    r"([A-Za-z](?:[ \t]*[,;&]?[ \t]*[A-Za-z]\b)*)(?:\)|\.)?[ \t]*(?:(?<=[).])[ \t]+.*)?",
    re.IGNORECASE,
)
_OTHER_ANSWER = re.compile(r"(\d{1,5})[.)][ \t]+\S")
_LIST_OF_ANSWERS = (
    rb"^[ \t]*(?:answers[ \t]*:|[*_# \t]*(?:correct[ \t]+)?answers?[ \t]+keys?[ \t]*:?[*_ \t]*)"
    rb"[ \t]*\r?$"
)
_SIGNS = (
    re.compile(
        rb"^[ \t]*type[ \t]*:[ \t]*(?:MC|TF|MR|MA|E|F|FB|FMB|SA|MT|J)[ \t]*\r?$", re.I | re.M
    ),
    re.compile(_LIST_OF_ANSWERS, re.I | re.M),
    re.compile(rb"^[ \t]*\*[a-z]\.[ \t]", re.I | re.M),
    re.compile(rb"^[ \t]*[@~][ \t]+\S", re.M),
)
_QUESTION = re.compile(rb"^[ \t]*\d{1,5}[.)][ \t]+\S", re.M)
_LETTERED = re.compile(rb"^[ \t]*\*?a[.)][ \t]", re.I | re.M)
_STARRED = re.compile(rb"^[ \t]*\*[a-z][.)][ \t]|" + _LIST_OF_ANSWERS, re.I | re.M)
_MULTIPLE = {"MR", "MA"}
_CHOOSING = {"", "MC", "TF", "T/F", "MR", "MA"}
_WORDS = {
    "E": "An essay", "F": "A question with a gap", "FB": "A question with a gap",
    "FMB": "A question with gaps", "SA": "A short answer question", "MT": "A matching question",
}  # fmt: skip
_PICTURE = re.compile(r"\[[ \t]*img[ \t]*:", re.IGNORECASE)


class Respondus(Format):
    name = "respondus"
    label = "Respondus (Standard Format)"
    extensions = (".txt",)

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        has_parts = _QUESTION.search(data) and _LETTERED.search(data) and _STARRED.search(data)
        return bool(has_parts) and any(sign.search(data) for sign in _SIGNS)

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        reader = _Reader()
        for number, line in enumerate(text.lines(), 1):
            reader.take(number, line.strip())
        reader.end_section()
        if not reader.entries:
            raise Unreadable("There is no numbered question in this file.")
        yield from reader.entries


@dataclass(slots=True)
class _Choice:
    is_right: bool
    lines: list[str]
    feedback: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """`said`: the feedback that is not of one choice, by its mark."""

    line: int
    number: str = ""
    kind: str = ""
    title: str = ""
    points: float = 1.0
    stem: list[str] = field(default_factory=list)
    choices: list[_Choice] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)


class _Reader:
    """Keeps the questions of a section, since the list of its answers may stand at the end."""

    def __init__(self) -> None:
        self.entries = Entries()
        self.drafts: list[_Draft] = []
        self.answers: dict[str, str] | None = None
        self.header: dict[str, str] = {}
        self.numbers: set[str] = set()
        self.points = 1.0
        # Where a line goes on that begins nothing.
        self.last: list[str] = []

    def take(self, number: int, line: str) -> None:
        if self.answer(line):
            return
        if match := _HEADER.fullmatch(line):
            self.heading(number, match[1].lower(), match[2].strip())
        elif _ANSWERS.fullmatch(line):
            self.answers = {}
        elif (match := _NUMBER.match(line)) and self.begins(match[1]):
            self.begin(number, match[1], match[2] or "")
        elif self.drafts and (match := _CHOICE.match(line)) and self.is_next(match[2]):
            self.last = [match[3] or ""]
            self.drafts[-1].choices.append(_Choice(bool(match[1]), self.last))
        elif self.drafts and (match := _FEEDBACK.match(line)):
            self.feedback(match[1], match[2])
        elif line or self.last:
            self.last.append(line)

    def answer(self, line: str) -> bool:
        """Whether a line belongs to the list of answers."""
        if self.answers is None:
            return False
        if match := _ANSWER.fullmatch(line):
            self.answers[match[1]] = match[2].upper()
            return True
        match = _OTHER_ANSWER.match(line)
        if not match or match[1] not in self.numbers or match[1] in self.answers:
            return not line
        # To a question that is not one of choices.
        self.answers[match[1]] = ""
        return True

    def heading(self, number: int, key: str, value: str) -> None:
        if self.answers is not None:
            self.end_section()
        if key == "points":
            self.points = self.mark(number, value)
        else:
            self.header[key] = value
        self.last = []

    def mark(self, number: int, text: str) -> float:
        try:
            points = float(text)
        except ValueError:
            points = 0.0
        if 0 < points < 1e6:
            return points
        self.entries.warn(number, f"“{text[:20]}” can't be a maximum mark; it is 1.")
        return 1.0

    def begins(self, number: str) -> bool:
        """Whether a numbered line is a new question, and not one more line of a text."""
        if not self.drafts or self.header or self.answers is not None or self.drafts[-1].choices:
            return True
        return int(number) == int(self.drafts[-1].number or 0) + 1

    def begin(self, line: int, number: str, text: str) -> None:
        if self.answers is not None:
            self.end_section()
        kind = self.header.get("type", "").upper()
        title = " ".join(self.header.get("title", "").split())[:255]
        self.header = {}
        self.last = [text]
        self.numbers.add(number)
        self.drafts.append(_Draft(line, number, kind, title, self.points, self.last))

    def is_next(self, letter: str) -> bool:
        return ord(letter.lower()) - ord("a") == len(self.drafts[-1].choices) < MAX_CHOICES

    def feedback(self, mark: str, text: str) -> None:
        draft = self.drafts[-1]
        self.last = [text]
        if draft.choices:
            if draft.choices[-1].feedback:
                self.entries.warn(draft.line, "A choice has several feedbacks; they were joined.")
            draft.choices[-1].feedback += ["", text] if draft.choices[-1].feedback else [text]
            self.last = draft.choices[-1].feedback
        else:
            self.last = draft.said.setdefault(mark, [])
            self.last.append(text)

    def end_section(self) -> None:
        for draft in self.drafts:
            try:
                content = _question(draft, (self.answers or {}).get(draft.number, ""), self.entries)
            except ValueError as reason:
                name = draft.title or name_from(_text(draft.stem))
                self.entries.skip(draft.line, str(reason), name)
            else:
                self.entries.add(content, draft.line)
        self.drafts, self.answers, self.last = [], None, []
        self.numbers.clear()


def _question(draft: _Draft, answer: str, entries: Entries) -> QuestionContent:
    if draft.kind not in _CHOOSING:
        words = _WORDS.get(draft.kind, f"A question of the type “{draft.kind[:20]}”")
        raise ValueError(f"{words} is not supported.")
    text = _text(draft.stem)
    if not text or len(draft.choices) < 2:
        raise ValueError("The question has no text, or fewer than two choices.")
    right = _right(draft, answer)
    is_multiple = draft.kind in _MULTIPLE or len(right) > 1
    if _PICTURE.search("\n".join(draft.stem)):
        entries.warn(draft.line, "A picture is named in the text; its file is not here.")
    explanation, if_right, if_wrong = _said(draft)
    choices = tuple(
        ChoiceContent(
            _text(choice.lines),
            1 / len(right) if place in right else 0.0,
            _text(choice.feedback) or (if_right if place in right else if_wrong),
        )
        for place, choice in enumerate(draft.choices)
    )
    if is_multiple and (if_right or if_wrong):
        entries.warn(draft.line, "The feedback is now said for each choice, right or wrong.")
    kind, choices = _kind(is_multiple, choices)
    return QuestionContent(
        name=draft.title or name_from(text),
        kind=kind,
        text=text,
        choices=choices,
        explanation=explanation,
        max_mark=draft.points,
    )


def _right(draft: _Draft, answer: str) -> set[int]:
    right = {place for place, choice in enumerate(draft.choices) if choice.is_right}
    right |= {ord(letter) - ord("A") for letter in re.findall("[A-Z]", answer)}
    if answer in ("T", "F") and max(right) >= len(draft.choices) == 2:
        right = {0 if answer == "T" else 1}
    if not right:
        raise ValueError("No choice is marked as right.")
    if max(right) >= len(draft.choices):
        raise ValueError(f"There is no choice {chr(ord('A') + max(right))}.")
    return right


def _said(draft: _Draft) -> tuple[str, str, str]:
    """The explanation, and what is said to those who are right, and to those who are wrong."""
    said = {mark: _text(lines) for mark, lines in draft.said.items()}
    if "~" in said:
        return "", said["~"], said.get("@", "")
    return said.get("@", ""), "", ""


def _kind(
    is_multiple: bool, choices: tuple[ChoiceContent, ...]
) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    if is_multiple:
        return Kind.MULTIPLE, choices
    texts = tuple(choice.text.casefold() for choice in choices)
    if texts in (("true", "false"), ("t", "f")):
        said = (choice.feedback for choice in choices)
        return Kind.TRUE_FALSE, true_false(choices[0].weight == 1, *said)
    return Kind.SINGLE, choices


def _text(lines: list[str]) -> str:
    return markdown.from_plain("\n".join(lines))
