"""Untrusted zip archives: bounded, and read by name only, never unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from urllib.parse import unquote
from zlib import error as ZlibError

from quizzes.formats.base import Unreadable
from quizzes.formats.source import Source

MAX_MEMBERS = 50_000
# Of one member and of all that is read, whatever the archive says of itself.
MAX_MEMBER = 64 * 1024**2
MAX_TOTAL = 1024**3


class Archive:
    """The members of a zip archive by normalised path: "a/b.xml" for "./a\\b.xml"."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._read = 0
        infos = file.infolist()
        if len(infos) > MAX_MEMBERS:
            raise Unreadable(f"The archive has more than {MAX_MEMBERS:,} files.")
        self._infos = {
            path: info
            for info in infos
            if not info.is_dir() and (path := normalised(info.filename))
        }

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """A member's content. Raises KeyError without it, Unreadable where it is not usable."""
        info = self._infos[name]
        try:
            with self._file.open(info) as member:
                data = member.read(MAX_MEMBER + 1)
        except (zipfile.BadZipFile, ZlibError, OSError, EOFError, RuntimeError) as error:
            # RuntimeError: a password is needed. NotImplementedError, which is one: a method.
            raise Unreadable(f"The file {name[:80]} in the archive can't be read.") from error
        self._read += len(data)
        if len(data) > MAX_MEMBER:
            raise Unreadable(f"A file in the archive has more than {MAX_MEMBER // 1024**2} MB.")
        if self._read > MAX_TOTAL:
            raise Unreadable(f"The archive holds more than {MAX_TOTAL // 1024**3} GB.")
        return data


@contextmanager
def open_archive(source: Source) -> Iterator[Archive]:
    """Raises Unreadable where it is no zip archive or a hostile one."""
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("The file is no archive, or it is damaged.") from error
        with archive:
            yield Archive(archive)


def normalised(name: str) -> str:
    """A path within an archive; "" for one that leads out of it or is absolute."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "\0" in name or ":" in name[:2]:
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
