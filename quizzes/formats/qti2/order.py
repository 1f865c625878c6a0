"""In which order, and in which category, a package holds its items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.formats.base import BankInfo, Entries, Unreadable
from quizzes.formats.shared.archives import Archive, resolved
from quizzes.validation import MAX_CATEGORY

from .manifest import ITEM, SECTION, TEST, Contents, kind_of, read_xml
from .names import attribute, children, name, number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_SECTIONS = 10_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """An item of the package. `weight`: what a test multiplies its marks by."""

    path: str
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float = 1.0


class Order:
    """Walks through the tests, then the items that are in none. `bank` is known after the tests."""

    def __init__(self, archive: Archive, contents: Contents, entries: Entries) -> None:
        self._archive, self._contents, self._entries = archive, contents, entries
        self._seen: set[str] = set()
        self._sections = 0
        self.bank = contents.bank

    def places(self) -> Iterator[Place]:
        """Every item once. What can't be read on the way is skipped with a sentence."""
        for resource in list(self._contents.of_kind(TEST)):
            root = self._read(resource.path)
            if root is not None:
                yield from self._test(root, resource.path)
        unknown = [one.path for one in self._contents.of_kind("") if self._may_be_xml(one.path)]
        items = []
        for path in unknown:
            kind = self._kind(path)
            if kind == TEST and (root := self._read(path)) is not None:
                yield from self._test(root, path)
            elif kind == ITEM:
                items.append(path)
        for path in [*(one.path for one in self._contents.of_kind(ITEM)), *items]:
            yield from self._place(Place(path))

    def _test(self, root: Element, path: str) -> Iterator[Place]:
        title = " ".join(attribute(root, "title").split())
        if title and not self.bank.title:
            self.bank = BankInfo("", title, self.bank.description, self.bank.language)
        for part in children(root, "test-part"):
            yield from self._section(part, path, (), 0)

    def _section(
        self, section: Element, path: str, category: tuple[str, ...], depth: int
    ) -> Iterator[Place]:
        self._sections += 1
        if depth > _DEEPEST:
            raise Unreadable("The sections of a test are nested too deeply.")
        if self._sections > _MOST_SECTIONS:
            raise Unreadable(f"A test has more than {_MOST_SECTIONS:,} sections.")
        for part in children(section):
            match name(part):
                case "assessment-item-ref":
                    weights = [number(attribute(one, "value")) for one in children(part, "weight")]
                    weight = weights[0] if len(weights) == 1 else None
                    yield from self._place(
                        Place(self._target(part, path), category, (), weight or 1.0)
                    )
                case "assessment-section":
                    yield from self._section(part, path, _below(category, part), depth + 1)
                case "assessment-section-ref":
                    yield from self._other(self._target(part, path), category, depth + 1)
                case _:
                    continue

    def _other(self, path: str, category: tuple[str, ...], depth: int) -> Iterator[Place]:
        """A section in a file of its own."""
        if path in self._seen:
            return
        self._seen.add(path)
        root = self._read(path)
        if root is not None and kind_of(root) == SECTION:
            yield from self._section(root, path, _below(category, root), depth)

    def _target(self, reference: Element, base: str) -> str:
        """The file that a reference names: by its path, else by the identifier."""
        path = resolved(attribute(reference, "href"), base)
        if found := self._archive.found(path):
            return found
        known = self._contents.by_identifier
        return known.get(attribute(reference, "identifier")) or known.get(
            attribute(reference, "href"), path
        )

    def _place(self, place: Place) -> Iterator[Place]:
        if place.path in self._seen:
            return
        self._seen.add(place.path)
        listed = self._contents.by_path.get(place.path)
        yield Place(place.path, place.category, listed.tags if listed else (), place.weight)

    def _read(self, path: str) -> Element | None:
        try:
            return read_xml(self._archive, path)
        except Unreadable as reason:
            self._entries.skip(1, f"{path[:80]}: {reason}")
            return None

    def _kind(self, path: str) -> str:
        """The same without a word about what is no XML."""
        try:
            return kind_of(read_xml(self._archive, path))
        except Unreadable:
            return ""

    def _may_be_xml(self, path: str) -> bool:
        return path.lower().endswith((".xml", ".qti")) and path in self._archive


def _below(category: tuple[str, ...], section: Element) -> tuple[str, ...]:
    """The category of a section: its title, where learners see it."""
    title = " ".join(attribute(section, "title").split())[:MAX_CATEGORY]
    is_shown = attribute(section, "visible").lower() != "false"
    return (*category, title) if title and is_shown else category
