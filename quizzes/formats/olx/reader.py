"""Finds the problems of a file, in a course in the order of its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from quizzes.formats.base import Entries, Entry, Unreadable
from quizzes.formats.shared.archives import open_archive
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.xml import document, local_name
from quizzes.formats.source import Source

from .problem import read_problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The parts of a course whose names make the category of a problem.
_PLACES = frozenset({"chapter", "sequential", "vertical", "library", "unit"})
_POINTING = _PLACES | {
    "course",
    "problem",
    "library_content",
    "itembank",
    "split_test",
    "randomize",
}


MAX_DEPTH = 100


class Files(Protocol):
    """What a zip archive and a .tar.gz have in common."""

    @property
    def names(self) -> list[str]: ...

    def __contains__(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes: ...


def read(source: Source) -> Iterator[Entry]:
    if source.beginning.startswith(b"\x1f\x8b"):
        # tarfile takes a third of what a command takes to start.
        from .tar import open_tar

        with open_tar(source) as tar:
            yield from _Course(tar).entries()
    elif source.beginning.startswith(b"PK"):
        with open_archive(source) as archive:
            yield from _Course(archive).entries()
    else:
        root = document(source.read())
        found = _Walk(None, "").problems(root, ())
        yield from _counted(found, by_line=True)


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem, or why it can't be read. `find` gives the files that its texts name."""

    element: Element | None
    category: tuple[str, ...]
    walk: _Walk
    reason: str = ""


def _counted(found: Iterator[_Found], by_line: bool) -> Iterator[Entry]:
    entries = Entries()
    is_empty = True
    for number, one in enumerate(found, 1):
        is_empty = False
        if one.element is None:
            entries.skip(number, one.reason)
        else:
            line = int(one.element.sourceline or 1) if by_line else number
            read_problem(one.element, line, one.category, Pictures(one.walk.picture), entries)
        yield from entries.taken()
    if is_empty:
        raise Unreadable("There are no problems of Open edX in this file.")


class _Course:
    def __init__(self, files: Files) -> None:
        self.files = files
        self.base = self._base()

    def entries(self) -> Iterator[Entry]:
        return _counted(self._problems(), by_line=False)

    def _base(self) -> str:
        """The folder that holds the course, with a slash behind it, or "" for none."""
        names = [name for name in self.files.names if name.endswith(("course.xml", "library.xml"))]
        first = min(names, key=len, default="")
        return first[: -len(PurePosixPath(first).name)] if first else ""

    def _problems(self) -> Iterator[_Found]:
        walk = _Walk(self.files, self.base)
        for root in ("course.xml", "library.xml"):
            if self.base + root in self.files:
                yield from walk.file(self.base + root, ())
        rest = (name for name in self.files.names if name not in walk.seen)
        for name in rest:
            if PurePosixPath(name).parent.name == "problem" and name.endswith(".xml"):
                yield from walk.file(name, ())


@dataclass(slots=True)
class _Walk:
    files: Files | None
    base: str
    seen: set[str] = field(default_factory=set)

    def file(self, name: str, category: tuple[str, ...], depth: int = 0) -> Iterator[_Found]:
        """Each is read once, so that files which point at each other come to an end."""
        if self.files is None or name in self.seen or name not in self.files:
            return
        self.seen.add(name)
        try:
            root = document(self.files.read(name))
        except Unreadable as reason:
            yield _Found(None, category, self, f"{name[:80]}: {reason}")
            return
        yield from self.problems(root, category, depth)

    def problems(
        self, element: Element, category: tuple[str, ...], depth: int = 0
    ) -> Iterator[_Found]:
        """`depth`: how many elements, of however many files, this one is in."""
        tag = local_name(element)
        if pointed := self._pointed(element, tag):
            yield from self.file(pointed, category, depth + 1)
            return
        if tag == "problem":
            yield _Found(element, category, self)
            return
        if depth > MAX_DEPTH:
            yield _Found(None, category, self, "The parts of the course are nested too deeply.")
            return
        title = " ".join((element.get("display_name") or "").split())
        if title and tag in _PLACES:
            category = (*category, title[:200])
        for child in element:
            yield from self.problems(child, category, depth + 1)

    def _pointed(self, element: Element, tag: str) -> str:
        """The file that an element without content stands for."""
        name = element.get("url_name") or ""
        if (
            self.files is None
            or tag not in _POINTING
            or len(element)
            or not name
            or element.get("markdown")
        ):
            return ""
        path = f"{self.base}{tag}/{name.replace(':', '/')}.xml"
        return path if path in self.files else ""

    def picture(self, address: str) -> bytes | None:
        """The content of "/static/cell.png", or of an asset by its long address."""
        if self.files is None:
            return None
        name = address.partition("block@")[2] or address.removeprefix("/").removeprefix("static/")
        path = f"{self.base}static/{name}"
        return self.files.read(path) if path in self.files else None
