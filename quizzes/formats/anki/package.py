"""Anki's packages: which file is the collection, and which are the pictures.

Packages of today hold a second, older collection with nothing but the request to update Anki.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any

import orjson

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.archives import MAX_MEMBER, Archive

from . import protobuf

# From the newest: where one is there, those after it are for programs that can't read it.
COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_OF_VERSION = {3: COLLECTIONS[0], 2: COLLECTIONS[1], 1: COLLECTIONS[2]}
MAX_COLLECTION = 256 * 1024**2
_MAX_WINDOW = 2**27
_MEDIA = 1
_NAME, _NUMBER = 1, 255


class Package:
    def __init__(self, archive: Archive) -> None:
        """Raises Unreadable for an archive without a collection."""
        self._archive = archive
        self._collection = self._chosen()
        self._is_compressed = self._collection == COLLECTIONS[0]
        self._media = self._media_map()
        # The same picture is often on several cards in a row.
        self.media = lru_cache(maxsize=4)(self._media_file)

    def copy_collection(self, file: IO[bytes]) -> None:
        """Raises Unreadable where it is damaged or too large."""
        data = self._archive.read(self._collection)
        parts = _decompressed(data, MAX_COLLECTION) if self._is_compressed else [data]
        for part in parts:
            file.write(part)
        file.flush()

    def _chosen(self) -> str:
        present = [name for name in COLLECTIONS if name in self._archive]
        if not present:
            raise Unreadable("There is no collection of Anki's in this archive.")
        named = _OF_VERSION.get(self._version(), "")
        return named if named in present else present[0]

    def _version(self) -> int:
        if "meta" not in self._archive:
            return 0
        try:
            return protobuf.number(self._archive.read("meta"), 1)
        except ValueError:
            return 0

    def _media_map(self) -> dict[str, str]:
        """The member of the archive for the name of each file; {} where the map is no map."""
        if "media" not in self._archive:
            return {}
        data = self._archive.read("media")
        if not self._is_compressed:
            return _json_map(data)
        try:
            return dict(_protobuf_map(b"".join(_decompressed(data, MAX_MEMBER))))
        except (ValueError, Unreadable):
            return {}

    def _media_file(self, name: str) -> bytes | None:
        member = self._media.get(name, "")
        if member not in self._archive:
            return None
        data = self._archive.read(member)
        if not self._is_compressed:
            return data
        try:
            return b"".join(_decompressed(data, MAX_MEMBER))
        except Unreadable:
            return None


def _json_map(data: bytes) -> dict[str, str]:
    try:
        names: Any = orjson.loads(data)
    except orjson.JSONDecodeError:
        return {}
    if not isinstance(names, dict):
        return {}
    return {name: member for member, name in names.items() if isinstance(name, str)}


def _protobuf_map(data: bytes) -> Iterator[tuple[str, str]]:
    place = 0
    for field, entry in protobuf.fields(data):
        if field == _MEDIA and isinstance(entry, bytes):
            yield protobuf.text(entry, _NAME), str(protobuf.number(entry, _NUMBER) or place)
            place += 1


def _decompressed(data: bytes, limit: int) -> Iterator[bytes]:
    """Raises Unreadable for what is no zstandard, or more than `limit` bytes of it."""
    import zstandard

    length = 0
    try:
        with zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(data) as reader:
            while part := reader.read(1024**2):
                length += len(part)
                if length > limit:
                    raise Unreadable(f"A file in the package has more than {limit // 1024**2} MB.")
                yield part
    except zstandard.ZstdError:
        raise Unreadable("A file in the package can't be decompressed.") from None
