"""The pictures that a question's texts name, gathered while its HTML becomes Markdown."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from quizzes.formats.base import FILE

from . import markdown
from .decoding import without_controls

_EMBEDDED = re.compile(r"data:image/[a-z+.-]{1,20};base64,", re.IGNORECASE)
_SUFFIXES = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "gif": b"GIF8"}


class Pictures:
    """Those of one question. `find` gives the content of a file by the name in a text, or None.

    `files` are what a ParsedQuestion carries; `problems` are sentences for the author.
    """

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find
        self._names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._problems: dict[str, None] = {}

    def markdown(self, html: str) -> str:
        """Markdown for HTML. Raises ValueError where it is of no use."""
        return self.checked(markdown.from_html(html, self.image, None, self.lost))

    def markdown_of_authors(self, text: str) -> str:
        """The same for text that may be HTML or plain, as people type it."""
        return self.checked(markdown.from_moodle(text, self.image, None, self.lost))

    def checked(self, text: str) -> str:
        """The same text; a picture in it without words gives a problem."""
        if "![](" in text:
            self.note("A picture has no alternative text. Say what it shows.")
        return text

    def lost(self, what: str) -> None:
        self.note(f"Left out: {what}.")

    def image(self, src: str) -> str | None:
        """What stands for `src` in Markdown; None where there is no such picture."""
        if src not in self._names:
            self._names[src] = self._kept(src)
        name = self._names[src]
        return FILE + quote(name) if name else None

    def keep(self, name: str, path: str) -> None:
        """Add a picture under the very name that texts have for it already."""
        data = self._find(path)
        if data is None or not suffix(data):
            self.note(f"The picture {without_controls(name[:80])} is not in the file.")
        else:
            self.files[name] = data

    def note(self, problem: str) -> None:
        """Remember a sentence, once."""
        self._problems[problem] = None

    @property
    def problems(self) -> list[str]:
        return list(self._problems)

    def _kept(self, src: str) -> str:
        """The name that a picture is kept under, "" where it is left out."""
        if _EMBEDDED.match(src):
            return self._embedded(src)
        shown = without_controls(src[:80])
        if re.match(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//", src, re.IGNORECASE):
            self.note(f"The picture {shown} is somewhere else in the web; it was left out.")
            return ""
        for path in (src, unquote(src)):
            data = self._find(path)
            if data is not None:
                return self._added(PurePosixPath(path.replace("\\", "/")).name, data, shown)
        self.note(f"The picture {shown} is not in the file; it was left out.")
        return ""

    def _embedded(self, src: str) -> str:
        try:
            data = base64.b64decode(unquote(src.partition(",")[2]))
        except (binascii.Error, ValueError):
            data = b""
        return self._added(f"picture-{len(self.files) + 1}.{suffix(data)}", data, "in a text")

    def _added(self, name: str, data: bytes, shown: str) -> str:
        if not suffix(data):
            self.note(f"The file {shown} is no PNG, JPEG, GIF or WebP; it was left out.")
            return ""
        name = without_controls(name).strip()[-100:] or f"picture.{suffix(data)}"
        while self.files.get(name, data) != data:
            name = f"{len(self.files) + 1}-{name}"
        self.files[name] = data
        return name


def suffix(data: bytes) -> str:
    """The suffix (png, jpg, gif, webp) for the content of a picture; "" where it is none."""
    for name, start in _SUFFIXES.items():
        if data.startswith(start):
            return name
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""
