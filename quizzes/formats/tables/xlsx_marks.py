"""What openpyxl doesn't tell of a sheet it streams: hidden rows, merged cells, missing values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from .columns import letter_index

_PART = 1024**2
_LONGEST_ROW = 8 * 1024**2
_MAX_MARKS = 200_000
_P = rb"<(?:\w{1,20}:)?"
_HIDDEN = re.compile(_P + rb"row\b[^<>]*\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
# A formula with no value after it, or with an empty one.
_FORMULA = re.compile(
    _P + rb"c\b([^<>]*)>\s*+<(?:\w{1,20}:)?f\b(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w{1,20}:)?f>)\s*+"
    rb"(?:<(?:\w{1,20}:)?v\s*/>\s*|<(?:\w{1,20}:)?v>\s*</(?:\w{1,20}:)?v>\s*)?</(?:\w{1,20}:)?c>"
)
_ERROR = re.compile(_P + rb"c\b([^<>]*\bt=[\"']e[\"'][^<>]*)>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_MERGED = re.compile(
    _P + rb"mergeCell\b[^<>]*\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)
_FAR = re.compile(rb"\br=[\"'](?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d")
NO_VALUE = (
    "The cell {} is a formula whose value isn't stored. Open the file in a spreadsheet program "
    "and save it."
)
IS_ERROR = "The cell {} holds an error instead of a value."


@dataclass(slots=True)
class Marks:
    """`broken`: sentences by row and index of the column. `merged`: first and last row, column."""

    hidden: list[int] = field(default_factory=list)
    broken: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    is_wide: bool = False


def marks_of(sheet: BinaryIO) -> Marks:
    """Looks through the XML of a sheet, part by part."""
    marks = Marks()
    for part in _parts(sheet):
        marks.is_wide = marks.is_wide or _FAR.search(part) is not None
        if len(marks.hidden) < _MAX_MARKS and b"hidden=" in part:
            numbers = (_ROW_NUMBER.search(row[0]) for row in _HIDDEN.finditer(part))
            marks.hidden += [int(number[1]) for number in numbers if number]
        _find_broken(marks, part, _FORMULA, NO_VALUE)
        _find_broken(marks, part, _ERROR, IS_ERROR)
        for column, first, last in _MERGED.findall(part):
            if int(last) > int(first) and len(marks.merged) < _MAX_MARKS:
                marks.merged.append((int(first), int(last), letter_index(column.decode())))
    marks.merged.sort()
    return marks


def _find_broken(marks: Marks, part: bytes, pattern: re.Pattern[bytes], sentence: str) -> None:
    for cell in pattern.finditer(part):
        reference = _REFERENCE.search(cell[1])
        if reference and len(marks.broken) < _MAX_MARKS:
            letters, row = reference[1].decode(), int(reference[2])
            marks.broken[row][letter_index(letters)] = sentence.format(f"{letters}{row}")


def _parts(sheet: BinaryIO) -> Iterator[bytes]:
    """The XML cut behind rows, so that no cell is cut."""
    rest = b""
    while data := sheet.read(_PART):
        rest += data
        end = rest.rfind(b"row>") + 4
        if end > 4 or len(rest) > _LONGEST_ROW:
            end = end if end > 4 else len(rest)
            yield rest[:end]
            rest = rest[end:]
    yield rest
