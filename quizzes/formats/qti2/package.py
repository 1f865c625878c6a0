"""Reads a package: its items one at a time, in the order of its tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Entries, Entry, Unreadable
from quizzes.formats.shared.archives import Archive, resolved
from quizzes.formats.shared.file_links import file_names
from quizzes.formats.shared.xml import document
from quizzes.validation import MAX_TAG

from .companion import Companion, merged
from .item import NoQuestion, question
from .manifest import ITEM, contents, kind_of, read_xml
from .media import Media
from .names import attribute, children, descendants
from .order import Order, Place
from .reader import Reading
from .xhtml import MEDIA

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Package:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries = Entries()
        self._reading = Reading(self._entries)
        self._companion = Companion.of(archive)
        last = [PurePosixPath(name).name for name in archive.names]
        found = Counter(last)
        pairs = zip(last, archive.names, strict=True)
        self._by_name = {name: path for name, path in pairs if found[name] == 1}

    def read(self) -> Iterator[Entry]:
        """Raises Unreadable where there is no item at all."""
        order = Order(self._archive, contents(self._archive), self._entries)
        number = 0
        for number, place in enumerate(order.places(), 1):
            # What was found on the way to it.
            yield from self._entries.taken()
            try:
                self._add(number, place)
            except Unreadable as reason:
                self._entries.skip(number, str(reason), PurePosixPath(place.path).name[:80])
            yield from self._entries.taken()
        yield from self._entries.taken()
        if not number:
            raise Unreadable("There is no item of QTI 2 or 3 in this package.")
        bank = self._companion.bank(order.bank)
        if bank != BankInfo():
            yield bank

    def _add(self, number: int, place: Place) -> None:
        if place.path not in self._archive:
            raise Unreadable(f"The file {place.path[:80]} is not in the package.")
        data = self._archive.read(place.path)
        warn = self._reading.warnings(number)
        media = Media(warn, self._archive, place.path, self._by_name)
        own = self._companion.question(place.path)
        written = self._companion.item(own, PurePosixPath(place.path).stem) if own else b""
        if own and data == written and not place.stimuli:
            self._entries.add(*self._untouched(own, place, media, number))
            return
        root = document(data)
        if kind_of(root) != ITEM:
            raise Unreadable("The file is no item of QTI 2 or 3.")

        def placed(content: QuestionContent) -> QuestionContent:
            content = _placed(content, place, warn)
            return self._merged(content, own, written, place) if own else content

        stimuli = [*place.stimuli, *self._stimuli(root, place, warn)]
        self._reading.add(root, number, media, warn, stimuli, placed)

    def _untouched(
        self, own: QuestionContent, place: Place, media: Media, number: int
    ) -> tuple[QuestionContent, int, dict[str, bytes]]:
        """The question that an item was made from, as nobody edited it."""
        for name in file_names(own):
            media.image(f"/{MEDIA}/{name}" if place.path.count("/") == 0 else f"../{MEDIA}/{name}")
        content = _placed(own, place, self._reading.warnings(number))
        return merged(content, own, own), number, media.files

    def _merged(
        self, content: QuestionContent, own: QuestionContent, written: bytes, place: Place
    ) -> QuestionContent:
        """`content` with what is still as we wrote it."""
        media = Media(lambda message: None, self._archive, place.path, self._by_name)
        try:
            return merged(content, own, question(document(written), media, lambda message: None))
        except (NoQuestion, ValueError):
            return content

    def _stimuli(self, item: Element, place: Place, warn: Callable[[str], None]) -> list[Element]:
        """The texts in other files that an item is about."""
        found: list[Element] = []
        for reference in children(item, "assessment-stimulus-ref"):
            href = attribute(reference, "href")
            try:
                root = read_xml(self._archive, resolved(href, place.path))
            except Unreadable:
                warn(f"The text that it is about was not found: {href[:80]}.")
            else:
                found += list(descendants(root, "stimulus-body"))[:1]
        return found


def _placed(content: QuestionContent, place: Place, warn: Callable[[str], None]) -> QuestionContent:
    """The question with what the package says of it besides the item."""
    tags = tuple(dict.fromkeys(tag for tag in place.tags if len(tag) <= MAX_TAG))
    if len(tags) < len(set(place.tags)):
        warn(f"A keyword with more than {MAX_TAG} characters was left out.")
    mark = content.max_mark * (place.weight if place.weight > 0 else 1.0)
    return replace(content, category=place.category, tags=tags, max_mark=mark)
