"""The texts of one question in Moodle XML as Markdown, and the pictures in them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from quizzes.formats.base import FILE
from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.question_pictures import Pictures

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PLUGIN_FILE = "@@PLUGINFILE@@/"
_NUMBERED = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}
_LINK = re.compile(rf"(!?)\[((?:[^\[\]\\]|\\.)*)\]\(({PLUGIN_FILE}[^()\s]+)\)")
TO_FILE = re.compile(rf"\]\({FILE}([^()\s]+)\)")
NAMELESS = "A picture has no alternative text: whoever can't see it learns nothing from it."
_NAMELESS = re.compile(r"!\[\s*\]\(")


class Texts:
    """Those of one question. `files`: what a ParsedQuestion carries; `notices`: what was lost."""

    def __init__(self, question: Element) -> None:
        self.files_of_question = _files_of(question.iter("file"))
        self.files: dict[str, bytes] = {}
        self.notices: list[str] = []

    def added(self, name: str, data: bytes) -> str:
        """Markdown for a picture that no text names."""
        reading = Pictures(lambda path: data)
        reading.files = self.files
        target = reading.image(quote(name))
        for problem in reading.problems:
            self.note(problem)
        if target:
            self.note(NAMELESS)
        return f"![]({target})" if target else ""

    def note(self, message: str) -> None:
        """Remember a sentence, once."""
        if message not in self.notices:
            self.notices.append(message)

    def markdown(self, element: Element | None, default: str = "html") -> str:
        """A text; "" where there is none. Raises ValueError where its HTML is of no use."""
        if element is None:
            return ""
        written = _text_of(element).strip()
        reading = _Reading(self, element)
        kept = element.find("markdown")
        if kept is not None and kept.get("for") == digest(written):
            text = reading.kept(kept.text or "")
        elif written:
            text = reading.converted(written, format_of(element, default))
        else:
            text = ""
        reading.finish()
        if _NAMELESS.search(text):
            self.note(NAMELESS)
        return text


class _Reading:
    """One text and the files that come with it."""

    def __init__(self, texts: Texts, element: Element) -> None:
        self._texts = texts
        self._own = _files_of(element.iterfind("file"))
        self._used: set[str] = set()
        self._pictures = Pictures(self._find)
        # Two texts may have pictures of one name.
        self._pictures.files = texts.files

    def converted(self, text: str, text_format: str) -> str:
        if text_format == "markdown":
            return _LINK.sub(self._moved, text)
        if text_format == "plain_text":
            return markdown.from_plain(text)
        convert: Callable[..., str] = (
            markdown.from_moodle if text_format == "moodle_auto_format" else markdown.from_html
        )
        return convert(text, image=self._pictures.image, link=self._link, lost=self._lost)

    def kept(self, text: str) -> str:
        for name in map(unquote, TO_FILE.findall(text)):
            self._pictures.keep(name, f"{PLUGIN_FILE}{name}")
        return text

    def finish(self) -> None:
        for problem in self._pictures.problems:
            self._texts.note(problem.replace(PLUGIN_FILE, ""))
        for path in self._own.keys() - self._used:
            name = without_controls(path)[:80]
            self._texts.note(f"The file {name} is in no text; it was left out.")

    def _moved(self, link: re.Match[str]) -> str:
        mark, text, address = link.groups()
        target = self._pictures.image(address)
        return f"{mark}[{text}]({target})" if target else text

    def _link(self, address: str) -> str | None:
        return self._pictures.image(address) if address.startswith(PLUGIN_FILE) else address

    def _lost(self, what: str) -> None:
        self._texts.note(f"There is {what} in a text; it was left out.")

    def _find(self, path: str) -> bytes | None:
        name = path.removeprefix(PLUGIN_FILE).partition("?")[0]
        file = self._own.get(name)
        if file is None:
            file = self._texts.files_of_question.get(name)
        if file is None:
            return None
        self._used.add(name)
        return decoded(file.text or "")


def format_of(element: Element | None, default: str = "html") -> str:
    """html, moodle_auto_format, plain_text or markdown."""
    written = (element.get("format") or "").strip().lower() if element is not None else ""
    return _NUMBERED.get(written, written) or default


def decoded(text: str) -> bytes:
    """The bytes that base64 stands for; none where it is damaged."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def digest(html: str) -> str:
    """What tells whether HTML is still the one that Markdown was kept beside."""
    return hashlib.sha256(html.encode("utf-8", "ignore")).hexdigest()[:16]


def _text_of(element: Element) -> str:
    """What stands in <text>, also where HTML was put there without escaping it."""
    inner = element.find("text")
    if inner is None:
        return element.text or ""
    if not len(inner):
        return inner.text or ""
    from lxml import etree

    parts = (etree.tostring(child, encoding="unicode", method="html") for child in inner)
    return (inner.text or "") + "".join(parts)


def _files_of(files: Iterable[Element]) -> dict[str, Element]:
    """Files by the path that texts name them by."""
    found: dict[str, Element] = {}
    for file in files:
        folder = (file.get("path") or "").strip("/")
        name = file.get("name") or ""
        if name:
            found[f"{folder}/{name}" if folder else name] = file
    return found
