"""Whether an XLSX file may be given to openpyxl, whose parsers trust what they get."""

from __future__ import annotations

import re
import zipfile

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.archives import MAX_TOTAL, Archive, open_archive
from quizzes.formats.source import Source

MAX_SHEETS = 200
_WORKBOOK = "xl/workbook.xml"
_PROLOG = 65_536
# Nothing but a declaration, comments and instructions before the first element: no DOCTYPE.
_HARMLESS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?(?:[^?]|\?(?!>))*+\?>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    rb"<[A-Za-z_]"
)
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<", b"\0\0", b"L\x6f\xa7")
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet[\s/>]")
# Sheets are read row by row; these are kept in memory, styles and relations as many objects.
_MAX_STRINGS, _MAX_OTHER = 128 * 1024**2, 8 * 1024**2
# How much may come out of a file of little bytes; real ones reach a factor of 40.
_FREE, _MAX_RATIO = 64 * 1024**2, 100


def check(source: Source) -> None:
    """Raises Unreadable for what is no XLSX file or would take too much time or memory."""
    with open_archive(source) as archive:
        if _WORKBOOK not in archive:
            raise Unreadable("This is not an XLSX file.")
        _check_names(source, archive)
        for name in archive.names:
            _check_member(archive, name)
        total = sum(map(archive.size, archive.names))
        if total > min(MAX_TOTAL, _FREE + _MAX_RATIO * source.size):
            raise Unreadable("The spreadsheet holds too much. Split it.")
        if len(_SHEET.findall(archive.read(_WORKBOOK))) > MAX_SHEETS:
            raise Unreadable(f"The spreadsheet has more than {MAX_SHEETS} sheets.")


def _check_names(source: Source, archive: Archive) -> None:
    """openpyxl takes names as they are written, also those that `Archive` leaves out."""
    with source.open() as file, zipfile.ZipFile(file) as written:
        if any(not name.endswith("/") and name not in archive for name in written.namelist()):
            raise Unreadable("The spreadsheet holds files with odd names; it was not opened.")


def _check_member(archive: Archive, name: str) -> None:
    start = archive.beginning(name, _PROLOG)
    # Pictures may be large, and are never read; but a reference may call anything a sheet.
    if start.lstrip().startswith(_XML_STARTS):
        if not _HARMLESS.match(start):
            raise Unreadable(f"The file {name[:80]} in the spreadsheet is no plain XML.")
        if archive.size(name) > _limit(name):
            raise Unreadable(f"The file {name[:80]} in the spreadsheet is too large.")


def _limit(name: str) -> int:
    lower = name.lower()
    if lower.startswith("xl/worksheets/") and not lower.endswith(".rels"):
        return MAX_TOTAL
    return _MAX_STRINGS if "sharedstrings" in lower else _MAX_OTHER
