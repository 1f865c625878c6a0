"""WebCT's text format: fields ":NAME:…", each with its text on the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import is_full

from .base import Entries, Entry, Format, Options, Unreadable, name_from, true_false
from .shared import markdown
from .shared.decoding import Text
from .shared.question_pictures import Pictures
from .shared.weights import from_percent
from .source import Source

_SIGN = re.compile(rb"^:TYPE:[A-Z]", re.MULTILINE)
_FIELD = re.compile(r":([A-Z]+)(\d{0,3})(?::(.*))?$")
_NUMBER = re.compile(r"-?\d{1,5}(?:\.\d{0,10})?", re.ASCII)
_KINDS = {
    "S": "A short answer question",
    "P": "A question with a text to write",
    "M": "A matching question",
    "C": "A question with a number to compute",
}
# What says how a question looked, and nothing about it.
_LOOKS = {"LAYOUT", "INDICES", "ASSESSMENT", "ANSWERORDER", "TYPE", "TITLE", "CAT"}
_TEXTS = {"QUESTION", "FEEDBACK", "ANSWER", "REASON"}


class WebCT(Format):
    name = "webct"
    label = "WebCT"
    extensions = (".txt",)

    def recognises(self, source: Source) -> bool:
        return _SIGN.search(source.beginning) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        entries = Entries()
        category: tuple[str, ...] = ()
        is_empty = True
        for draft in _drafts(text.lines()):
            is_empty = False
            category = _category(draft) or category
            _read(draft, category, entries)
            yield from entries.taken()
        if is_empty:
            raise Unreadable("There is no question of WebCT's (“:TYPE:”) in this file.")


@dataclass(slots=True)
class _Field:
    """`rest`: what stands behind the name on its line. `lines`: those below."""

    name: str
    number: str
    rest: str
    lines: list[str] = field(default_factory=list)

    @property
    def is_html(self) -> bool:
        return self.rest.rpartition(":")[2].strip().upper().startswith("H")


@dataclass(slots=True)
class _Draft:
    line: int
    fields: list[_Field] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next((one.rest.strip() for one in self.fields if one.name == name), "")


def _drafts(lines: Iterator[str]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for number, line in enumerate(lines, 1):
        match = _FIELD.match(line)
        if match and match[1] == "TYPE":
            if draft:
                yield draft
            draft = _Draft(number)
        if not draft or (line.startswith("#") and not match):
            continue
        if match:
            draft.fields.append(_Field(match[1], match[2], match[3] or ""))
        else:
            draft.fields[-1].lines.append(line)
    if draft:
        yield draft


def _category(draft: _Draft) -> tuple[str, ...]:
    name = " ".join(draft.first("CAT").split())[:200]
    return (name,) if name and name != "Default" else ()


def _read(draft: _Draft, category: tuple[str, ...], entries: Entries) -> None:
    pictures = Pictures(lambda name: None)
    title = " ".join(draft.first("TITLE").split())[:255]
    try:
        content = _question(draft, title, category, pictures)
    except ValueError as reason:
        entries.skip(draft.line, str(reason), title)
        return
    for problem in pictures.problems:
        entries.warn(draft.line, problem)
    entries.add(content, draft.line)


def _question(
    draft: _Draft, title: str, category: tuple[str, ...], pictures: Pictures
) -> QuestionContent:
    kind, _, rest = draft.first("TYPE").partition(":")
    if kind != "MC":
        words = _KINDS.get(kind, f"A question of the type “{kind[:20]}”")
        raise ValueError(f"{words} is not supported.")
    texts = {(one.name, one.number): _text(one, pictures) for one in draft.fields}
    choices = tuple(_choices(draft, texts))
    text = texts.get(("QUESTION", ""), "")
    if not text or len(choices) < 2:
        raise ValueError("The question has no text, or fewer than two choices.")
    _note_rest(draft, pictures)
    return QuestionContent(
        name=title or name_from(text),
        kind=_kind(rest.startswith("N"), choices, pictures),
        text=text,
        choices=_in_order(choices),
        explanation=texts.get(("FEEDBACK", ""), ""),
        category=category,
        shuffle=draft.first("ANSWERORDER").lower() in ("", "randomized"),
    )


def _text(one: _Field, pictures: Pictures) -> str:
    if one.name not in _TEXTS:
        return ""
    text = "\n".join(one.lines).strip().replace("\\:", ":")
    if not one.is_html:
        return markdown.from_plain(text)
    return pictures.markdown(text)


def _choices(draft: _Draft, texts: dict[tuple[str, str], str]) -> Iterator[ChoiceContent]:
    for one in draft.fields:
        if one.name == "ANSWER" and one.number:
            text = texts["ANSWER", one.number]
            feedback = texts.get(("REASON", one.number), "")
            if text:
                yield ChoiceContent(text, _weight(one.rest.partition(":")[0]), feedback)


def _weight(text: str) -> float:
    text = text.strip().replace(",", ".") or "0"
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"The weight “{text[:20]}” is no number.")
    return from_percent(text)


def _kind(is_multiple: bool, choices: tuple[ChoiceContent, ...], pictures: Pictures) -> Kind:
    full = sum(is_full(choice.weight) for choice in choices)
    if is_multiple or full == 1:
        if not is_multiple and _truths(choices):
            return Kind.TRUE_FALSE
        return Kind.MULTIPLE if is_multiple else Kind.SINGLE
    if full or not any(choice.weight > 0 for choice in choices):
        raise ValueError(f"{full} choices are fully right where one has to be.")
    pictures.note("No choice is fully right, so this was read as multiple response.")
    return Kind.MULTIPLE


def _truths(choices: tuple[ChoiceContent, ...]) -> bool:
    """Whether the choices are True and False, and one of them is right and the other wrong."""
    texts = {choice.text.casefold() for choice in choices}
    weights = {choice.weight for choice in choices}
    return len(choices) == 2 and texts == {"true", "false"} and weights == {0.0, 1.0}


def _in_order(choices: tuple[ChoiceContent, ...]) -> tuple[ChoiceContent, ...]:
    if not _truths(choices):
        return choices
    by_text = {choice.text.casefold(): choice for choice in choices}
    true, false = by_text["true"], by_text["false"]
    return true_false(true.weight == 1, true.feedback, false.feedback)


def _note_rest(draft: _Draft, pictures: Pictures) -> None:
    rest = [one for one in draft.fields if one.name not in _LOOKS | _TEXTS]
    if names := sorted({one.name for one in rest if one.rest.strip() or any(one.lines)}):
        pictures.note(f"These fields have no place here: {', '.join(names)[:200]}.")
