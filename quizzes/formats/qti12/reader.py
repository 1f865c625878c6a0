"""Reads QTI 1.2 as it comes: a document of its own, or in archives of several programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from quizzes.formats.base import BankInfo, Entries, Entry, ParsedQuestion, Unreadable, no_files
from quizzes.formats.shared.archives import Archive, open_archive
from quizzes.formats.shared.xml import local_name
from quizzes.formats.source import Source
from quizzes.validation import MAX_CATEGORY

from .items import Item
from .manifest import Document, package
from .media import Media
from .metadata import metadata
from .stream import walk
from .tree import attribute, descendants, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHOLE = frozenset(
    """
    item itemref bankentry_item selection_ordering rubric presentation_material
    qtimetadata assessmentmetadata sectionmetadata assessfeedback sectionfeedback
    """.split()  # noqa: SIM905 (a list of quoted names is harder to read)
)
_PLACES = frozenset(("assessment", "section", "objectbank"))
_ROOTS = frozenset(("questestinterop", "item", *_PLACES))
# Titles that programs give where a person gave none.
_MEANINGLESS = frozenset(("", "main", "root_section", "unfiled questions", "section"))


def read(source: Source) -> Iterator[Entry]:
    """Raises Unreadable where no question can be looked for."""
    if source.beginning.startswith(b"PK"):
        with open_archive(source) as archive:
            yield from _read_archive(archive)
        return
    reader = _Reader(no_files, is_only=True)
    has_found = False
    try:
        for entry in reader.read(source, Document("", is_bank=False)):
            has_found = True
            yield entry
    except Unreadable as problem:
        if not has_found:
            raise
        reader.parsed.skip(reader.line, f"{problem} The rest of the file was left out.")
    if not has_found:
        raise Unreadable("There are no questions in this QTI file.")
    yield from reader.parsed.taken()


def _read_archive(archive: Archive) -> Iterator[Entry]:
    found = package(archive)
    is_only = len(found.documents) == 1
    media = Media(archive, found)
    reader = _Reader(media.find, is_only, has_lines=False)
    if not is_only:
        yield BankInfo(title=found.title)
    for notice in found.notices:
        reader.parsed.warn(1, notice)
    for document in found.documents:
        media.document = document.path
        try:
            yield from reader.read(archive.source(document.path), document)
        except Unreadable as problem:
            reader.parsed.skip(reader.line, f"{problem} ({document.path})")
        yield from reader.parsed.taken()
    if reader.repeated:
        reader.parsed.warn(
            reader.line,
            f"{reader.repeated} questions of quizzes are also in a bank or another quiz of the "
            "file, word for word; each was read once.",
        )
        yield from reader.parsed.taken()


class _Reader:
    """Reads documents one after another. `line` is where it is; archives count questions."""

    def __init__(
        self, find: Callable[[str], bytes | None], is_only: bool, has_lines: bool = True
    ) -> None:
        self._find = find
        self._is_only = is_only
        self._has_lines = has_lines
        self._titles: list[str] = []
        self._assessments = 0
        # By the item of a bank that a question is a copy of: where it was, and what it said.
        self._known: dict[str, tuple[str, int]] = {}
        self._document = ""
        self.repeated = 0
        self.line = 1
        self._number = 0
        self.parsed = Entries()

    def read(self, source: Source, document: Document) -> Iterator[Entry]:
        """What is in a document. Raises Unreadable."""
        self._titles, self._assessments = [], 0
        self._document = document.path
        is_first = True
        for event, element in walk(source, _WHOLE, _PLACES):
            if is_first and local_name(element.getroottree().getroot()) not in _ROOTS:
                raise Unreadable("This is not QTI 1.2.")
            is_first = False
            name = local_name(element)
            if name in _PLACES:
                self._enter(element, document) if event == "start" else self._titles.pop()
            elif event == "end":
                self._element(name, element)
            yield from self.parsed.taken()

    def _enter(self, element: Element, document: Document) -> None:
        """Remember the title of an assessment, a section or a bank."""
        title = " ".join(attribute(element, "title").split())
        if local_name(element) == "assessment":
            self._assessments += 1
            title = document.title or title
            if self._is_only and self._assessments == 1:
                self.parsed.append(BankInfo(title=title, description=document.description))
                title = ""
        self._titles.append(title)

    def _element(self, name: str, element: Element) -> None:
        if name == "item":
            self._item(element)
        elif name in ("itemref", "bankentry_item"):
            self._count(element)
            self.parsed.skip(self.line, "The question itself is in another file, a question bank.")
        elif name == "selection_ordering":
            self._selection(element)
        elif name == "qtimetadata" and self._titles and not self._titles[-1]:
            self._titles[-1] = metadata(element).get("bank_title", "")

    def _item(self, element: Element) -> None:
        self._count(element)
        item = Item(element, self.line, self._category(), self._find)
        item.read(self.parsed)
        question = self.parsed[-1]
        if isinstance(question, ParsedQuestion):
            said = hash(replace(question.content, category=()))
            document, known = self._known.setdefault(item.bank_ident, (self._document, said))
            if item.bank_ident and known == said and document != self._document:
                self.repeated += 1
                self.parsed.clear()

    def _selection(self, element: Element) -> None:
        for number in descendants(element, "selection_number"):
            title = next((one for one in reversed(self._titles) if one), "A section")
            self.parsed.warn(
                self.line,
                f"“{title[:80]}” asks {text_of(number)[:10]} of its questions, chosen at random: "
                "make a pool in the quiz for that.",
            )
            return

    def _count(self, element: Element) -> None:
        self._number += 1
        self.line = (element.sourceline or 1) if self._has_lines else self._number

    def _category(self) -> tuple[str, ...]:
        names: list[str] = []
        for title in self._titles:
            if title.lower() not in _MEANINGLESS and title not in names:
                names.append(title[:MAX_CATEGORY])
        return tuple(names)
