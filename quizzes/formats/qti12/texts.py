"""The texts of an item as Markdown, with the pictures that they show."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.xml import local_name

from .tree import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ELSEWHERE = frozenset(
    """
    response_lid response_str response_num response_xy response_grp response_extension
    render_choice render_fib hint itemmetadata
    """.split()  # noqa: SIM905 (a list of quoted names is harder to read)
)
_IN_ANOTHER_FILE = re.compile(r"\$|%24|@X@|IMS[-_]CC", re.IGNORECASE)
_IN_THE_WEB = re.compile(r"https?://", re.IGNORECASE)
_WITHOUT_ALTERNATIVE = re.compile(r"!\[\s*\]\(")
_PARAGRAPH = re.compile(r"\s*<(p|div)>([^<]*)</\1>\s*", re.IGNORECASE)
_LOST = {
    "mataudio": "a recording",
    "matvideo": "a video",
    "matapplet": "an applet",
    "matapplication": "an attached file",
    "matref": "a text from elsewhere in the file",
}


class Texts:
    """Reads the texts of one item. `find`: the content of the file that an address means.

    `notices` are sentences for the author, `files` the pictures that the texts name.
    """

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._pictures = Pictures(find)
        self._said: dict[str, None] = {}
        # Our own files have each text a second time, as Markdown.
        self._converted: dict[str, str] = {}

    @property
    def files(self) -> dict[str, bytes]:
        return self._pictures.files

    @property
    def notices(self) -> list[str]:
        return [*self._said, *self._pictures.problems]

    def say(self, sentence: str) -> None:
        self._said[sentence] = None

    def of(self, elements: Iterable[Element | None]) -> str:
        """What elements say, without what they ask. Raises ValueError for useless HTML."""
        parts: list[str] = []
        last = "\n"
        for piece, is_new in (found for element in elements for found in self._pieces(element)):
            is_inline = not is_new and "\n" not in piece and "\n" not in last
            parts += ((" " if is_inline else "\n\n") if parts else "", piece)
            last = piece
        text = "".join(parts)
        if _WITHOUT_ALTERNATIVE.search(text):
            self.say("A picture has no alternative text. Write one for those who can't see it.")
        return text

    def _pieces(self, element: Element | None) -> Iterator[tuple[str, bool]]:
        """The texts in an element, each with whether it begins a material."""
        is_new = True
        for part in _materials(element):
            if local_name(part) == "material":
                is_new = True
            elif piece := self._markdown(part):
                yield piece, is_new
                is_new = False

    def _markdown(self, part: Element) -> str:
        name = local_name(part)
        if name in ("mattext", "mat_formattedtext"):
            return self._of_text(part) or self._of_link(part)
        if name == "matemtext":
            text = self._of_text(part)
            return f"*{text}*" if text and "\n" not in text else text
        if name == "matimage":
            return self._of_picture(part)
        return self._left_out(part)

    def _of_text(self, part: Element) -> str:
        kind = (attribute(part, "texttype") or attribute(part, "type")).lower()
        text = _content(part)
        if "html" in kind:
            return self.html(text)
        if len(part) or kind == "smart_text" or (not kind and markdown.looks_like_html(text)):
            return self.html(text)
        return markdown.from_plain(without_controls(text))

    def html(self, text: str) -> str:
        """HTML as Markdown; what can't be kept is said. Raises ValueError for useless HTML."""
        if text not in self._converted:
            simple = _PARAGRAPH.fullmatch(text)
            self._converted[text] = markdown.from_html(
                simple[2] if simple else text,
                image=self._pictures.image,
                link=self._link,
                lost=lambda what: self.say(f"Left out of a text: {what}."),
            ).strip()
        return self._converted[text]

    def _link(self, address: str) -> str | None:
        if _IN_THE_WEB.match(address) or not _IN_ANOTHER_FILE.search(address):
            return address
        self.say(f"A link leads to a file of the course, {address[:80]}; its text was kept.")
        return None

    def _of_link(self, part: Element) -> str:
        """Blackboard's links: an address and perhaps no text."""
        address = attribute(part, "uri")
        if not re.match(r"https?://\S+$", address) or self._link(address) is None:
            return ""
        return f"<{quote(address, safe=':/?&=#%+,;@!$()*~-._')}>"

    def _of_picture(self, part: Element) -> str:
        address = attribute(part, "uri") or attribute(part, "label")
        if embedded := _embedded(part):
            address = embedded
        elif not address:
            return ""
        target = self._pictures.image(address)
        label = markdown.escape(" ".join(attribute(part, "label").split()))
        return f"![{label}]({target})" if target else ""

    def _left_out(self, part: Element) -> str:
        if local_name(part) == "matapplication" and (label := attribute(part, "label")):
            # Blackboard attaches pictures like any other file.
            address = attribute(part, "uri") or label
            if re.search(r"\.(?:png|jpe?g|gif|webp)$", label, re.IGNORECASE):
                target = self._pictures.image(address)
                return f"![{markdown.escape(label)}]({target})" if target else ""
        self.say(f"Left out of a text: {_LOST[local_name(part)]}.")
        return ""


def _materials(element: Element | None) -> Iterator[Element]:
    """What is shown in an element, in order; a `material` before what it holds."""
    if element is None or local_name(element) in _ELSEWHERE:
        return
    name = local_name(element)
    if name == "altmaterial":
        return
    if name in ("mattext", "mat_formattedtext", "matemtext", "matimage") or name in _LOST:
        yield element
        return
    if name == "material":
        yield element
    for part in children(element):
        yield from _materials(part)


def _content(part: Element) -> str:
    """The text of an element, or the markup right in it."""
    if not len(part):
        return part.text or ""
    from lxml import etree

    inner = [part.text or ""]
    inner += (etree.tostring(one, encoding="unicode", method="html") for one in part)
    return "".join(inner)


def _embedded(part: Element) -> str:
    """A picture that is written right in the XML, as an address; "" where it isn't."""
    text = (part.text or "").strip()
    if attribute(part, "embedded").lower() != "base64" or not text:
        return ""
    try:
        data = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return ""
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def hints(feedback: Element) -> Iterator[Element]:
    """The hints in a feedback, each of which may have several steps."""
    for hint in children(feedback, "hint"):
        yield from children(hint, "hintmaterial")


def solution(feedback: Element) -> Element | None:
    return child(feedback, "solution")
