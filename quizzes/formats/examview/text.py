"""The text of a test: sections of numbered questions, and behind them the "Answer Section"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, Entry, Options, Unreadable, name_from, true_false
from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import Text
from quizzes.formats.shared.weights import max_mark_from
from quizzes.formats.source import Source

_SECTIONS = {
    "multiple choice": "", "multiple response": "", "true/false": "", "yes/no": "",
    "modified true/false": "A true/false question with a text to correct",
    "completion": "A question with a gap", "matching": "A matching question",
    "short answer": "A short answer question", "essay": "An essay", "problem": "A problem",
    "numeric response": "A question with a number", "case": "A case",
    "other": "A question of another kind",
}  # fmt: skip
_NUMBER = re.compile(r"(?:_{2,}[ \t]*)?(\d{1,4})\.(?:[ \t]+(.*)|$)")
_ANSWER = re.compile(r"(\d{1,4})\.[ \t]*ANS:[ \t]*(.*)")
_CHOICE = re.compile(r"([A-Za-z])\.[ \t]+")
_COLUMN = re.compile(r"[ \t]*\t[ \t]*(?=[A-Za-z]\.[ \t])")
_FIELD = re.compile(r"\b(PTS|DIF|REF|OBJ|NAT|STA|LOC|TOP|KEY|MSC|NOT|BLM|TYP|SKL|ANS|RAT):[ \t]*")
_FEEDBACK = re.compile(r"([A-Z])[ \t]+(\S.*)")
_TAGS = ("DIF", "TOP", "KEY")


@dataclass(slots=True)
class _Draft:
    line: int
    number: str
    section: str
    stem: list[str]
    by_letter: dict[str, list[str]] = field(default_factory=dict)

    @property
    def choices(self) -> list[list[str]]:
        """In the order of their letters; on paper they may stand in columns."""
        return [self.by_letter[letter] for letter in sorted(self.by_letter)]


@dataclass(slots=True)
class _Answer:
    """What the answer section says of a question. `said`: lines that are no field."""

    fields: dict[str, str] = field(default_factory=dict)
    feedback: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def read(source: Source, options: Options) -> Iterator[Entry]:
    text = Text(source, options.encoding)
    yield from text.notices
    reader = _Reader()
    for number, line in enumerate(text.lines(), 1):
        reader.take(number, line.strip())
    if not reader.drafts:
        raise Unreadable("There is no numbered question in this file.")
    entries = Entries()
    for draft in reader.drafts:
        answer = reader.answers.get((draft.section, draft.number))
        _add(draft, answer or reader.by_number.get(draft.number, _Answer()), entries)
        yield from entries.taken()


class _Reader:
    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.answers: dict[tuple[str, str], _Answer] = {}
        self.by_number: dict[str, _Answer] = {}
        self.section = ""
        self.answer: _Answer | None = None
        self.in_answers = self.in_feedback = False
        # Where a line goes on that begins nothing; None for instructions to a section.
        self.last: list[str] | None = None

    def take(self, number: int, line: str) -> None:
        word = " ".join(line.casefold().split())
        if word in _SECTIONS:
            self.section, self.last, self.answer = word, None, None
        elif word in ("answer section", "answer key"):
            self.in_answers, self.last = True, None
        elif match := _ANSWER.match(line):
            self.in_answers = True
            self.begin_answer(match[1], match[2])
        elif self.in_answers:
            self.take_answer(line)
        elif match := _NUMBER.match(line):
            self.last = [match[2] or ""]
            self.drafts.append(_Draft(number, match[1], self.section, self.last))
        else:
            self.take_text(line)

    def take_text(self, line: str) -> None:
        parts = _COLUMN.split(line)
        for part in parts:
            match = _CHOICE.match(part)
            if match and self.is_choice(match[1].lower(), has_columns=len(parts) > 1):
                self.last = [part[match.end() :]]
                self.drafts[-1].by_letter[match[1].lower()] = self.last
            elif self.last is not None:
                self.last.append(part)

    def is_choice(self, letter: str, has_columns: bool) -> bool:
        """Whether this is the next letter, or in columns any that is not there yet."""
        if self.last is None:
            return False
        known = self.drafts[-1].by_letter
        following = next((one for one in ascii_lowercase if one not in known), "")
        return letter not in known if has_columns else letter == following

    def begin_answer(self, number: str, rest: str) -> None:
        self.answer = _Answer()
        self.in_feedback = False
        self.answers.setdefault((self.section, number), self.answer)
        self.by_number.setdefault(number, self.answer)
        self.fields(f"ANS: {rest}")

    def take_answer(self, line: str) -> None:
        if self.answer is None or not line:
            return
        if _FIELD.match(line):
            self.in_feedback = False
            self.fields(line)
        elif line.casefold() == "feedback":
            self.in_feedback = True
        elif self.in_feedback and (match := _FEEDBACK.fullmatch(line)):
            self.answer.feedback[match[1]] = match[2]
        elif not self.answer.fields.get("ANS"):
            self.answer.fields["ANS"] = line
        else:
            self.answer.said.append(line)

    def fields(self, line: str) -> None:
        _, *parts = _FIELD.split(line)
        for name, value in zip(parts[::2], parts[1::2], strict=True):
            if self.answer:
                self.answer.fields[name] = value.strip()


def _add(draft: _Draft, answer: _Answer, entries: Entries) -> None:
    text = markdown.from_plain("\n".join(draft.stem))
    try:
        content = _question(draft, answer, text)
    except ValueError as reason:
        entries.skip(draft.line, str(reason), name_from(text))
        return
    left_out = sorted(set(answer.fields) - {"ANS", "PTS", *_TAGS})
    if left_out:
        message = f"These have no place here and were left out: {', '.join(left_out)}."
        entries.warn(draft.line, message)
    entries.add(content, draft.line)


def _question(draft: _Draft, answer: _Answer, text: str) -> QuestionContent:
    if words := _SECTIONS.get(draft.section, ""):
        raise ValueError(f"{words} is not supported.")
    if not text:
        raise ValueError("The question has no text.")
    kind, choices = _choices(draft, answer)
    tags = (
        " ".join(tag.split()) for name in _TAGS for tag in answer.fields.get(name, "").split("|")
    )
    said = [answer.fields.get("RAT", ""), *answer.said]
    return QuestionContent(
        name=name_from(text),
        kind=kind,
        text=text,
        choices=choices,
        explanation=markdown.from_plain("\n".join(filter(None, said))),
        tags=tuple(dict.fromkeys(tag[:80] for tag in tags if tag)),
        max_mark=max_mark_from(answer.fields.get("PTS", "").replace(",", ".")) or 1.0,
    )


def _choices(draft: _Draft, answer: _Answer) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    given = answer.fields.get("ANS", "").upper()
    if not given:
        raise ValueError("There is no answer to this question in the answer section.")
    if not draft.choices:
        return _two_choices(draft.section, given, answer)
    letters = set(re.findall(r"\b[A-Z]\b", given))
    right = {ord(letter) - ord("A") for letter in letters}
    if "".join(sorted(draft.by_letter)) not in ascii_lowercase or "a" not in draft.by_letter:
        raise ValueError("The letters of the choices are not a, b, c, …")
    if len(draft.choices) < 2 or not right or max(right) >= len(draft.choices):
        raise ValueError(f"The answer “{given[:20]}” is none of the choices.")
    texts = [markdown.from_plain("\n".join(lines)) for lines in draft.choices]
    if [text.casefold() for text in texts] == ["true", "false"] and len(right) == 1:
        return Kind.TRUE_FALSE, true_false(right == {0})
    choices = (
        ChoiceContent(
            text,
            1 / len(right) if place in right else 0.0,
            markdown.from_plain(answer.feedback.get(chr(ord("A") + place), "")),
        )
        for place, text in enumerate(texts)
    )
    is_multiple = len(right) > 1 or draft.section == "multiple response"
    return Kind.MULTIPLE if is_multiple else Kind.SINGLE, tuple(choices)


def _two_choices(
    section: str, given: str, answer: _Answer
) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    if given in ("T", "F", "TRUE", "FALSE"):
        return Kind.TRUE_FALSE, true_false(given[0] == "T")
    if section == "yes/no" and given[:1] in "YN":
        is_yes = given[0] == "Y"
        return Kind.SINGLE, (ChoiceContent("Yes", is_yes), ChoiceContent("No", not is_yes))
    raise ValueError("The question has no choices.")
