"""A file to read questions from, wherever its bytes are."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from .base import Unreadable

# Of any file, and of one whose format can only be read as a whole.
MAX_BYTES = 1024**3
MAX_WHOLE = 64 * 1024**2
# How much of a file is looked at to recognise its format.
BEGINNING = 262_144


_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Source:
    """A file that can be read as often as it takes. `name` is what its owner calls it."""

    def __init__(self, name: str, size: int, open: Callable[[], BinaryIO]) -> None:
        self.name, self.size, self.open = name, size, open

    @classmethod
    def of_bytes(cls, data: bytes, name: str = "") -> Source:
        return cls(name, len(data), lambda: BytesIO(data))

    @classmethod
    def of_path(cls, path: Path) -> Source:
        """Raises Unreadable for what can't be opened as a file."""
        try:
            if path.exists() and not path.is_file():
                raise OSError(0, "it is no file")
            path.open("rb").close()
            return cls(str(path), path.stat().st_size, lambda: path.open("rb"))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "this is no name of a file"
            raise Unreadable(f"The file can't be read: {reason}.") from None

    @cached_property
    def beginning(self) -> bytes:
        with self.open() as file:
            return file.read(BEGINNING)

    def in_utf8(self) -> Source:
        """The same, or the beginning of one in UTF-16, to recognise its format by."""
        if not self.beginning.startswith(_UTF16):
            return self
        text = self.beginning.decode("utf-16", errors="replace")
        return Source.of_bytes(text.encode(), self.name)

    @property
    def is_archive(self) -> bool:
        """Whether it is compressed, as zip and gzip do."""
        return self.beginning.startswith((b"PK\x03\x04", b"\x1f\x8b"))

    @cached_property
    def members(self) -> frozenset[str]:
        """The plain paths in a zip archive; none where it is no archive that can be read."""
        from .shared.archives import open_archive

        if not self.beginning.startswith(b"PK"):
            return frozenset()
        try:
            with open_archive(self) as archive:
                return frozenset(archive.names)
        except Unreadable:
            return frozenset()

    def read(self) -> bytes:
        """All of it. Raises Unreadable where that is more than a format may hold in memory."""
        if self.size > MAX_WHOLE:
            raise Unreadable(f"The file is larger than {MAX_WHOLE // 1024**2} MB. Split it.")
        with self.open() as file:
            return file.read()
