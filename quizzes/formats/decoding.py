"""From untrusted bytes to text."""

from __future__ import annotations

import codecs
import re

from .base import MAX_BYTES, Notice, Unreadable

# Everything that is neither text nor layout; databases refuse NUL and readers use the others.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> tuple[str, list[Notice]]:
    """The text with lines ended by "\\n" and no control characters, and what was odd about it.

    UTF-8 or UTF-16 with a mark; else windows-1252, which older programs write. Raises Unreadable.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it.")
    text, notices = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = without_controls(text)
    if len(clean) != len(text):
        if len(text) - len(clean) > len(text) // 10:
            raise Unreadable("This is not a text file.")
        notices.append(Notice(1, "Control characters were left out."))
    if not clean.strip():
        raise Unreadable("The file is empty.")
    return clean, notices


def without_controls(text: str) -> str:
    """`text` without what no database and no page can hold, such as NUL."""
    return _CONTROLS.sub("", text)


def _decoded(data: bytes) -> tuple[str, list[Notice]]:
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16"), []
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        # The five bytes that windows-1252 leaves undefined become U+FFFD.
        text = data.decode("windows-1252", errors="replace")
        return text, [Notice(1, "The file is not UTF-8; it was read as windows-1252.")]
