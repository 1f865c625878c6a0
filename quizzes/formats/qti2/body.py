"""What an item shows, as HTML for `shared/markdown.py`: without what can't be shown here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape
from typing import TYPE_CHECKING

from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import without_controls

from .media import Media
from .names import attribute, descendants, name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FEEDBACK = ("feedback-inline", "feedback-block", "modal-feedback")
# Shown elsewhere, to others, or by programs that can do more.
_ELSEWHERE = {
    *FEEDBACK,
    "rubric-block",
    "end-attempt-interaction",
    "catalog-info",
    "companion-materials-info",
    "stylesheet",
}
# QTI's own blocks, which HTML doesn't know.
_BLOCKS = {
    "content-body",
    "feedback-block",
    "prompt",
    "item-body",
    "stimulus-body",
    "template-block",
}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"}
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]{0,40}")


class Texts:
    """The texts of one item. `shown`: feedback in its body that is there from the beginning."""

    def __init__(self, media: Media, shown: Collection[Element] = ()) -> None:
        self._media, self._shown = media, shown

    def markdown(self, elements: Iterable[Element], with_prompt: bool = False) -> str:
        """What the elements show, one below the other.

        `with_prompt`: an interaction among it shows its prompt. Raises ValueError for what is
        nested too deeply.
        """
        parts = []
        for element in elements:
            page = _Page(self._media, self._shown, with_prompt)
            page.inside(element)
            if html := "".join(page.out).strip():
                parts.append(html)
        html = parts[0] if len(parts) == 1 else "".join(f"<div>{part}</div>" for part in parts)
        return markdown.from_html(html, self._media.image, self._media.link, self._media.lose)


class _Page:
    """HTML as it is put together. `out`: its pieces."""

    def __init__(self, media: Media, shown: Collection[Element], with_prompt: bool) -> None:
        self._media, self._shown, self._with_prompt = media, shown, with_prompt
        self._depth = 0
        self.out: list[str] = []

    def inside(self, element: Element) -> None:
        self._depth += 1
        if self._depth > markdown.MAX_DEPTH:
            raise ValueError("The text is nested too deeply.")
        self._text(element.text)
        for inner in element:
            if isinstance(inner.tag, str):
                self._element(inner)
            self._text(inner.tail)
        self._depth -= 1

    def _text(self, text: str | None) -> None:
        if text:
            self.out.append(escape(without_controls(text), quote=False))

    def _element(self, element: Element) -> None:
        tag = name(element)
        if tag == "choice-interaction":
            for prompt in descendants(element, "prompt") if self._with_prompt else ():
                self._nested("div", prompt)
        elif tag in _ELSEWHERE and element not in self._shown:
            return
        elif tag in ("object", "img", "picture"):
            self._picture(element)
        elif tag in _BLOCKS:
            self._nested("div", element)
        elif _NAME.fullmatch(tag):
            self._nested(tag, element)
        else:
            self.inside(element)

    def _nested(self, tag: str, element: Element) -> None:
        self.out.append(f"<{tag}{_attributes(element)}>")
        if tag not in _VOID:
            self.inside(element)
            self.out.append(f"</{tag}>")

    def _picture(self, element: Element) -> None:
        """An <img>, also of what HTML has other elements for."""
        found = next(descendants(element, "img"), None)
        if found is None:
            found = next(descendants(element, "object"), element)
        source = attribute(found, "src") or attribute(found, "data")
        alternative = attribute(found, "alt") or text_of(found)
        kind = attribute(found, "type")
        if name(found) == "object" and kind and not kind.startswith("image/"):
            self._media.warn(f"A file that is no picture was left out: {source[:80]}.")
            self.out.append(escape(text_of(found), quote=False))
            return
        others = _attributes(found, without=("src", "alt", "data", "type"))
        self.out.append(f'<img src="{escape(source)}" alt="{escape(alternative)}"{others}>')
        if not alternative:
            self._media.warn(f"A picture has no alternative text: {source[:80]}.")


def _attributes(element: Element, without: Collection[str] = ()) -> str:
    pairs = ((str(key), str(value)) for key, value in element.attrib.items())
    return "".join(
        f' {key}="{escape(without_controls(value))}"'
        for key, value in pairs
        if _NAME.fullmatch(key) and key not in without
    )
