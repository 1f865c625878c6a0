"""Reads questions from the blocks of a Markdown text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizzes.formats.base import BankInfo, Entries, Entry, Options, Unreadable, name_from
from quizzes.formats.shared.decoding import decode
from quizzes.formats.source import Source
from quizzes.formats.text2qti.pictures import outside_pictures

from .blocks import Block, Sort, blocks
from .draft import LETTERS, Draft, Unusable, is_explanation
from .front_matter import FrontMatter, front_matter
from .stem import is_asking


def read(source: Source, options: Options) -> Iterator[Entry]:
    text, notices = decode(source, options.encoding)
    yield from notices
    found, top = _found(text)
    if top.title or top.description:
        yield BankInfo(title=top.title, description=top.description)
    parsed = Entries()
    if top.left_out:
        parsed.warn(1, f"Settings of the quiz were left out: {', '.join(top.left_out)}.")
    told: set[str] = set()
    for draft in found:
        _add(draft, parsed, told)
        yield from parsed.taken()
    if not found:
        raise Unreadable("There is no list of choices in this Markdown, such as “- [x] Yes”.")


def is_quiz(text: str) -> bool:
    """Whether a text is one of questions, and not one that happens to have a list."""
    found, top = _found(text)
    # Where the text is cut off, the last one may be as well.
    questions = [draft for draft in found if _is_usable(draft)]
    if any(draft.in_quiz for draft in questions) or (top.is_quizdown and questions):
        return True
    asking = sum(draft.is_asking and _is_marked(draft) for draft in questions)
    lists = sum(bool(draft.choices) for draft in found if draft.choices[:1] and _is_list(draft))
    others = sum(line.startswith("#") for line in text.split("\n")) - len(found)
    return asking > 0 and asking * 2 >= lists and asking * 2 >= others


def _is_list(draft: Draft) -> bool:
    return draft.choices[0].item.sort == Sort.CHECK or _is_usable(draft)


def _is_marked(draft: Draft) -> bool:
    """Whether it looks like Markdown, where Aiken has letters and "ANSWER: B" as well."""
    item = draft.choices[0].item
    return item.sort == Sort.CHECK or draft.start is not None or not draft.letters


def _is_usable(draft: Draft) -> bool:
    try:
        return bool(draft.choices) and bool(draft.content())
    except Unusable:
        return False


def _found(text: str) -> tuple[list[Draft], FrontMatter]:
    lines = text.split("\n")
    top = front_matter(lines)
    parts = blocks(lines[top.lines :], top.lines + 1)
    title = _title(parts)
    reader = _Reader(top.is_quizdown, title)
    for block in parts:
        reader.take(block)
    reader.finish()
    if title and all(draft.start is not title for draft in reader.found):
        top.title = top.title or " ".join(title.text.split())
    return reader.found, top


def _title(parts: list[Block]) -> Block | None:
    """The heading of the whole text: the first one, where all others are below it."""
    headings = [block for block in parts if block.sort == Sort.HEADING]
    if not headings:
        return None
    first, *others = headings
    return first if all(heading.level > first.level for heading in others) else None


def _add(draft: Draft, parsed: Entries, told: set[str]) -> None:
    """The draft becomes a question of `parsed`, or is listed there as skipped.

    `told`: what was said of other questions and is true of many.
    """
    line = draft.choices[0].item.line if draft.choices else draft.line
    name = name_from(draft.title or "\n".join(block.text for block in draft.intro[:1]))
    if not draft.choices:
        parsed.skip(draft.line, "There are no choices with [x] and [ ] below this question.", name)
        return
    try:
        content = draft.content()
    except Unusable as reason:
        parsed.skip(line, str(reason), name)
        return
    parsed.add(content, draft.line)
    if draft.has_letters and LETTERS not in told:
        told.add(LETTERS)
        parsed.warn(draft.line, LETTERS)
    for message in (*draft.notices(), *outside_pictures(content)):
        parsed.warn(draft.line, message)


class _Reader:
    """Blocks become drafts: those that are questions, and those that should have been."""

    def __init__(self, is_quizdown: bool, title: Block | None) -> None:
        self.is_quizdown = is_quizdown
        self.title = title
        self.found: list[Draft] = []
        self.headings: list[Block] = []
        self.draft = Draft()
        self._actions: dict[Sort, Callable[[Block], None]] = {
            Sort.HEADING: self.heading,
            Sort.RULE: self.rule,
            Sort.NUMBER: self.number,
            Sort.CHECK: self.check,
            Sort.LETTER: self.letter,
            Sort.QUIZ: self.quiz,
            Sort.END_QUIZ: self.end_quiz,
        }

    def take(self, block: Block) -> None:
        if self.draft.in_quiz and block.sort in (Sort.HEADING, Sort.NUMBER, Sort.LETTER, Sort.RULE):
            self.other(_as_text(block))
        else:
            self._actions.get(block.sort, self.other)(block)

    def heading(self, block: Block) -> None:
        self.finish()
        while self.headings and self.headings[-1].level >= block.level:
            self.headings.pop()
        category = self.category()
        self.headings.append(block)
        self.draft = self.new(block, category)

    def new(self, start: Block | None, category: tuple[str, ...] | None = None) -> Draft:
        path = self.category() if category is None else category
        return Draft(start, path, is_quizdown=self.is_quizdown)

    def category(self) -> tuple[str, ...]:
        """The headings above, but for that of the whole text."""
        others = (heading for heading in self.headings if heading is not self.title)
        headings = (heading for heading in others if not is_asking(heading.text, ()))
        texts = (" ".join(heading.text.split())[:200] for heading in headings)
        return tuple(text for text in texts if text)

    def rule(self, block: Block) -> None:
        if self.draft.choices:
            self.finish()

    def number(self, block: Block) -> None:
        draft = self.draft
        is_below = draft.start is not None and draft.start.sort == Sort.HEADING
        # Below a heading that is a question, numbers count what its text or explanation says.
        if is_below and (draft.choices or draft.should_ask):
            self.other(block)
        else:
            self.finish()
            self.draft = self.new(block)

    def check(self, block: Block) -> None:
        if not self.goes_on(Sort.CHECK):
            self.next_question()
        self.draft.add(block)

    def letter(self, block: Block) -> None:
        count = len(self.draft.choices)
        is_next = ord(block.mark.lower()) - ord("a") == count
        if self.draft.is_waiting:
            self.other(_as_text(block))
        elif is_next and count and self.goes_on(Sort.LETTER):
            self.draft.add(block)
        elif block.mark in "aA" and (not count or self.draft.after):
            if count:
                self.next_question()
            if self.draft.has_text:
                self.draft.add(block)
            else:
                self.other(_as_text(block))
        else:
            self.other(_as_text(block))

    def goes_on(self, sort: Sort) -> bool:
        """Whether a choice belongs to the choices above; code between them belongs to one."""
        draft = self.draft
        if not draft.choices:
            return True
        if draft.in_quiz:
            return True
        if draft.choices[-1].item.sort != sort:
            return False
        if all(block.sort == Sort.CODE for block in draft.after):
            draft.choices[-1].codes += draft.after
            draft.after = []
            return True
        if all(block.sort == Sort.QUOTE for block in draft.after):
            draft.choices[-1].quotes += draft.after
            draft.after = []
            return True
        return False

    def next_question(self) -> None:
        """The texts above a list that say no more about the list before it are its question."""
        after = self.draft.after
        own = max(
            (place for place, block in enumerate(after, 1) if is_explanation(block)), default=0
        )
        numbers = [place for place, block in enumerate(after) if block.sort == Sort.NUMBER]
        if numbers and numbers[-1] > own:
            own = numbers[-1]
        if all(block.sort == Sort.CODE for block in after[own:]):
            own = len(after)
        self.draft.after = after[:own]
        self.finish()
        intro = after[own:]
        if intro and intro[0].sort == Sort.NUMBER:
            self.draft.start = intro.pop(0)
        self.draft.intro = intro

    def other(self, block: Block) -> None:
        draft = self.draft
        if not draft.choices:
            if block.text.strip():
                draft.intro.append(block)
            return
        last = draft.choices[-1]
        is_below = block.indent > last.item.indent or not block.after_gap
        if draft.after or draft.letters or draft.is_waiting:
            draft.take_after(block)
        elif block.sort == Sort.QUOTE and is_below:
            last.quotes.append(block)
        elif block.sort == Sort.CODE and (is_below or self.has_codes()):
            last.codes.append(block)
        else:
            draft.take_after(block)

    def has_codes(self) -> bool:
        """Whether all choices above have code below them, so that the last has it as well."""
        *above, last = self.draft.choices
        if not above:
            return not last.item.text.strip()
        return not last.item.text.strip() or all(choice.codes for choice in above[:3])

    def quiz(self, block: Block) -> None:
        self.finish()
        self.draft.in_quiz = True
        self.draft.first = block.line

    def end_quiz(self, block: Block) -> None:
        self.finish()

    def finish(self) -> None:
        """Keep the draft if it is a question or should have been one."""
        draft, self.draft = self.draft, self.new(None)
        if not draft.choices:
            is_question = draft.should_ask
        elif draft.choices[0].item.sort == Sort.CHECK:
            is_question = True
        else:
            has_key = bool(draft.letters) or any(one.item.is_bold for one in draft.choices)
            is_question = len(draft.choices) > 1 and (has_key or draft.is_asking)
        if is_question:
            self.found.append(draft)


def _as_text(block: Block) -> Block:
    """A heading or an item that is but a part of a text, as it was written."""
    marks = {Sort.HEADING: "#" * max(block.level, 1), Sort.RULE: "---", Sort.NUMBER: block.mark}
    mark = marks.get(block.sort, f"{block.mark})")
    lines = [
        f"{mark} {line}" if place == 0 else line for place, line in enumerate(block.lines or [""])
    ]
    return Block(Sort.TEXT, block.line, lines, block.indent, after_gap=block.after_gap)
