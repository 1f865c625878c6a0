"""HTML as Markdown. Loads packages that are slow to load: import it where HTML is converted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4.element import Tag
from markdownify import ATX, MarkdownConverter

from .markdown import escape


def convert(html: str, image: Callable[[str], str | None] | None = None) -> str:
    """Markdown for HTML that isn't nested too deeply for recursion."""
    converter = _Converter(heading_style=ATX, bullets="-")
    converter.image = image
    converted: str = converter.convert(html)
    return converted


class _Converter(MarkdownConverter):
    """markdownify with our way to escape, and small raised and lowered characters."""

    image: Callable[[str], str | None] | None = None

    def convert_img(self, el: Tag, text: str, parent_tags: set[str], **_: Any) -> str:
        alternative = escape(" ".join(str(el.get("alt") or "").split()))
        source = str(el.get("src") or "")
        target = self.image(source) if self.image else source
        return f"![{alternative}]({target})" if target else alternative

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escape(text)

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str], **_: Any) -> str:
        return _shifted(text, "0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "_")

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str], **_: Any) -> str:
        return _shifted(text, "0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "^")


def _shifted(text: str, plain: str, shifted: str, mark: str) -> str:
    if not text.strip():
        return text
    if all(character in plain for character in text):
        return text.translate(str.maketrans(plain, shifted))
    return f"${mark}{{{text.strip()}}}$"
