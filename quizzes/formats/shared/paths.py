"""Paths of categories on one line: "Biology/Cells", where "//" is a slash within a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SLASHES = re.compile(r"//|/")


def split(text: str) -> tuple[str, ...]:
    names = [""]
    end = 0
    for slash in _SLASHES.finditer(text):
        names[-1] += text[end : slash.start()]
        end = slash.end()
        if slash[0] == "//":
            names[-1] += "/"
        else:
            names.append("")
    names[-1] += text[end:]
    path = (" ".join(name.split()) for name in names)
    return tuple(name for name in path if name)


def join(path: Sequence[str]) -> str:
    """The inverse of `split`."""
    line = ""
    for name in path:
        doubled = " ".join(name.split()).replace("/", "//")
        # Three slashes in a row would not tell whose the third is.
        before = " " if line.endswith("/") else ""
        after = " " if doubled.startswith("/") and line else ""
        line = f"{line}{before}/{after}{doubled}" if line else doubled
    return line
