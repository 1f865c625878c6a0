"""In which order, and in which category, a package holds its items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizzes.formats.base import BankInfo, Entries, Unreadable
from quizzes.formats.shared.archives import Archive, resolved
from quizzes.validation import MAX_CATEGORY

from .manifest import ITEM, SECTION, TEST, Contents, kind_of, read_xml
from .names import attribute, children, name, number, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_SECTIONS = 10_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """An item of the package, and what a test says of it.

    `weight`: what its marks are multiplied by. `stimuli`: texts that its section is about.
    """

    path: str
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    stimuli: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class _Level:
    """Where in a test we are. `path`: the file; `size`: the letters of `stimuli`."""

    path: str
    category: tuple[str, ...] = ()
    stimuli: tuple[Element, ...] = ()
    size: int = 0
    depth: int = 0


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
            yield from self._section(part, _Level(path))

    def _section(self, section: Element, level: _Level) -> Iterator[Place]:
        self._sections += 1
        if level.depth > _DEEPEST:
            raise Unreadable("The sections of a test are nested too deeply.")
        if self._sections > _MOST_SECTIONS:
            raise Unreadable(f"A test has more than {_MOST_SECTIONS:,} sections.")
        level = self._with_stimuli(section, level)
        for part in children(section):
            match name(part):
                case "assessment-item-ref":
                    yield from self._place(self._referred(part, level))
                case "assessment-section":
                    yield from self._section(part, _below(level, part))
                case "assessment-section-ref":
                    yield from self._other(self._target(part, level.path), level)
                case _:
                    continue

    def _referred(self, reference: Element, level: _Level) -> Place:
        # It is in memory once for each of its questions, so it counts as if it were read as often.
        self._archive.count(level.size)
        weights = [number(attribute(one, "value")) for one in children(reference, "weight")]
        weight = weights[0] if len(weights) == 1 else None
        path = self._target(reference, level.path)
        return Place(path, level.category, (), weight or 1.0, level.stimuli)

    def _with_stimuli(self, section: Element, level: _Level) -> _Level:
        """The level with the texts that all questions of a section are about."""
        for rubric in children(section, "rubric-block"):
            text = text_of(rubric)
            if attribute(rubric, "use").lower() == "sharedstimulus":
                stimuli = (*level.stimuli, rubric)
                level = replace(level, stimuli=stimuli, size=level.size + len(text))
            elif text:
                where = attribute(section, "title")[:80]
                message = f"The instructions of the section “{where}” were left out: “{text[:80]}”."
                self._entries.warn(1, message)
        return level

    def _other(self, path: str, level: _Level) -> Iterator[Place]:
        """A section in a file of its own."""
        if path in self._seen:
            return
        self._seen.add(path)
        root = self._read(path)
        if root is not None and kind_of(root) == SECTION:
            yield from self._section(root, replace(_below(level, root), path=path))

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
        yield replace(place, tags=listed.tags) if listed else place

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


def _below(level: _Level, section: Element) -> _Level:
    """The level of a section: in the category of its title, where learners see that."""
    title = " ".join(attribute(section, "title").split())[:MAX_CATEGORY]
    is_shown = attribute(section, "visible").lower() != "false"
    category = (*level.category, title) if title and is_shown else level.category
    return replace(level, category=category, depth=level.depth + 1)
