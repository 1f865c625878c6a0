"""Untrusted XML: no entities of its own, no network, no bombs. Loads lxml when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

from .xml_repair import repaired_parts

if TYPE_CHECKING:
    from lxml.etree import XMLPullParser, XMLSyntaxError
    from lxml.etree import _Element as Element

_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    # One base64 picture may be large; depth is bounded by the next.
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
MAX_DEPTH = 256
# Of what has to be in memory at once: an element right below the root, or a document.
MAX_BYTES = 256 * 1024**2
MAX_ELEMENTS = 1_000_000


class BrokenXml(Unreadable):
    """The XML ends or breaks in `line`. What came before it is fine."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def document(data: bytes) -> Element:
    """The root of a document that fits in memory. Raises Unreadable where it is not well-formed."""
    from lxml import etree

    # An end tag has a "<" too, and so has CDATA.
    if data.count(b"<") > 4 * MAX_ELEMENTS:
        raise Unreadable(f"The XML has more than {MAX_ELEMENTS:,} elements.")
    parser = etree.XMLParser(**_SAFE)
    try:
        root: Element = etree.fromstring(repaired(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(error) from None
    refuse_depth(root)
    return root


def elements(source: Source, tag: str) -> Iterator[Element]:
    """The elements `tag` right below the root, one at a time, each gone when the next is asked for.

    They know their `sourceline`. Namespaces stay in tags. Raises Unreadable; BrokenXml where the
    file breaks off, so that what came before can be kept.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("start", "end"), **_SAFE)
    depth = count = size = 0
    for length, error in _fed(parser, _parts(source)):
        size += length
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > MAX_DEPTH:
                raise Unreadable("The XML is nested too deeply.")
            if count > MAX_ELEMENTS:
                raise Unreadable("A question in the XML is too large to be read.")
            if event == "end" and depth == 1:
                if element.tag == tag:
                    yield element
                _forget(element)
                count = size = 0
        if error:
            raise unreadable(error)
        if size > MAX_BYTES:
            raise Unreadable("A question in the XML is too large to be read.")


def _fed(
    parser: XMLPullParser, parts: Iterator[bytes]
) -> Iterator[tuple[int, XMLSyntaxError | None]]:
    """After each part its length, and whether it breaks the document.

    What came before the break can be read first.
    """
    from lxml import etree

    try:
        for part in parts:
            parser.feed(part)
            yield len(part), None
        parser.close()
    except etree.XMLSyntaxError as error:
        yield 0, error


def repaired(data: bytes) -> bytes:
    """A document as UTF-8, with what other programs let pass put right: see xml_repair.py."""
    return b"".join(repaired_parts(Source.of_bytes(data)))


_parts = repaired_parts


def _forget(element: Element) -> None:
    """Free an element that has been dealt with, and what stands before it."""
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def refuse_depth(root: Element) -> None:
    """Raises Unreadable for what would exhaust the stack of whoever walks down."""
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise Unreadable("The XML is nested too deeply.")


def unreadable(error: Exception) -> BrokenXml:
    line = getattr(error, "lineno", None) or 1
    reason = str(error).split("\n")[0].split(", line")[0][:100]
    return BrokenXml(f"The XML is not well-formed (line {line}): {reason}.", line)


def local_name(element: Element) -> str:
    """The tag without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
