"""One spelling for the names of QTI 2 (`choiceInteraction`) and 3 (`qti-choice-interaction`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,15}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,2})?", re.ASCII
)


def name(element: Element) -> str:
    """The element's name as in QTI 3, without its prefix: "choice-interaction". HTML's as it is."""
    return _kebab(local_name(element))


@cache
def camel(kebab: str) -> str:
    """The spelling of QTI 2 for one of QTI 3: "maxChoices" for "max-choices"."""
    first, *others = kebab.split("-")
    return first + "".join(word.capitalize() for word in others)


def attribute(element: Element, kebab: str) -> str:
    """The value of an attribute in either spelling, "" without it."""
    value = element.get(kebab)
    if value is None:
        value = element.get(camel(kebab), "")
    return without_controls(value).strip()


def flag(element: Element, kebab: str) -> bool:
    return attribute(element, kebab).lower() in ("true", "1")


def number(text: str | None) -> float | None:
    """The number that a text is; None for any other, and for one that no mark can be."""
    text = (text or "").strip()
    return float(text) if len(text) <= 450 and _NUMBER.fullmatch(text) else None


def child(element: Element, *path: str) -> Element | None:
    """The first element that is reached by the names of `path`, one below the other."""
    found: Element | None = element
    for step in path:
        found = next((one for one in children(found) if name(one) == step), None)
        if found is None:
            return None
    return found


def children(element: Element | None, *wanted: str) -> Iterator[Element]:
    """The elements right below one, those of `wanted` names if any are given."""
    for one in element if element is not None else ():
        if isinstance(one.tag, str) and (not wanted or name(one) in wanted):
            yield one


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """The elements of `wanted` names at any depth, and `element` itself."""
    for one in element.iter():
        if isinstance(one.tag, str) and name(one) in wanted:
            yield one


def text_of(element: Element | None) -> str:
    """All text within an element, on one line."""
    if element is None:
        return ""
    return " ".join(without_controls("".join(element.itertext())).split())


@lru_cache(2000)
def _kebab(local: str) -> str:
    return _HUMP.sub("-", local).lower().removeprefix("qti-")
