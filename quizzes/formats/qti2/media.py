"""The pictures that an item shows, from the package that it came in."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from quizzes.formats.base import FILE, Unreadable
from quizzes.formats.shared.archives import Archive, resolved
from quizzes.formats.shared.decoding import without_controls

_MOST = 100
_BEGINNINGS = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FAR = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Media:
    """The files of one item: `files` grows as its texts name them; `warn` gets a sentence.

    `base`: the item's own path in `archive`. `by_name`: the paths in it by the last part.
    """

    def __init__(
        self,
        warn: Callable[[str], None],
        archive: Archive | None = None,
        base: str = "",
        by_name: Mapping[str, str] | None = None,
    ) -> None:
        self._warn = warn
        self._warned: set[str] = set()
        self._archive, self._base = archive, base
        self._by_name = by_name or {}
        self._known: dict[str, str | None] = {}
        self.files: dict[str, bytes] = {}

    def warn(self, message: str) -> None:
        """The same only once an item."""
        if message not in self._warned:
            self._warned.add(message)
            self._warn(message)

    def image(self, source: str) -> str | None:
        """How our text names a picture; None for one that can't be shown."""
        if source not in self._known:
            self._known[source] = self._found(source)
        return self._known[source]

    def lose(self, what: str) -> None:
        """`what` a text had and ours can't have."""
        self.warn(f"A text had {what}, which was left out.")

    def link(self, href: str) -> str | None:
        """Where a link leads; None where it leads nowhere outside its package."""
        if _LINK.match(href):
            return href
        if not href or href.startswith("#"):
            return None
        return self.image(href)

    def _found(self, source: str) -> str | None:
        if _FAR.match(source):
            self.warn(f"A picture is on another site and was left out: {source[:120]}.")
            return None
        data, path = _inline(source) if source.startswith("data:") else self._packed(source)
        if data is None:
            self.warn(f"A picture is not in the file and was left out: {source[:80]}.")
            return None
        if len(self.files) >= _MOST:
            self.warn(f"A question can have at most {_MOST} pictures: the others were left out.")
            return None
        suffix = _suffix(data)
        if suffix is None:
            self.warn(f"A file is no picture (PNG, JPEG, GIF, WebP) and was left out: {path[:80]}.")
            return None
        name = self._free_name(PurePosixPath(path).name or f"picture{suffix}", data)
        self.files[name] = data
        return FILE + quote(name)

    def _packed(self, source: str) -> tuple[bytes | None, str]:
        if self._archive is None:
            return None, source
        path = resolved(source.partition("#")[0].partition("?")[0], self._base)
        path = self._archive.found(path) or self._by_name.get(PurePosixPath(path).name, "")
        try:
            return (self._archive.read(path) if path else None), path
        except (KeyError, Unreadable):
            return None, path

    def _free_name(self, name: str, data: bytes) -> str:
        stem, dot, suffix = without_controls(name).rpartition(".")
        free, number = name, 1
        while self.files.get(free, data) != data:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return free


def _suffix(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for start, suffix in _BEGINNINGS if data.startswith(start)), None)


def _inline(source: str) -> tuple[bytes | None, str]:
    """The content of a data: URL."""
    head, _, text = source.partition(",")
    if not head.endswith(";base64"):
        return None, ""
    try:
        return b64decode(re.sub(r"\s+|%0A|%0D", "", text), validate=True), ""
    except (binascii.Error, ValueError):
        return None, ""
