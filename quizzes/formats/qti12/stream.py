"""Walks through XML of any size and keeps only the element at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from quizzes.formats.base import Unreadable
from quizzes.formats.shared import xml
from quizzes.formats.shared.xml import local_name
from quizzes.formats.source import MAX_WHOLE, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def walk(source: Source, whole: Collection[str]) -> Iterator[tuple[str, Element]]:
    """The elements of a document in order: ("start", element) and later ("end", element).

    Those whose local name is in `whole` come only at their end, with all that is in them. Each is
    gone when the next is asked for. Raises Unreadable.
    """
    from lxml import etree

    # The same bounds as in shared/xml.py, which has only elements right below the root.
    parser = etree.XMLPullParser(events=("start", "end"), **xml._SAFE)
    problem: etree.XMLSyntaxError | None = None
    depth = inside = held = 0
    for part in _and_nothing(xml._parts(source)):
        try:
            parser.feed(part) if part else parser.close()
        except etree.XMLSyntaxError as error:
            # What comes before it has been read.
            problem = error
        held += len(part) if inside else 0
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > xml.MAX_DEPTH:
                raise Unreadable("The XML is nested too deeply.")
            if inside:
                if event == "start" or depth >= inside:
                    continue
                inside = 0
            elif event == "start" and local_name(element) in whole:
                inside, held = depth, 0
                continue
            yield event, element
            if event == "end":
                xml._forget(element)
        if problem:
            raise xml.unreadable(problem)
        if held > MAX_WHOLE:
            raise Unreadable(f"A question has more than {MAX_WHOLE // 1024**2} MB.")


def _and_nothing(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts that are not empty, and then an empty one."""
    yield from filter(None, parts)
    yield b""
