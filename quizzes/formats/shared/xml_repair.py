"""XML as other programs write it, made well-formed where it is clear what is meant.

HTML's named entities and lone ampersands outside of CDATA, control characters, a wrong declaration
of the encoding. A DOCTYPE goes, with all entities that it defines: that is what bombs are made of.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5

from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

from .decoding import without_controls

_PART = 1024**2
_MAX_DOCTYPE = 2 * 1024**2
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_AMPERSAND = re.compile(r"&(?:#(\d{1,7}|x[0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_OPENING = re.compile(r"<(?:!\[CDATA\[|!--|\?|!DOCTYPE)", re.IGNORECASE)
# What may be the beginning of one of these, or of an entity, at the end of a part.
_CUT_OFF = re.compile(r"(?:<[^<>&]{0,9}|&[^<>&;]{0,33}|\]{1,2})$")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENDINGS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_ENCODING = re.compile(
    r"(?:iso.?8859|iso.?2022|windows.|cp\d|koi8|mac|gb|big5|shift|s.?jis|euc|utf|latin|ascii|"
    r"us-ascii|tis|hz)",
    re.IGNORECASE,
)
# All of their bytes could be ASCII, so that looking at them tells nothing.
_SEVEN_BITS = ("iso2022", "iso-2022", "iso_2022", "hz")
# What programs mean by the names of smaller ones.
_LARGER = {
    **dict.fromkeys(("", "iso-8859-1", "latin1", "ascii", "us-ascii"), "windows-1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def repaired_parts(source: Source) -> Iterator[bytes]:
    """A file as UTF-8, part by part."""
    repair = _Repair()
    encoding = encoding_of(source)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with source.open() as file:
        while data := file.read(_PART):
            yield repair.part(decoder.decode(data))
    yield repair.part(decoder.decode(b"", final=True), is_last=True)


def encoding_of(source: Source) -> str:
    """Python's name for a file's encoding: what it really is rather than what it says it is."""
    start = source.beginning[:400]
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start[:2] in (b"<\x00", b"\x00<"):
        return "utf-16-le" if start[0] else "utf-16-be"
    declared = _declared(start)
    if declared.startswith(_SEVEN_BITS):
        return declared
    if _is_utf8(source):
        return "utf-8"
    return _LARGER.get(declared, declared) if not declared.startswith("utf") else "windows-1252"


def misdeclared(source: Source) -> str:
    """A sentence about an encoding that isn't the one which the file declares; "" where it is."""
    used, declared = encoding_of(source), _declared(source.beginning[:400]) or "utf-8"
    is_same = codecs.lookup(used).name == codecs.lookup(declared).name
    has_mark = used == "utf-8-sig" or used.startswith("utf-16")
    if is_same or has_mark or _LARGER.get(declared) == used:
        return ""
    return f"The file says that it is {declared.upper()} but isn't; it was read as {used}."


def _declared(start: bytes) -> str:
    match = _DECLARED.search(start)
    name = match[1].decode().lower() if match else ""
    if not _ENCODING.match(name):
        return ""
    try:
        return name if codecs.lookup(name)._is_text_encoding else ""
    except LookupError:
        return ""


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        with source.open() as file:
            while data := file.read(_PART):
                decoder.decode(data)
        # A character cut off at the end is no other encoding but a damaged file.
    except UnicodeDecodeError:
        return False
    return True


class _Repair:
    """Repairs a text that comes in parts, cut anywhere."""

    def __init__(self) -> None:
        # What has come but wasn't told apart yet begins at `_at`.
        self._held = ""
        self._at = 0
        # How what we are within began: "<![CDATA[", "<!--", "<?" or "<!DOCTYPE"; "" for text.
        self._within = ""
        self._is_start = True

    def part(self, text: str, is_last: bool = False) -> bytes:
        self._held = self._held[self._at :] + _NOT_IN_XML.sub("", without_controls(text))
        self._at = 0
        if self._is_start:
            self._held = self._held.lstrip("\ufeff \t\r\n")
            self._is_start = not self._held
        return "".join(self._pieces(is_last)).encode("utf-8", "ignore")

    def _pieces(self, is_last: bool) -> Iterator[str]:
        """What can be told without the next part."""
        before = -1
        while before < self._at < len(self._held):
            before = self._at
            if self._within == "<!DOCTYPE":
                yield self._doctype(is_last)
            elif self._within:
                yield self._special(is_last)
            else:
                yield self._text(is_last)
                # It may have begun here.
                before -= bool(self._within)

    def _take(self, end: int) -> str:
        taken, self._at = self._held[self._at : end], end
        return taken

    def _text(self, is_last: bool) -> str:
        opening = _OPENING.search(self._held, self._at)
        if not opening:
            start = max(self._at, len(self._held) - 40)
            cut = None if is_last else _CUT_OFF.search(self._held, start)
            return _escaped(self._take(cut.start() if cut else len(self._held)))
        text = _escaped(self._take(opening.start()))
        self._within = opening[0].upper()
        if self._within == "<!DOCTYPE":
            return text
        self._take(opening.end())
        return f"{text}<![CDATA[" if self._within == "<![CDATA[" else text

    def _special(self, is_last: bool) -> str:
        """CDATA as it stands; of comments and instructions only the lines."""
        ending = _ENDINGS[self._within]
        end = self._held.find(ending, self._at)
        is_cdata = self._within == "<![CDATA["
        if end >= 0:
            self._within = ""
            text = self._take(end + len(ending))
        else:
            text = self._take(len(self._held) if is_last else max(self._at, len(self._held) - 2))
        return text if is_cdata else "\n" * text.count("\n")

    def _doctype(self, is_last: bool) -> str:
        match = _DOCTYPE.match(self._held, self._at)
        if match:
            self._within = ""
            return "\n" * self._take(match.end()).count("\n")
        if is_last or len(self._held) - self._at > _MAX_DOCTYPE:
            raise Unreadable("The XML is not well-formed: its DOCTYPE has no end.")
        return ""


def _escaped(text: str) -> str:
    # An end of CDATA that never began: some write it within another.
    return _AMPERSAND.sub(_meant, text).replace("]]>", "]]&gt;")


def _meant(ampersand: re.Match[str]) -> str:
    """A reference that XML knows, or what was meant by one that it doesn't."""
    number, name = ampersand.groups()
    if number:
        code = int(number[1:], 16) if number.startswith("x") else int(number)
        is_allowed = code in (9, 10, 13) or (
            31 < code < 0x110000 and not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF)
        )
        return ampersand[0] if is_allowed else ""
    if name in _PREDEFINED:
        return ampersand[0]
    characters = html5.get(f"{name};") if name else None
    if characters is None:
        return f"&amp;{ampersand[0][1:]}"
    return "".join(f"&#{ord(character)};" for character in characters)
