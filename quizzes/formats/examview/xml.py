"""ExamView's XML: <question type="mc"> with <choice-a>, <choice-b>, … and the letter of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, Entry, Unreadable, name_from, true_false
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.weights import max_mark_from
from quizzes.formats.shared.xml import elements, local_name
from quizzes.formats.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORDS = {
    "mtf": "A true/false question with a text to correct", "nr": "A question with a number",
    "co": "A question with a gap", "ma": "A matching question", "sa": "A short answer question",
    "pr": "A problem", "es": "An essay", "ca": "A case", "ot": "A question of another kind",
}  # fmt: skip
_TAGS = ("difficulty", "topic", "keywords")
_SILENT = {"answer-space", "points", *_TAGS}


def read(source: Source) -> Iterator[Entry]:
    entries = Entries()
    is_empty = True
    for element in elements(source, "question"):
        is_empty = False
        _read(element, entries)
        yield from entries.taken()
    if is_empty:
        raise Unreadable("There is no question of ExamView's in this file.")


def _read(element: Element, entries: Entries) -> None:
    line = int(element.sourceline or 1)
    pictures = Pictures(lambda name: None)
    try:
        content = _question(element, pictures)
    except ValueError as reason:
        entries.skip(line, str(reason), name_from("".join(_texts(element))))
        return
    for problem in pictures.problems:
        entries.warn(line, problem)
    entries.add(content, line, pictures.files)


def _texts(element: Element) -> Iterator[str]:
    child = _child(element, "text")
    yield from (map(str, child.itertext()) if child is not None else ())


def _question(element: Element, pictures: Pictures) -> QuestionContent:
    kind = (element.get("type") or "").lower()
    if kind not in ("mc", "mr", "tf", "yn"):
        words = _WORDS.get(kind, f"A question of the type “{kind[:20]}”")
        raise ValueError(f"{words} is not supported.")
    text = _markdown(_child(element, "text"), pictures)
    if not text:
        raise ValueError("The question has no text.")
    answer = "".join(_plain(_child(element, "answer"))).upper()
    found, choices = _choices(element, kind, answer, pictures)
    info = {local_name(one): " ".join(_plain(one).split()) for one in _children(element, "info")}
    if others := sorted(name for name, said in info.items() if said and name not in _SILENT):
        pictures.note(f"These have no place here and were left out: {', '.join(others)[:200]}.")
    return QuestionContent(
        name=" ".join((element.get("name") or "").split())[:255] or name_from(text),
        kind=found,
        text=text,
        choices=choices,
        explanation=_markdown(_child(element, "rationale"), pictures),
        tags=tuple(dict.fromkeys(info[name][:80] for name in _TAGS if info.get(name))),
        max_mark=_points(info.get("points", ""), pictures),
    )


def _choices(
    element: Element, kind: str, answer: str, pictures: Pictures
) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    if kind in ("tf", "yn"):
        if answer[:1] not in {"tf": ("T", "F"), "yn": ("Y", "N")}[kind]:
            raise ValueError(f"The answer “{answer[:20]}” is none of the choices.")
        is_yes = answer[:1] in "TY"
        if kind == "tf":
            return Kind.TRUE_FALSE, true_false(is_yes)
        return Kind.SINGLE, (ChoiceContent("Yes", is_yes), ChoiceContent("No", not is_yes))
    choices = [
        (local_name(one).removeprefix("choice-").upper(), _markdown(one, pictures))
        for one in _children(element, "choices")
        if local_name(one).startswith("choice-")
    ]
    letters = set(re.findall("[A-Z]", answer))
    right = letters & {letter for letter, _ in choices}
    if len(choices) < 2 or not right or right != letters:
        raise ValueError(f"The answer “{answer[:20]}” is none of the choices.")
    weighed = (
        ChoiceContent(text, 1 / len(right) if letter in right else 0.0) for letter, text in choices
    )
    return Kind.MULTIPLE if kind == "mr" or len(right) > 1 else Kind.SINGLE, tuple(weighed)


def _points(text: str, pictures: Pictures) -> float:
    points = max_mark_from(text)
    if points is None:
        pictures.note(f"“{text[:20]}” can't be a maximum mark; it is 1.")
    return points or 1.0


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _children(element: Element, name: str) -> list[Element]:
    child = _child(element, name)
    return [] if child is None else list(child)


def _plain(element: Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext())).strip()


def _markdown(element: Element | None, pictures: Pictures) -> str:
    from lxml import etree

    if element is None:
        return ""
    for one in element.iter():
        if local_name(one) == "para":
            one.tag = "p"
    inner = "".join(etree.tostring(one, encoding="unicode", method="html") for one in element)
    # A line break in ExamView's XML is one in the text.
    html = f"{escape(element.text or '')}{inner}".strip().replace("\n", "<br>")
    return pictures.markdown(html)
