"""The question that is being read, and the question that it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, name_from, true_false

from .breaks import with_breaks
from .elements import ENDLESS, Element, Mark, lacks_space

OTHER_KINDS = {
    Mark.ESSAY: "An essay question is not supported.",
    Mark.UPLOAD: "A question that is answered with a file is not supported.",
    Mark.NUMERICAL: "A numerical question is not supported.",
    Mark.SHORT_ANSWER: "A short answer question is not supported.",
}
PROGRAM = "A program ({… .run}) writes this part of the file, and programs are not run."
_CHOICES = {Mark.RIGHT, Mark.WRONG, Mark.CHECKED, Mark.UNCHECKED}
_SINGLE = {Mark.RIGHT, Mark.WRONG}


class Refused(ValueError):
    """Why there is no question; the message is a sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True)
class _Choice:
    text: str
    is_right: bool
    feedback: str = ""


@dataclass(slots=True)
class Draft:
    """What was read of a question. `refused`: the first thing that keeps it from being one."""

    line: int
    text: str
    title: str = ""
    max_mark: float = 1.0
    category: tuple[str, ...] = ()
    shuffle: bool = True
    is_multiple: bool | None = None
    choices: list[_Choice] = field(default_factory=list)
    choice_texts: set[str] = field(default_factory=set)
    texts: dict[Mark, str] = field(default_factory=dict)
    refused: Refused | None = None

    @property
    def name(self) -> str:
        return " ".join(self.title.split())[:255] or name_from(self.text)

    def refuse(self, line: int, reason: str) -> None:
        self.refused = self.refused or Refused(line, reason)

    def take(self, element: Element) -> None:
        """A part of the question; what can't be one refuses it."""
        if element.mark in _CHOICES:
            self.choice(element)
        elif element.mark == Mark.FEEDBACK and self.choices:
            if self.choices[-1].feedback:
                self.refuse(element.line, "A choice has more than one feedback.")
            self.choices[-1].feedback = with_breaks(element.text)
        elif element.mark in OTHER_KINDS:
            self.refuse(self.line, OTHER_KINDS[element.mark])
        elif element.mark == Mark.PROGRAM:
            self.refuse(element.line, PROGRAM)
        elif element.mark in (Mark.UNKNOWN, Mark.CODE):
            self.refuse(element.line, unknown(element))
        elif self.choices or element.mark in self.texts:
            where = "stand below the question, before the choices, and only once"
            self.refuse(element.line, f"“{element.label}” must {where}.")
        else:
            self.texts[element.mark] = with_breaks(element.text)

    def choice(self, element: Element) -> None:
        is_multiple = element.mark not in _SINGLE
        text = with_breaks(element.text)
        if self.is_multiple not in (None, is_multiple):
            self.refuse(element.line, "Choices with a) and choices with [ ] are mixed.")
        elif text in self.choice_texts:
            self.refuse(element.line, f"The choice “{name_from(text)[:40]}” is there twice.")
        self.is_multiple = is_multiple
        self.choice_texts.add(text)
        self.choices.append(_Choice(text, element.mark in (Mark.RIGHT, Mark.CHECKED)))

    def content(self) -> QuestionContent:
        """Raises Refused."""
        if refused := self.refused or self.lack():
            raise refused
        kind, choices = self.kind_and_choices()
        return QuestionContent(
            name=self.name,
            kind=kind,
            text=self.text,
            choices=choices,
            explanation="\n\n".join(self.explanation()),
            category=self.category,
            max_mark=self.max_mark,
            shuffle=self.shuffle,
        )

    def lack(self) -> Refused | None:
        """What is still missing, or too much."""
        right = sum(choice.is_right for choice in self.choices)
        reason = ""
        if not self.choices:
            reason = "The question has no choices."
        elif len(self.choices) < 2:
            reason = "The question has only one choice."
        elif not right:
            mark = "[*]" if self.is_multiple else "*a)"
            reason = f"No choice is marked as right with {mark}."
        elif right > 1 and not self.is_multiple:
            reason = "More than one choice is marked as right; for that, write [*] and [ ]."
        return Refused(self.line, reason) if reason else None

    @property
    def is_complete(self) -> bool:
        return not self.refused and not self.lack()

    def kind_and_choices(self) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        feedback = [self.feedback(choice) for choice in self.choices]
        words = [choice.text.capitalize() for choice in self.choices]
        if not self.is_multiple and sorted(words) == [FALSE, TRUE]:
            said: Mapping[str, str] = dict(zip(words, feedback, strict=True))
            is_true = self.choices[words.index(TRUE)].is_right
            return Kind.TRUE_FALSE, true_false(is_true, said[TRUE], said[FALSE])
        share = 1 / sum(choice.is_right for choice in self.choices)
        return Kind.MULTIPLE if self.is_multiple else Kind.SINGLE, tuple(
            ChoiceContent(choice.text, share if choice.is_right else 0.0, text)
            for choice, text in zip(self.choices, feedback, strict=True)
        )

    def feedback(self, choice: _Choice) -> str:
        """What is said to those who chose it: of one right choice, also what is said of it."""
        mark = Mark.IF_RIGHT if choice.is_right else Mark.IF_WRONG
        general = "" if self.is_multiple else self.texts.get(mark, "")
        return "\n\n".join(text for text in (choice.feedback, general) if text)

    def explanation(self) -> Iterator[str]:
        for mark, sign in ((Mark.FEEDBACK, ""), (Mark.IF_RIGHT, "✓ "), (Mark.IF_WRONG, "✗ ")):
            if mark in self.texts and (mark == Mark.FEEDBACK or self.is_multiple):
                yield f"{sign}{self.texts[mark]}"
        if Mark.SOLUTION in self.texts:
            yield self.texts[Mark.SOLUTION]

    def notices(self) -> Iterator[str]:
        """What became of texts that we have no place of their own for."""
        if Mark.IF_RIGHT in self.texts or Mark.IF_WRONG in self.texts:
            if self.is_multiple:
                place = "are in the explanation, after ✓ and ✗"
            else:
                place = "are now the feedback of the right and of the wrong choices"
            yield f"The texts for right (+) and wrong (-) answers {place}."
        if Mark.SOLUTION in self.texts:
            yield "The solution (!) is now in the explanation."


def unknown(element: Element) -> str:
    """What is wrong about a line that is no element."""
    if element.mark == Mark.CODE and element.label == ENDLESS:
        return "This block of code has no end, so all that follows is left out."
    if element.mark == Mark.CODE:
        return "A block of code is not indented, so it belongs to nothing."
    start = lacks_space(element.text)
    if start and start == element.text:
        return f"There is no text after “{start}”."
    if start:
        return f"There is no space after “{start}”."
    short = name_from(element.text)[:60]
    return f"“{short}” is no question and no choice, and is not indented as the rest of one."
