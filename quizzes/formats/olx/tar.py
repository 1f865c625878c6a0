"""Untrusted .tar.gz: bounded, regular files only, read by name and never unpacked."""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Self

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.archives import MAX_MEMBER, MAX_MEMBERS, MAX_TOTAL, normalised
from quizzes.formats.source import Source

MAX_UNPACKED = 512 * 1024**2
# Of a header that holds nothing but a long name.
_MAX_HEADER = 65_536
_HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, OverflowError)
_COURSE = re.compile(rb"(?:course|library)\.xml\0|(?:^|[/\0])problem/[^\0/]{1,90}\.xml\0")


class Tar:
    """The regular files of an archive by normalised path. As `Archive` for zip."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._read = 0
        self._infos: dict[str, tarfile.TarInfo] = {}
        for number, info in enumerate(archive):
            if number >= MAX_MEMBERS:
                raise Unreadable(f"The archive has more than {MAX_MEMBERS:,} files.")
            if info.isreg() and (path := normalised(info.name)):
                self._infos[path] = info

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Raises KeyError without it, Unreadable where it is not usable."""
        info = self._infos[name]
        self._read += info.size
        if info.size > MAX_MEMBER or self._read > MAX_TOTAL:
            raise Unreadable(f"The file {name[:80]} in the archive is too large.")
        try:
            member = self._archive.extractfile(info)
            return member.read() if member else b""
        except _BROKEN:
            raise Unreadable(f"The file {name[:80]} in the archive can't be read.") from None


class _Info(tarfile.TarInfo):
    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _HEADERS and info.size > _MAX_HEADER:
            raise Unreadable("A name in the archive is too long.")
        return info


@contextmanager
def open_tar(source: Source) -> Iterator[Tar]:
    """Raises Unreadable where it is no .tar.gz or a hostile one."""
    with TemporaryFile() as file:
        try:
            _unpack(source, file)
            archive = tarfile.TarFile(fileobj=file, tarinfo=_Info)
            found = Tar(archive)
        except Unreadable:
            raise
        # RecursionError: headers that announce headers.
        except (*_BROKEN, RecursionError):
            raise Unreadable("The file is no archive, or it is damaged.") from None
        with archive:
            yield found


def _unpack(source: Source, file: IO[bytes]) -> None:
    length = 0
    with source.open() as packed, gzip.GzipFile(fileobj=packed) as unpacked:
        while part := unpacked.read(1024**2):
            length += len(part)
            if length > MAX_UNPACKED:
                raise Unreadable(f"The archive holds more than {MAX_UNPACKED // 1024**2} MB.")
            file.write(part)
    file.seek(0)


def looks_like_course(data: bytes) -> bool:
    """Whether the beginning of a .tar.gz is that of an exported course or library."""
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(data, 4 * 1024**2)
    except zlib.error:
        return False
    return unpacked[257:262] == b"ustar" and _COURSE.search(unpacked) is not None
