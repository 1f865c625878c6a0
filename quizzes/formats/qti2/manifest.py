"""The list of contents of a package: which files are items, which tests, what they need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quizzes.formats.base import BankInfo, Unreadable
from quizzes.formats.shared.archives import Archive, resolved
from quizzes.formats.shared.xml import document

from .names import attribute, child, children, descendants, name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MANIFEST = "imsmanifest.xml"
ITEM, TEST, SECTION = "item", "test", "section"
_TYPE = re.compile(r"ims(?:qti|aqti)_(?:apip)?(item|test|section)_xmlv[23]", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the package. `kind`: ITEM, TEST, SECTION or "" for what isn't known."""

    identifier: str
    path: str
    kind: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """`by_path` holds them in the order of the manifest."""

    bank: BankInfo = field(default_factory=BankInfo)
    by_path: dict[str, Resource] = field(default_factory=dict)
    by_identifier: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterator[Resource]:
        return (one for one in self.by_path.values() if one.kind == kind)


def path_of_manifest(names: list[str]) -> str:
    """The manifest among the files of an archive, the outermost; "" without one."""
    found = [one for one in names if PurePosixPath(one).name.lower() == MANIFEST]
    return min(found, key=lambda one: (one.count("/"), one), default="")


def contents(archive: Archive) -> Contents:
    """What the manifest lists; without one every XML file. Raises Unreadable."""
    path = path_of_manifest(archive.names)
    if path:
        found = _listed(archive, path)
        if any(one.kind or one.path.lower().endswith(".xml") for one in found.by_path.values()):
            return found
    files = sorted((one for one in archive.names if one.lower().endswith(".xml")), key=_natural)
    others = (one for one in files if one != path)
    return Contents(by_path={one: Resource("", one) for one in others})


def kind_of(root: Element) -> str:
    """What a document is: ITEM, TEST, SECTION or ""."""
    kinds = {"assessment-item": ITEM, "assessment-test": TEST, "assessment-section": SECTION}
    return kinds.get(name(root), "")


def read_xml(archive: Archive, path: str) -> Element:
    """Raises Unreadable, also where there is no such file."""
    try:
        return document(archive.read(path))
    except KeyError:
        raise Unreadable(f"The file {path[:80]} is not in the package.") from None


def _listed(archive: Archive, base: str) -> Contents:
    manifest = document(archive.read(base))
    found = Contents(_bank(manifest))
    for resource in descendants(manifest, "resource"):
        href = attribute(resource, "href")
        if not href:
            first = child(resource, "file")
            href = attribute(first, "href") if first is not None else ""
        path = resolved(href, base)
        path = archive.found(path) or path
        if not path:
            continue
        kind = _kind(attribute(resource, "type"))
        identifier = attribute(resource, "identifier")
        tags = tuple(_keywords(resource)) if kind == ITEM else ()
        found.by_path.setdefault(path, Resource(identifier, path, kind, tags))
        found.by_identifier.setdefault(identifier, path)
    return found


def _kind(kind: str) -> str:
    match = _TYPE.match(kind)
    return match[1].lower() if match else ""


def _bank(manifest: Element) -> BankInfo:
    general = child(manifest, "metadata", "lom", "general")
    return BankInfo(
        title=text_of(child(general, "title")) if general is not None else "",
        description=text_of(child(general, "description")) if general is not None else "",
        language=text_of(child(general, "language")) if general is not None else "",
    )


def _keywords(resource: Element) -> Iterator[str]:
    general = child(resource, "metadata", "lom", "general")
    for keyword in children(general, "keyword"):
        texts = [text_of(text) for text in children(keyword, "string", "langstring")]
        yield from filter(None, texts[:1] or [text_of(keyword)])


def _natural(path: str) -> list[str | int]:
    """item_10 after item_9."""
    return [int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(path))]
