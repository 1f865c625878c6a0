"""Lists of HTML as lists of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .html_elements import name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*((?:lower|upper)-(?:alpha|latin|roman))")
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def items_of(element: Element) -> list[list[Element]]:
    """Each item, with what follows it although it is none: mostly a list within the list."""
    items: list[list[Element]] = []
    for child in element:
        if name(child) == "li":
            items.append([child])
        elif items:
            items[-1].append(child)
    return items


def kind_of(element: Element) -> str:
    """ "-" for bullets, "1" for numbers, "a", "A", "i" or "I" for letters."""
    if name(element) != "ol":
        return "-"
    if match := _STYLE.search((element.get("style") or "").lower()):
        return _STYLES[match[1]]
    kind = element.get("type") or "1"
    return kind if kind in ("a", "A", "i", "I") else "1"


def numbers(element: Element, items: list[Element]) -> Iterator[int]:
    number = _number(element.get("start"), 1)
    for item in items:
        number = _number(item.get("value"), number)
        yield number
        number += 1


def label(number: int, kind: str) -> str:
    """What Markdown can't count for itself: "c" for 3."""
    text = _roman(number) if kind in "iI" else chr(ord("a") + (number - 1) % 26)
    return text.upper() if kind in "AI" else text


def as_markdown(items: list[list[str]], markers: list[str]) -> str:
    """A list of items, each the blocks that it consists of."""
    lines = []
    is_tight = all(len(item) < 2 or (len(item) == 2 and _is_list(item[1])) for item in items)
    for blocks, marker in zip(items, markers, strict=True):
        text = ("\n" if is_tight else "\n\n").join(blocks)
        indent = "\n" + " " * (len(marker) + 1)
        indented = indent.join(text.split("\n"))
        lines.append(re.sub(r"^ +$", "", f"{marker} {indented}", flags=re.MULTILINE).rstrip())
    return ("\n" if is_tight else "\n\n").join(lines)


def _is_list(block: str) -> bool:
    return re.match(r"[-*] |\d{1,9}[.)] ", block) is not None


def _number(value: str | None, default: int) -> int:
    is_number = value is not None and value.isascii() and value.isdigit() and len(value) < 9
    return int(value or 0) if is_number else default


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value and len(text) < 20:
            text += letters
            number -= value
    return text
