"""Ways through the elements of QTI 1.2, in whatever namespace they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,30})?|[.,]\d{1,30})", re.ASCII)


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements right below one, those of these names if any are given."""
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and (not names or local_name(child) in names):
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """The first element that is reached by the names of `path`, one below the other."""
    for name in path:
        element = next(children(element, name), None)
    return element


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements of these names at any depth below one, in order."""
    for found in element.iter() if element is not None else ():
        if isinstance(found.tag, str) and local_name(found) in names:
            yield found


def text_of(element: Element | None) -> str:
    """All text within an element, on one line."""
    if element is None:
        return ""
    return " ".join(without_controls("".join(element.itertext())).split())


def attribute(element: Element, name: str) -> str:
    """The value of an attribute in whatever namespace and case, "" without it."""
    value = element.get(name)
    if value is None:
        folded = name.casefold()
        found = (text for key, text in element.items() if _local(key).casefold() == folded)
        value = next(found, "")
    return without_controls(value).strip()


def says_no(element: Element, *names: str) -> bool:
    """Whether one of these attributes says "No"."""
    return any(attribute(element, name).lower() in ("no", "false", "0") for name in names)


def number(text: str) -> Decimal | None:
    """The number that a text is, with a point or a comma, perhaps with a percent sign."""
    text = text.strip().rstrip("%").rstrip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _local(key: str) -> str:
    return key.rpartition("}")[2]
