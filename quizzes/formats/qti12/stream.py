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


def walk(
    source: Source, whole: Collection[str], places: Collection[str]
) -> Iterator[tuple[str, Element]]:
    """The elements of these local names in a document, at any depth and in order.

    Those of `places` come as ("start", element) and later as ("end", element), those of `whole`
    only at their end, with all that is in them. Each is gone when the next is asked for. Raises
    Unreadable, after what comes before a break.
    """
    from lxml import etree

    # Only events of these names: each event of another would keep its element for a while, which
    # makes forgetting a large one slow.
    tags = [f"{{*}}{name}" for name in (*whole, *places)]
    parser = etree.XMLPullParser(events=("start", "end"), tag=tags, **xml._SAFE)
    problem: etree.XMLSyntaxError | None = None
    depth = inside = held = 0
    for part in _and_nothing(xml._parts(source)):
        try:
            parser.feed(part) if part else parser.close()
        except etree.XMLSyntaxError as error:
            problem = error
        held += len(part)
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > xml.MAX_DEPTH:
                raise Unreadable("The XML is nested too deeply.")
            if inside:
                if event == "start" or depth >= inside:
                    continue
                inside = 0
                xml.refuse_depth(element)
            elif event == "start" and local_name(element) in whole:
                inside = depth
                continue
            held = 0
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
