"""Finds the QTI documents of an archive, and what its manifest says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quizzes.formats.base import Unreadable
from quizzes.formats.shared import markdown, xml
from quizzes.formats.shared.archives import Archive, resolved

from .tree import attribute, child, children, descendants, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MANIFEST = "imsmanifest.xml"
_META = "assessment_meta.xml"
# Canvas keeps in this folder what Common Cartridge has no words for.
_RICHER = "non_cc_assessments"
_SUFFIXES = frozenset((".xml", ".qti", ".dat", ""))
# How much of a member is looked at to see whether it is QTI; twice that where UTF-16 may be.
_BEGINNING = 4096
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,99}:)?([A-Za-z_][\w.-]{0,99})")
_BANK = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,99}:)?objectbank\b")
_DIGITS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Resource:
    """What a manifest says of one part of a package. Paths are those of members."""

    ident: str
    title: str
    paths: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A member with questions. "" is unknown."""

    path: str
    is_bank: bool
    title: str = ""
    description: str = ""


@dataclass(slots=True)
class Package:
    """`files`: the members that resources stand for, by their identifiers."""

    documents: Sequence[Document] = ()
    title: str = ""
    folder: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def package(archive: Archive) -> Package:
    """Raises Unreadable where there is no QTI 1.2."""
    found = Package()
    root = _root(archive, found)
    resources = [] if root is None else list(_resources(root, found.folder))
    found.files = {one.ident: one.paths[0] for one in reversed(resources) if one.paths}
    found.title = _title(root)
    paths = _documents(archive, found.notices)
    ranks = {path: rank for rank, one in enumerate(resources) for path in reversed(one.paths)}
    order = sorted(paths, key=lambda path: (ranks.get(path, len(ranks)), _natural(path)))
    poorer = _poorer(order, resources)
    titles = {path: one.title for one in resources for path in one.paths if one.title}
    documents = [
        _document(archive, path, paths[path], titles.get(path, ""))
        for path in order
        if path not in poorer
    ]
    # Quizzes repeat questions of banks, which are where these belong.
    found.documents = sorted(documents, key=lambda document: not document.is_bank)
    return found


def is_qti(beginning: bytes) -> bool:
    """Whether a file that begins so is QTI 1.2: XML whose first element says so."""
    plain = beginning[: 2 * _BEGINNING].replace(b"\0", b"").lstrip(_MARKS)
    plain = _COMMENT.sub(b"", plain)
    first = _ELEMENT.search(plain) if plain.startswith(b"<") else None
    return first is not None and first[1] == b"questestinterop"


def candidates(names: Sequence[str]) -> Iterator[str]:
    """The members that may hold questions, by their names."""
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() in _SUFFIXES and path.name not in (_MANIFEST, _META):
            yield name


def _documents(archive: Archive, notices: list[str]) -> dict[str, bool]:
    """The members with questions, and whether they are banks. Raises Unreadable without any."""
    found: dict[str, bool] = {}
    problems: list[str] = []
    for name in candidates(archive.names):
        try:
            beginning = archive.beginning(name, _BEGINNING)
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        if is_qti(beginning):
            found[name] = _BANK.search(beginning.replace(b"\0", b"")) is not None
    if not found:
        reason = problems[0] if problems else "There are no QTI 1.2 questions in the archive."
        raise Unreadable(reason)
    notices += problems[:10]
    notices += [f"{name} is in the archive twice; the last was read." for name in archive.repeated]
    return found


def _root(archive: Archive, found: Package) -> Element | None:
    paths = [name for name in archive.names if PurePosixPath(name).name.lower() == _MANIFEST]
    if not paths:
        return None
    path = min(paths, key=lambda name: name.count("/"))
    found.folder = "" if "/" not in path else path.rpartition("/")[0] + "/"
    try:
        return xml.document(archive.read(path))
    except Unreadable as problem:
        found.notices.append(
            f"{problem} (imsmanifest.xml). Questions were looked for in all files."
        )
        return None


def _resources(root: Element, folder: str) -> Iterator[Resource]:
    for element in descendants(root, "resource"):
        base = attribute(element, "base").strip("/")
        inner = f"{base}/" if base else ""
        hrefs = [attribute(part, "href") for part in children(element, "file")]
        hrefs = [f"{inner}{href}" for href in (*hrefs, attribute(element, "href")) if href]
        # Blackboard's own attribute is not relative to the base, which is that of pictures.
        hrefs += [file] if (file := attribute(element, "file")) else []
        paths = (resolved(href, folder + _MANIFEST) for href in hrefs)
        yield Resource(
            ident=attribute(element, "identifier"),
            title=attribute(element, "title"),
            paths=tuple(dict.fromkeys(path for path in paths if path)),
            needs=tuple(
                attribute(part, "identifierref") for part in children(element, "dependency")
            ),
        )


def _poorer(paths: Sequence[str], resources: Sequence[Resource]) -> set[str]:
    """The documents that Canvas has a richer copy of: by name, and as the manifest says."""
    richer = {path for path in paths if _RICHER in PurePosixPath(path).parts[:-1]}
    keys = {PurePosixPath(path).name.partition(".")[0] for path in richer}
    with_richer = {one.ident for one in resources if not richer.isdisjoint(one.paths)}
    poorer: set[str] = set()
    for path in set(paths) - richer:
        names = {PurePosixPath(path).name.partition(".")[0], PurePosixPath(path).parent.name}
        if names & keys:
            poorer.add(path)
    for one in resources:
        if not with_richer.isdisjoint(one.needs):
            poorer |= set(one.paths) - richer
    return poorer


def _document(archive: Archive, path: str, is_bank: bool, title: str) -> Document:
    """What Canvas says of a quiz is beside it, or in a folder of its own."""
    folder = PurePosixPath(path).parent
    if folder.name == _RICHER:
        folder = folder.parent / PurePosixPath(path).name.partition(".")[0]
    meta = archive.found((folder / _META).as_posix())
    if not meta or is_bank:
        return Document(path, is_bank, title)
    try:
        root = xml.document(archive.read(meta))
        description = markdown.from_html(text_of(child(root, "description")))
    except (Unreadable, ValueError):
        return Document(path, is_bank, title)
    return Document(path, is_bank, text_of(child(root, "title")) or title, description.strip())


def _title(root: Element | None) -> str:
    """The title of the whole package."""
    for title in descendants(child(root, "metadata"), "title"):
        return text_of(title)
    return ""


def _natural(path: str) -> list[tuple[bool, int, str]]:
    """For sorting: item 10 after item 9."""
    parts = _DIGITS.split(path.casefold())
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
