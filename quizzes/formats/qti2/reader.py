"""Reads QTI 2 and 3: an item, a test or a package of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from quizzes.content import QuestionContent
from quizzes.formats.base import Entries, Entry, Unreadable
from quizzes.formats.shared.archives import open_archive
from quizzes.formats.shared.xml import document, local_name
from quizzes.formats.source import Source

from .item import NoQuestion, question, title_of
from .manifest import TEST, kind_of
from .media import Media
from .names import attribute, children, descendants

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RENAMED = (
    "The key names choices as “{given}” where they are “{meant}”: they were told by their numbers, "
    "here and in the rest of the file."
)


def read(source: Source) -> Iterator[Entry]:
    """What is in a file. Raises Unreadable."""
    if source.beginning.startswith(b"PK"):
        # It reads items with what is here.
        from .package import Package

        with open_archive(source) as archive:
            yield from Package(archive).read()
    else:
        yield from _document(document(source.read()))


def _document(root: Element) -> Iterator[Entry]:
    entries = Entries()
    items = list(descendants(root, "assessment-item"))
    if not items and kind_of(root) == TEST:
        raise Unreadable("This is a test whose questions are in other files. Give the package.")
    if not items:
        version = ", but of QTI 1" if local_name(root) == "questestinterop" else ""
        raise Unreadable(f"This is no item of QTI 2 or 3{version}.")
    reading = Reading(entries)
    for number, item in enumerate(items, 1):
        warn = reading.warnings(number)
        for reference in children(item, "assessment-stimulus-ref"):
            warn(f"The text that it is about is in another file: {attribute(reference, 'href')}.")
        reading.add(item, number, Media(warn), warn)
        yield from entries.taken()


class Reading:
    """Makes entries of items. What is said once is said once a file."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self._has_renamed = False

    def warnings(self, number: int) -> Callable[[str], None]:
        return lambda message: self.entries.warn(number, message)

    def add(
        self,
        item: Element,
        number: int,
        media: Media,
        warn: Callable[[str], None],
        stimuli: Sequence[Element] = (),
        placed: Callable[[QuestionContent], QuestionContent] = lambda content: content,
    ) -> None:
        """The question that an item is, else why it is none.

        `placed` adds what is known besides the item.
        """

        def renamed(given: str, meant: str) -> None:
            if not self._has_renamed:
                self._has_renamed = True
                warn(RENAMED.format(given=given[:40], meant=meant[:40]))

        try:
            content = placed(question(item, media, warn, stimuli, renamed))
        except (NoQuestion, ValueError) as reason:
            # What was left out of a question that is none is no news.
            self.entries.clear()
            self.entries.skip(number, str(reason), title_of(item))
        else:
            self.entries.add(content, number, media.files)
