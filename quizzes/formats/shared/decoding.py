"""From untrusted bytes to text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper

from quizzes.formats.base import Notice, Unreadable
from quizzes.formats.source import Source

MAX_LINE = 16 * 1024**2
_PART = 1024**2
# Everything that is neither text nor layout; databases refuse NUL and readers use the others.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Text:
    """A file as text: lines ended by "\\n" and no control characters.

    UTF-8, or UTF-16 with a mark; else windows-1252, which older programs write. `notices` say what
    was odd about it. Raises Unreadable for a file without text, or in another encoding than named.
    """

    def __init__(self, source: Source, encoding: str | None = None) -> None:
        self._source = source
        self.notices: list[Notice] = []
        self.encoding = encoding or self._guessed()
        self._check()

    def lines(self) -> Iterator[str]:
        """The lines without their ends. May be called again. Raises Unreadable."""
        with (
            self._source.open() as file,
            TextIOWrapper(file, self.encoding, errors="replace") as text,
        ):
            while line := text.readline(MAX_LINE):
                if len(line) == MAX_LINE:
                    raise Unreadable(f"A line has more than {MAX_LINE // 1024**2} MB.")
                yield without_controls(line.removesuffix("\n"))

    def parts(self) -> Iterator[str]:
        """The text in parts of any length, with its line ends as they are. See `lines`."""
        for part in self._parts(self.encoding, "replace"):
            if clean := without_controls(part):
                yield clean

    def whole(self) -> str:
        """Raises Unreadable where that is more than a format may hold in memory."""
        text = self._source.read().decode(self.encoding, errors="replace")
        return without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))

    def _guessed(self) -> str:
        if self._source.beginning.startswith(_UTF16):
            return "utf-16"
        try:
            for _ in self._parts("utf-8-sig", "strict"):
                pass
        except UnicodeDecodeError:
            # The five bytes that windows-1252 leaves undefined become U+FFFD.
            message = "The file is not UTF-8; it was read as windows-1252."
            self.notices.append(Notice(1, message))
            return "windows-1252"
        return "utf-8-sig"

    def _check(self) -> None:
        length = controls = 0
        is_empty = True
        try:
            for part in self._parts(self.encoding, "replace"):
                length += len(part)
                controls += len(part) - len(without_controls(part))
                is_empty = is_empty and not part.strip()
        except LookupError:
            raise Unreadable(f"There is no encoding “{self.encoding[:40]}”.") from None
        if controls > length // 10:
            raise Unreadable("This is not a text file.")
        if is_empty:
            raise Unreadable("The file is empty.")
        if controls:
            self.notices.append(Notice(1, "Control characters were left out."))

    def _parts(self, encoding: str, errors: str) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(encoding)(errors)
        with self._source.open() as file:
            while part := file.read(_PART):
                yield decoder.decode(part)
        yield decoder.decode(b"", final=True)


def decode(source: Source, encoding: str | None = None) -> tuple[str, list[Notice]]:
    """All the text of a file, and what was odd about it. See `Text`."""
    text = Text(source, encoding)
    return text.whole(), text.notices


def without_controls(text: str) -> str:
    """`text` without what no database and no page can hold, such as NUL."""
    return text if text.isprintable() else _CONTROLS.sub("", text)
