"""Files that people take for quizzes, and what to do with them instead."""

from __future__ import annotations

import re

from .source import Source

_TABLES = "Save it as an Excel workbook (.xlsx) or as CSV, and import that."
_TEXTS = "Save it as plain text (.txt), and import that."
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "This is a PDF, which keeps pages and not questions. Import what it was made from."),
    (b"\xd0\xcf\x11\xe0", f"This is an old file of Excel, Word or PowerPoint. {_TABLES}"),
    (b"{\\rtf", f"This is a text with formatting (RTF). {_TEXTS}"),
    (b"SQLite format 3\0", "This is a database. Export a deck from Anki (.apkg), and import that."),
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
    (b"GIF8", "This is a picture."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive. Unpack it, and import what is in it."),
    (b"Rar!", "This is a RAR archive. Unpack it, and import what is in it."),
)
_MOODLE = (
    "This is a backup of Moodle. In Moodle choose “Export” in the question bank, with Moodle XML."
)
_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", f"This is a document of Word. {_TEXTS}"),
    ("ppt/presentation.xml", "This is a presentation of PowerPoint, which has no questions."),
    ("moodle_backup.xml", _MOODLE),
    ("h5p.json", "This is H5P, which can't be read. Where it was made, export text or Moodle XML."),
    ("META-INF/manifest.xml", f"This is a document of LibreOffice. {_TABLES}"),
)
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_UNSEEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)|/$")


def refusal(source: Source) -> str:
    """Why a file is certainly none of the formats, and what to do; "" where it may be one."""
    beginning = source.beginning
    for start, sentence in _BEGINNINGS:
        if beginning.startswith(start):
            return sentence
    for name, sentence in _MEMBERS:
        if name in source.members:
            return sentence
    if _PAGE.match(beginning.removeprefix(b"\xef\xbb\xbf")):
        return (
            "This is a web page, not a quiz. If you downloaded it, perhaps you were not signed in "
            "there any more: try again."
        )
    return "" if beginning.strip() else "The file is empty."


def advice(source: Source) -> str:
    """What may help with a file that no format recognises: a sentence."""
    inside = sorted(name for name in source.members if not _UNSEEN.search(name))
    if len(inside) == 1:
        return f"It is an archive with “{inside[0][-80:]}” in it: unpack that, and import it alone."
    if inside:
        return "It is an archive: unpack it, and import the files that are in it."
    return "Name the format if it is."
