"""Reads Moodle XML of any size, a question at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizzes.formats.base import Entries, Entry, Unreadable
from quizzes.formats.gift.text import category_path
from quizzes.formats.shared.xml import BrokenXml, elements
from quizzes.formats.shared.xml_repair import misdeclared
from quizzes.formats.source import Source

from . import kinds
from .losses import common_losses
from .question import QuestionReader, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_READABLE = kinds.SINGLE_OR_MULTIPLE | {kinds.TRUE_FALSE, kinds.ALL_OR_NOTHING, kinds.EACH_COUNTS}


def read(source: Source) -> Iterator[Entry]:
    """See `Format.read`. What stands before a place where the XML breaks is read."""
    file = _File()
    if message := misdeclared(source):
        file.found.warn(1, message)
    line = 0
    try:
        for element in elements(source, "question"):
            line = element.sourceline or 1
            file.read(element)
            yield from file.found.taken()
    except Unreadable as error:
        if not line:
            raise
        line = error.line if isinstance(error, BrokenXml) else line
        file.found.skip(line, f"{error} Nothing could be read from there on.")
    if not line:
        raise Unreadable("The XML has no questions of Moodle's.")
    yield from file.found.taken()


class _File:
    """What is known from the questions before. `found`: what they became."""

    def __init__(self) -> None:
        self.found = Entries()
        self._category: tuple[str, ...] = ()
        self._said: set[str] = set()

    def read(self, element: Element) -> None:
        kind = (element.get("type") or "").strip().lower()
        if kind == kinds.CATEGORY:
            self._enter(element)
        elif kind in _READABLE:
            self._question(element, kind)
        else:
            self.found.skip(_line(element), kinds.refusal(kind), name_of(element))

    def _enter(self, element: Element) -> None:
        path = element.findtext("category/text") or element.findtext("category") or ""
        self._category = category_path(" ".join(path.split()))
        if (element.findtext("info/text") or "").strip():
            where = "/".join(self._category)[:80]
            self.found.warn(
                _line(element), f"The description of the category {where} was left out."
            )

    def _question(self, element: Element, kind: str) -> None:
        line = _line(element)
        reader = QuestionReader(element, kind, self._category)
        try:
            content = reader.content()
        except ValueError as reason:
            self.found.skip(line, str(reason), name_of(element))
            return
        self.found.add(content, line, reader.files)
        for notice in reader.notices:
            self.found.warn(line, notice)
        for what, sentence in common_losses(element, kind):
            if what not in self._said:
                self._said.add(what)
                self.found.warn(line, sentence)


def _line(element: Element) -> int:
    return element.sourceline or 1
