"""Open edX's OLX: single problems, and whole courses or libraries as they are exported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.formats.base import Entry, Format, Options
from quizzes.formats.source import Source

_PROBLEM = re.compile(rb"<problem[\s>]")
_RESPONSE = re.compile(
    rb"<(?:multiplechoice|choice|option|truefalse|string|numerical|custom|formula)response[\s/>]"
    rb"|\smarkdown=\""
)
_MEMBER = re.compile(r"(?:^|/)(?:course\.xml|library\.xml|problem/[^/]+\.xml)$")


class Olx(Format):
    name = "olx"
    label = "Open edX (OLX)"
    extensions = (".xml", ".gz", ".tgz", ".zip", ".olx")
    may_be_archive = True

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        if data.startswith(b"\x1f\x8b"):
            from .tar import looks_like_course

            return looks_like_course(data)
        if data.startswith(b"PK"):
            return any(_MEMBER.search(name) for name in source.members)
        found = _PROBLEM.search(data)
        return found is not None and _RESPONSE.search(data, found.start()) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        from .reader import read

        return read(source)
