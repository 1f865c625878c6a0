"""Reads text2qti's Markdown: elements to questions, and what the file says of the quiz."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quizzes.formats.base import BankInfo, Entries, Entry, Options, name_from
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

from .breaks import with_breaks
from .draft import PROGRAM, Draft, Refused, unknown
from .elements import Element, Mark, elements
from .pictures import outside_pictures

_SHUFFLE = "shuffle answers"
_NO_QUESTION = "No question follows this line; it was left out."
_TRUTH = {"true": True, "false": False}


@dataclass(slots=True)
class _Group:
    """Questions of which the quiz picks some."""

    line: int
    number: int
    pick: str = "1"
    points: float | None = None
    questions: int = 0

    @property
    def name(self) -> str:
        return f"Group {self.number}"


def read(source: Source, options: Options) -> Iterator[Entry]:
    text = Text(source, options.encoding)
    yield from text.notices
    reader = _Reader()
    for element in elements(text.lines()):
        reader.take(element)
        yield from reader.parsed.taken()
    reader.end()
    yield from reader.parsed.taken()


class _Reader:
    def __init__(self) -> None:
        self.parsed = Entries()
        self.bank = BankInfo()
        self.has_news = False
        self.draft: Draft | None = None
        self.group: _Group | None = None
        self.groups = 0
        self.title: Element | None = None
        self.points: Element | None = None
        self.shuffle = True
        self.lines_of_texts: dict[int, int] = {}
        self.is_lost = False
        self._actions: dict[Mark, Callable[[Element], None]] = {
            Mark.QUESTION: self.question,
            Mark.TITLE: self.next_title,
            Mark.POINTS: self.next_points,
            Mark.QUIZ_TITLE: self.quiz_title,
            Mark.QUIZ_DESCRIPTION: self.quiz_description,
            Mark.OPTION: self.option,
            Mark.GROUP: self.start_group,
            Mark.END_GROUP: self.end_group,
            Mark.PICK: self.group_setting,
            Mark.SOLUTIONS_PICK: self.group_setting,
            Mark.GROUP_POINTS: self.group_setting,
            Mark.TEXT: self.text,
            Mark.TEXT_TITLE: self.text,
            Mark.PROGRAM: self.program,
            Mark.COMMENT: self.endless_comment,
        }

    def take(self, element: Element) -> None:
        if self.has_news and element.mark not in (Mark.QUIZ_TITLE, Mark.QUIZ_DESCRIPTION):
            self.tell()
        self._actions.get(element.mark, self.part)(element)

    def end(self) -> None:
        """There are no more elements."""
        if self.has_news:
            self.tell()
        self.finish()
        self.end_group(None)
        for unused in (self.title, self.points):
            if unused:
                self.parsed.warn(unused.line, _NO_QUESTION)

    def question(self, element: Element) -> None:
        self.finish()
        self.draft = Draft(element.line, with_breaks(element.text), shuffle=self.shuffle)
        self.is_lost = False
        if self.title:
            self.draft.title = self.title.text
        self.draft.max_mark = self.mark()
        if self.group:
            self.group.questions += 1
            self.draft.category = (self.group.name,)
        self.title = self.points = None

    def mark(self) -> float:
        if self.group and self.group.points:
            return self.group.points
        return (self.number(self.points) if self.points else None) or 1.0

    def number(self, element: Element) -> float | None:
        """The points that an element says, None for what is no number of points."""
        try:
            value = float(element.text) if len(element.text) < 30 else 0.0
        except ValueError:
            value = 0.0
        if not 0 < value < 1e9:
            said = f"“{element.label}: {element.text[:40]}” is no number above 0"
            self.parsed.warn(element.line, f"{said}; it was left out.")
            return None
        if value * 2 % 1:
            message = (
                "text2qti itself takes only whole and half points; they were taken as they are."
            )
            self.parsed.warn(element.line, message)
        return value

    def part(self, element: Element) -> None:
        """A part of the question above, or something that belongs to none."""
        is_stray = element.mark in (Mark.UNKNOWN, Mark.CODE)
        if self.draft and not (is_stray and element.after_gap and self.draft.is_complete):
            self.draft.take(element)
            return
        self.finish()
        if not self.is_lost:
            self.is_lost = True
            reason = (
                unknown(element) if is_stray else f"There is no question above “{element.label}”."
            )
            self.parsed.skip(element.line, reason)

    def program(self, element: Element) -> None:
        """One that is part of a question, or that writes questions."""
        if self.draft and not (element.after_gap and self.draft.is_complete):
            self.draft.take(element)
            return
        self.finish()
        # What follows may go on with what the program would have written.
        self.draft = Draft(element.line, "")
        self.draft.refuse(element.line, PROGRAM)

    def finish(self) -> None:
        """Take the question that was being read, if any."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        try:
            content = draft.content()
        except Refused as refused:
            self.parsed.skip(refused.line, str(refused), draft.name)
            return
        self.parsed.add(content, draft.line)
        for message in (*draft.notices(), *outside_pictures(content)):
            self.parsed.warn(draft.line, message)
        first = self.lines_of_texts.setdefault(hash(content.text), draft.line)
        if first != draft.line:
            self.parsed.warn(draft.line, f"A question with the same text is on line {first}.")

    def next_title(self, element: Element) -> None:
        self.finish()
        for unused in (self.title, self.points):
            if unused:
                self.parsed.warn(unused.line, _NO_QUESTION)
        self.title = element

    def next_points(self, element: Element) -> None:
        self.finish()
        if self.points:
            self.parsed.warn(self.points.line, _NO_QUESTION)
        self.points = element

    def quiz_title(self, element: Element) -> None:
        self.finish()
        self.bank = replace(self.bank, title=" ".join(element.text.split()))
        self.has_news = True

    def quiz_description(self, element: Element) -> None:
        self.finish()
        self.bank = replace(self.bank, description=with_breaks(element.text))
        self.has_news = True

    def tell(self) -> None:
        self.parsed.append(self.bank)
        self.has_news = False

    def option(self, element: Element) -> None:
        self.finish()
        label = element.label
        value = _TRUTH.get(element.text.lower())
        if value is None:
            said = f"“{label}: {element.text[:40]}” is neither true nor false"
            self.parsed.warn(element.line, f"{said}; it was left out.")
        elif label.lower() == _SHUFFLE:
            self.shuffle = value
            order = "shuffled" if value else "kept in their order"
            self.parsed.warn(element.line, f"“{label}”: the choices of each question are {order}.")
        else:
            message = f"“{label}” is a setting of a quiz, not of its questions; it was left out."
            self.parsed.warn(element.line, message)

    def start_group(self, element: Element) -> None:
        self.finish()
        if self.group:
            self.parsed.warn(element.line, "There is no END_GROUP before this group.")
            self.end_group(None)
        self.groups += 1
        self.group = _Group(element.line, self.groups)

    def end_group(self, element: Element | None) -> None:
        """`element`: END_GROUP, None where it is missing."""
        self.finish()
        group, self.group = self.group, None
        if group is None:
            if element:
                self.parsed.warn(element.line, "There is no group before this END_GROUP.")
            return
        if element is None:
            self.parsed.warn(group.line, "The group has no END_GROUP.")
        picked = f"The quiz picks {group.pick[:20]} of these {group.questions} questions"
        place = f"they are in the category “{group.name}”, of which a quiz can have a pool"
        self.parsed.warn(group.line, f"{picked}; {place}.")

    def group_setting(self, element: Element) -> None:
        self.finish()
        if self.group is None:
            self.parsed.warn(element.line, f"There is no group for “{element.label}”.")
        elif element.mark == Mark.PICK:
            self.group.pick = element.text
        elif element.mark == Mark.GROUP_POINTS:
            self.group.points = self.number(element)
        else:
            self.parsed.warn(element.line, f"“{element.label}” was left out.")

    def text(self, element: Element) -> None:
        self.finish()
        reason = "A text between the questions is not a question."
        self.parsed.skip(element.line, reason, name_from(element.text))

    def endless_comment(self, element: Element) -> None:
        self.finish()
        reason = "There is no END_COMMENT after this COMMENT, so all that follows is left out."
        self.parsed.skip(element.line, reason)
