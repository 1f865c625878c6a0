"""Several choices in one cell: "x|y|z", a list as programs print it, or lettered lines."""

from __future__ import annotations

import re

_MARKS = ("||", "|", "\n", ";", "\t", " / ", ",")
_SURE = ("||", "|", "\n", ";")
_LIST = re.compile(r"\[.*\]", re.DOTALL)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_LETTERED = re.compile(r"(?:^|\s)\(?([A-H])[.)][ \t]+(?=\S)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_IN_ORDER = "ABCDEFGH"


class Splitter:
    """How the cells of a column are split: by what all of them have."""

    def __init__(self) -> None:
        self._ways = ["[]", "A.", *_MARKS]

    def see(self, cell: str) -> None:
        """Learn from a cell that is not empty."""
        self._ways = [way for way in self._ways if _fits(cell, way)]

    def split(self, cell: str) -> list[str]:
        """Where the cells have nothing in common, only by what hardly stands in a text."""
        way = self._ways[0] if self._ways else next((m for m in _SURE if m in cell), "|")
        if way == "[]":
            return _listed(cell)
        if way == "A.":
            return _lettered(cell)
        return [part.strip() for part in cell.split(way) if part.strip()]


def _fits(cell: str, way: str) -> bool:
    if way == "[]":
        return _LIST.fullmatch(cell) is not None
    return len(_lettered(cell)) > 1 if way == "A." else way in cell


def _listed(cell: str) -> list[str]:
    quoted = [_ESCAPE.sub(r"\1", a or b).strip() for a, b in _QUOTED.findall(cell)]
    return quoted or [part.strip() for part in cell[1:-1].split(",") if part.strip()]


def _lettered(cell: str) -> list[str]:
    """The texts after "A.", "B." …; [] where the letters are not in order."""
    matches = list(_LETTERED.finditer(cell))
    if not matches or cell[: matches[0].start()].strip():
        return []
    if "".join(match[1] for match in matches) != _IN_ORDER[: len(matches)]:
        return []
    ends = [*(match.start() for match in matches[1:]), len(cell)]
    pairs = zip(matches, ends, strict=True)
    return [cell[match.end() : end].strip() for match, end in pairs]
