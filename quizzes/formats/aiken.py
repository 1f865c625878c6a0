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
    Parsed,
    ParsedQuestion,
    Unreadable,
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
# (a) a) A: A- [A] A . - A. *A. 1) 1. and so on, where the letter or number is the next one.
_LOOSE_CHOICE = re.compile(
    r"(?:[-*•][ \t]*)?[(\[]?([a-zA-Z]|\d{1,2})(?:[ \t]?[.)\]][ \t]*|[ \t]?[:-][ \t]+)(.*)", re.ASCII
)
_ANSWER = re.compile(r"ANSWER:[ \t]*([A-Z])[ \t]*$", re.ASCII)
# "Answer", alone or in a longer form, in many languages.
_ELSEWHERE = (
    r"(?:richtige[ \t]+|korrekte[ \t]+)?antwort(?:en)?|lösung|"
    r"(?:bonne[ \t]+)?réponse(?:[ \t]+correcte)?|"
    r"respuesta(?:[ \t]+correcta)?|resposta(?:[ \t]+correta)?|gabarito|"
    r"risposta(?:[ \t]+(?:corretta|esatta))?|(?:juiste[ \t]+)?antwoord|"
    r"(?:poprawna[ \t]+|prawidłowa[ \t]+)?odpowiedź|(?:rätt[ \t]+|korrekt[ \t]+)?svar|"
    r"(?:helyes[ \t]+)?válasz|(?:doğru[ \t]+)?cevap|(?:kunci[ \t]+)?jawaban|"
    r"đáp[ \t]+án(?:[ \t]+đúng)?|(?:правильный[ \t]+)?ответ|(?:правильна[ \t]+)?відповідь|"
    r"(?:正确|正確)?答案|正解|답|정답|(?:सही[ \t]+)?उत्तर|الإجابة(?:[ \t]+الصحيحة)?"
)
_LOOSE_ANSWER = re.compile(
    r"(?:(?:(?:the[ \t]+)?(?:correct[ \t]+|right[ \t]+)?answers?(?:[ \t]+is)?|ans|key)"
    rf"(?:[ \t]*[:=][ \t]*(.*)|[ \t]*-?[ \t]*(\(?[a-zA-Z]\)?[.]?)$)|(?:{_ELSEWHERE})[ \t]*:(.*))",
    re.IGNORECASE,
)
# How people tick the right choice: "B) Paris ✅", "B) Paris (correct)".
_TICK = re.compile(
    r"[ \t]*(?:[✅✓✔☑]\ufe0f?|[(\[](?:correct(?:[ \t]+answer)?|right)[)\]])\**[ \t]*$",
    re.IGNORECASE,
)
_CROSS = re.compile(r"[ \t]*[❌✗✘✖]\ufe0f?[ \t]*$")
_NUMBERED = re.compile(r"(?:question[ \t]+|q)?(\d{1,4})[.):][ \t]+(?=\S)", re.ASCII | re.IGNORECASE)
_LETTERS = re.compile(
    r"[(\[]?([A-Za-z]|\d{1,2})\b[)\]]?"
    r"((?:[ \t]*(?:[,;&/+]|\band\b)[ \t]*(?:[A-Za-z]|\d{1,2})\b)*)(.*)",
    re.ASCII,
)
_LETTER = re.compile(r"\b(?:[A-Za-z]|\d{1,2})\b", re.ASCII)
_TOGETHER = re.compile(r"[A-Z]{2,26}")
_WIDE = str.maketrans("．：（）［］", ".:()[]")
_FEEDBACK = re.compile(
    r"\W*(?:feedback|explanation(?:/reference)?|rationale)[ \t]*:\**[ \t]*(.*)", re.IGNORECASE
)
# A line above a question that only counts it, as in collections of exam questions.
_HEADING = re.compile(
    r"(?:new[ \t]+)?question(?:[ \t]+(?:no\.?[ \t]*)?\d{1,4})?[.:]?", re.IGNORECASE
)
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

    def may_be(self, source: Source) -> bool:
        """Whether most of the questions are answered, in whatever words."""
        try:
            found = Parsed.of(self.read(Source.of_bytes(source.beginning), Options()))
        except Unreadable:
            return False
        return bool(found.questions) and len(found.questions) >= len(found.skipped)

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        reader = _Reader(Entries())
        for number, line in enumerate(text.lines(), 1):
            reader.take(number, line.strip())
            # An explanation may follow.
            if not reader.last:
                yield from reader.parsed.taken()
        reader.end()
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
    # The places of those that are marked as right.
    ticked: set[int] = field(default_factory=set)
    # The lines of the choices as they stand, while all of them have odd labels.
    odd: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, parsed: Entries) -> None:
        self.parsed = parsed
        self.draft = _Draft()
        # The last number of a question that was left out of its text.
        self.count = 0
        # The question that was read last, while nothing but its explanation may follow.
        self.last: ParsedQuestion | None = None

    def take(self, number: int, line: str) -> None:
        if not line:
            self.draft.after_gap = True
        elif match := _ANSWER.match(line):
            self.answer(number, [match[1]])
        elif match := _loose_answer(line):
            said = match[1] or match[2] or match[3] or ""
            self.loose_answer(number, said.strip(" \t*_"))
        elif self.draft.stem and (match := self.choice(line)):
            self.draft.labels.append(match[1].upper())
            self.draft.choices.append(self.unticked(match[2].strip()))
        elif not self.draft.stem and self.last and (match := _FEEDBACK.match(line)):
            self.explain(number, self.last, match[1])
        else:
            self.stem(number, line)

    def unticked(self, text: str) -> str:
        """A choice without its tick, which is noted."""
        bare = _TICK.sub("", text)
        if bare != text:
            self.draft.ticked.add(len(self.draft.choices))
        return _CROSS.sub("", bare)

    def choice(self, line: str) -> re.Match[str] | None:
        """Moodle wants a capital; another label counts where it is the next one."""
        draft = self.draft
        if match := _CHOICE.match(line):
            if match[1] == "A" and draft.odd:
                # What looked like choices so far is a list in the question's text.
                draft.stem += draft.odd
                draft.labels, draft.choices = [], []
                self.parsed.warn(draft.line, "The question has several lines; they were joined.")
            draft.odd = []
            return match
        match = _LOOSE_CHOICE.match(line[:8].translate(_WIDE) + line[8:])
        if not match or (draft.choices and not draft.odd) or _place(match[1]) != len(draft.choices):
            return match if match and self.is_next(match[1]) else None
        draft.odd.append(line)
        return match

    def is_next(self, label: str) -> bool:
        return label.isalpha() and _place(label) == len(self.draft.choices) > 0

    def stem(self, number: int, line: str) -> None:
        draft = self.draft
        if draft.choices and not draft.after_gap:
            if draft.odd:
                draft.odd.append(line)
            else:
                self.parsed.warn(number, "This line was read as the rest of the choice above.")
            draft.choices[-1] += f"\n{line}"
            return
        if draft.ticked and len(draft.choices) > 1:
            self.end_ticked()
        elif draft.choices or (draft.stem and draft.after_gap):
            self.drop()
        elif draft.stem:
            self.parsed.warn(number, "The question has several lines; they were joined.")
        if not self.draft.stem:
            self.draft = _Draft(number)
        self.draft.stem.append(line)
        self.last = None

    def end_ticked(self) -> None:
        """Of a question whose right choices are ticked nothing more is to come."""
        draft = self.draft
        self.clean_stem()
        self.parsed.warn(draft.line, "There is no line “ANSWER: A”; the ticked choice is right.")
        self.last = ParsedQuestion(_question(draft, draft.ticked), draft.line)
        self.parsed.append(self.last)
        self.draft = _Draft()

    def clean_stem(self) -> None:
        """Without the number that questions of such texts have, and without bold type."""
        stem = self.draft.stem
        if not stem:
            return
        stem[:] = [line.strip("*_# ") if line[:1] in "*_#" else line for line in stem]
        if len(stem) > 1 and _HEADING.fullmatch(stem[0]):
            del stem[0]
        match = _NUMBERED.match(stem[0])
        if match and int(match[1]) == self.count + 1:
            self.count += 1
            stem[0] = stem[0][match.end() :].strip("*_ ")

    def loose_answer(self, number: int, text: str) -> None:
        message = "The answer is not written as “ANSWER: A”"
        texts = [choice.casefold() for choice in self.draft.choices]
        match = _LETTERS.match(text)
        if texts.count(text.casefold()) == 1 and not (match and self.knows(match[1])):
            letters = [self.draft.labels[texts.index(text.casefold())]]
        elif _TOGETHER.fullmatch(text) and all(map(self.knows, text)):
            letters = list(text)
        elif match:
            letters = [match[1], *_LETTER.findall(match[2].replace("and", ","))]
            if rest := match[3].strip(" \t.)"):
                message += f"; “{rest[:40]}” after it was left out"
        else:
            self.drop(f"The answer “{text[:40]}” is not the letter of a choice.", number)
            return
        self.parsed.warn(number, f"{message}.")
        self.clean_stem()
        self.answer(number, [letter.upper() for letter in letters])

    def knows(self, label: str) -> bool:
        """Whether a choice has this label."""
        return label.upper() in self.draft.labels

    def answer(self, number: int, letters: list[str]) -> None:
        draft = self.draft
        if len(draft.choices) < 2:
            self.drop("There are fewer than two choices before this answer.", number)
            return
        if draft.odd:
            self.parsed.warn(
                draft.line + 1, "The choices are not written as “A. …”; they were accepted."
            )
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
        in_order = all(_place(label) == place for place, label in enumerate(labels))
        if in_order or labels.count(letter) != 1:
            return _place(letter)
        self.parsed.warn(number, "The letters of the choices are not A, B, C, …")
        return labels.index(letter)

    def explain(self, number: int, last: ParsedQuestion, text: str) -> None:
        content = replace(last.content, explanation=markdown.from_plain(text))
        self.last = replace(last, content=content)
        self.parsed[self.parsed.index(last)] = self.last
        self.parsed.warn(number, "Aiken has no feedback; this was read as the explanation.")

    def end(self) -> None:
        if self.draft.ticked and len(self.draft.choices) > 1:
            self.end_ticked()
        else:
            self.drop()

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


def _loose_answer(line: str) -> re.Match[str] | None:
    return _LOOSE_ANSWER.match(line.strip("*_ ").translate(_WIDE))


def _place(label: str) -> int:
    """Where a choice with this label stands if nothing is left out: A and 1 are the first."""
    return int(label) - 1 if label.isdigit() else ord(label.upper()) - ord("A")


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
    if _CHOICE.match(stem) or _loose_answer(stem) or _FEEDBACK.match(stem) or len(stem) < 2:
        return "the question's text would be taken for a choice or an answer."
    return ""


def _more_losses(question: QuestionContent) -> Iterator[str]:
    if question.name != name_from(plain(question.text)):
        yield "names"
    if question.tags or question.category:
        yield "tags and categories"
    if question.kind == Kind.TRUE_FALSE:
        yield "true/false questions (they were written as single choice)"
