"""Untrusted XML: no entities of its own, no network, no bombs. Loads lxml when it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Any

from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    # One base64 picture may be large; depth is bounded by the next.
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}
MAX_DEPTH = 256
_PREDEFINED = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,31});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_UNSPACED_DECLARATION = re.compile(rb"""^(\s*<\?xml version=["'][^"']{1,9}["'])(?=[^\s?])""")


def document(data: bytes) -> Element:
    """The root of a document that fits in memory. Raises Unreadable where it is not well-formed."""
    from lxml import etree

    parser = etree.XMLParser(**_SAFE)
    try:
        root: Element = etree.fromstring(repaired(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(error) from None
    refuse_depth(root)
    return root


def elements(source: Source, tag: str) -> Iterator[Element]:
    """The elements `tag` right below the root, one at a time, each gone when the next is asked for.

    They know their `sourceline`. Namespaces stay in tags. Raises Unreadable.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("start", "end"), **_SAFE)
    depth = 0
    try:
        for part in _parts(source):
            parser.feed(part)
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise Unreadable("The XML is nested too deeply.")
                if event == "end" and depth == 1:
                    if element.tag == tag:
                        yield element
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise unreadable(error) from None


def repaired(data: bytes) -> bytes:
    """What other programs let pass: HTML's entities, a declaration without a space, a DOCTYPE."""
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n") if not data.startswith((b"\xff", b"\xfe")) else data
    data = _UNSPACED_DECLARATION.sub(rb"\1 ", data, count=1)
    if b"<!DOCTYPE" in data[:4096].upper():
        data = _DOCTYPE.sub(b"", data, count=1)
    return _NAMED_ENTITY.sub(_numeric, data)


def _numeric(entity: re.Match[bytes]) -> bytes:
    name = entity[1]
    if name in _PREDEFINED:
        return entity[0]
    characters = html5.get(f"{name.decode()};")
    if characters is None:
        return b"&amp;" + entity[0][1:]
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def _parts(source: Source) -> Iterator[bytes]:
    """The repaired bytes of a file, cut where no tag and no entity is cut."""
    rest = b""
    is_first = True
    with source.open() as file:
        while data := file.read(1024**2):
            rest += data
            end = rest.rfind(b">") + 1
            if not end:
                if len(rest) > 256 * 1024**2:
                    raise Unreadable("A text in the XML has more than 256 MB.")
                continue
            part, rest = rest[:end], rest[end:]
            yield repaired(part) if is_first else _NAMED_ENTITY.sub(_numeric, part)
            is_first = False
    yield _NAMED_ENTITY.sub(_numeric, rest)


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


def unreadable(error: Exception) -> Unreadable:
    line = getattr(error, "lineno", None)
    where = f" (line {line})" if line else ""
    return Unreadable(f"The XML is not well-formed{where}: {str(error).split(', line')[0]}.")


def local_name(element: Element) -> str:
    """The tag without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
