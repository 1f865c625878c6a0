"""Untrusted zip archives: bounded, and read by name only, never unpacked."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import unquote
from zlib import error as ZlibError

from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

MAX_MEMBERS = 50_000
# Of one member and of all that is read, whatever the archive says of itself.
MAX_MEMBER = 64 * 1024**2
MAX_TOTAL = 1024**3
# Of the list of members, which is read as a whole before any can be counted.
MAX_DIRECTORY = 32 * 1024**2
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
# The others are rare, and a few bytes of LZMA can ask for gigabytes of memory.
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_END = b"PK\x05\x06"
# The same for large archives (zip64) is in a record of 56 bytes, with a pointer of 20 behind it.
_LARGE_END = b"PK\x06\x07"
_LONGEST_END = 56 + 20 + 22 + 65_535
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$)")
# RuntimeError: a password is needed. NotImplementedError, which is one: a method.
_BROKEN = (
    zipfile.BadZipFile,
    ZlibError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
)


class Archive:
    """The members of a zip archive by normalised path: "a/b.xml" for "./a\\b.xml".

    Where a path is there twice the last one counts, as for other programs; `repeated` has it.
    """

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._read = 0
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._folded: dict[str, str] | None = None
        self.repeated: list[str] = []
        infos = file.infolist()
        if len(infos) > MAX_MEMBERS:
            raise Unreadable(f"The archive has more than {MAX_MEMBERS:,} files.")
        for info in infos:
            path = normalised(_name(info))
            is_file = not info.filename.endswith("/")
            if path and is_file and not _LITTER.search(path):
                if path in self._infos:
                    self.repeated.append(path)
                self._infos[path] = info

    @property
    def names(self) -> list[str]:
        """In the archive's own order, without what macOS and Windows add."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def found(self, name: str) -> str:
        """The member that is meant by a path in whatever case; "" where there is no such."""
        if name in self._infos:
            return name
        if self._folded is None:
            self._folded = {known.casefold(): known for known in reversed(self._infos)}
        return self._folded.get(name.casefold(), "")

    def size(self, name: str) -> int:
        """What the archive says of a member. Reading never gives more. Raises KeyError."""
        return self._infos[name].file_size

    def read(self, name: str) -> bytes:
        """A member's content. Raises KeyError without it, Unreadable where it is not usable."""
        data = self.beginning(name, MAX_MEMBER + 1)
        if len(data) > MAX_MEMBER:
            raise Unreadable(
                f"The file {name[:80]} in the archive has more than {MAX_MEMBER // 1024**2} MB."
            )
        return data

    def beginning(self, name: str, length: int) -> bytes:
        """The first `length` bytes of a member, or all. Raises as `read` does."""
        with self.open(name) as member:
            return member.read(length)

    def open(self, name: str) -> BinaryIO:
        """A member to be read in parts, each of which may raise Unreadable. Raises as `read`."""
        info = self._infos[name]
        self.count(0)
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable(f"The file {name[:80]} in the archive is protected by a password.")
        if info.compress_type not in _METHODS:
            raise Unreadable(f"The file {name[:80]} is compressed in a way that can't be read.")
        try:
            opened = cast(BinaryIO, self._file.open(info))
        except _BROKEN as error:
            raise _damaged(name) from error
        return BufferedReader(_Member(self, name, opened))

    def source(self, name: str) -> Source:
        """A member as a file of its own, while the archive is open. Raises KeyError."""
        return Source(name, self.size(name), lambda: self.open(name))

    def count(self, length: int) -> None:
        """Count bytes that were read. Raises Unreadable where they are too many in all."""
        self._read += length
        if self._read > MAX_TOTAL:
            raise Unreadable(f"The archive holds more than {MAX_TOTAL // 1024**3} GB.")


class _Member(RawIOBase):
    """A member being read: what is wrong with it comes as Unreadable, and its bytes count."""

    def __init__(self, archive: Archive, name: str, opened: BinaryIO) -> None:
        self._archive, self._name, self._opened = archive, name, opened

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        try:
            data = self._opened.read(MAX_TOTAL + 1 if size is None or size < 0 else size)
        except _BROKEN as error:
            raise _damaged(self._name) from error
        self._archive.count(len(data))
        return data

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer can't be assigned to
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._opened.close()
        super().close()


@contextmanager
def open_archive(source: Source) -> Iterator[Archive]:
    """Raises Unreadable where it is no zip archive or a hostile one."""
    with source.open() as file:
        _refuse_long_directory(file, source.size)
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise Unreadable("The file is no archive, or it is damaged.") from error
        with archive:
            yield Archive(archive)


def normalised(name: str) -> str:
    """A path within an archive; "" for none, and for one that leads out of it or is absolute."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "\0" in name or ":" in name[:2]:
        return ""
    if not path.parts:
        return ""
    return path.as_posix().removeprefix("./")


def resolved(name: str, base: str = "") -> str:
    """Where a reference (quoted as in a URL) of the member `base` leads; "" out of the archive."""
    parts = list(PurePosixPath(base).parent.parts)
    for part in unquote(name).replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return normalised("/".join(parts))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as meant: many programs write UTF-8 without saying so."""
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _refuse_long_directory(file: BinaryIO, size: int) -> None:
    """Raises Unreadable where the list of members alone would fill the memory."""
    file.seek(max(0, size - _LONGEST_END))
    end = file.read(_LONGEST_END)
    start = end.rfind(_END)
    file.seek(0)
    if start < 0 or len(end) < start + 22:
        return
    (length,) = struct.unpack_from("<L", end, start + 12)
    if start >= 76 and end.startswith(_LARGE_END, start - 20):
        (length,) = struct.unpack_from("<Q", end, start - 76 + 40)
    if length > MAX_DIRECTORY:
        raise Unreadable(f"The archive has more than {MAX_MEMBERS:,} files.")


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"The file {name[:80]} in the archive can't be read: it is damaged.")
