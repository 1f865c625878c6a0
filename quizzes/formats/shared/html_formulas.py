"""Formulas in HTML: pictures, scripts and MathML that say which TeX they are drawn from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus

from . import html_mathml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PICTURE_CLASSES = {"equation_image", "latex", "texrender", "mathtex", "Wirisformula"}
_TEXT_CLASSES = {"math-tex", "math", "mathjax", "tex", "latex"}
_DELIMITED = re.compile(r"\s*(?:\$|\\\(|\\\[|\\begin\b|\[tex\])", re.IGNORECASE)
_DELIMITERS = re.compile(r"^(?:\$\$?|\\\(|\\\[)(.*?)(?:\$\$?|\\\)|\\\])$", re.DOTALL)
# Wiris keeps MathML in an attribute with other characters for XML's own.
_WIRIS = str.maketrans({"«": "<", "»": ">", "¨": '"', "§": "&", "`": "'"})
# Longer ones nobody could draw.
_LONGEST = 4000


def formula(element: Element, tag: str) -> str | None:
    """The formula that an element stands for, as Markdown; None where it stands for none."""
    if tag == "math":
        is_display = element.get("display") == "block" or element.get("mode") == "display"
        return as_markdown(html_mathml.tex(element), is_display)
    if tag == "script":
        kind = (element.get("type") or "").replace(" ", "")
        if kind.startswith("math/tex"):
            return as_markdown(element.text or "", "mode=display" in kind)
        return None
    if tag == "img":
        return as_markdown(_of_picture(element))
    if tag in ("tex", "latex") or (tag == "span" and _classes(element) & _TEXT_CLASSES):
        text = "".join(element.itertext())
        return None if _DELIMITED.match(text) or len(element) else as_markdown(text)
    return None


def as_markdown(tex: str, is_display: bool = False) -> str | None:
    """None for nothing."""
    tex = " ".join(tex.split())
    if match := _DELIMITERS.match(tex):
        tex = match[1].strip()
    if not tex or len(tex) > _LONGEST:
        return None
    if "$" in tex:
        return f"\\({tex}\\)"
    return f"$${tex}$$" if is_display else f"${tex}$"


def _of_picture(image: Element) -> str:
    source = image.get("src") or ""
    if tex := image.get("data-equation-content") or image.get("data-latex"):
        return tex
    if mathml := image.get("data-mathml"):
        return html_mathml.tex_of(mathml.translate(_WIRIS))
    if "/equation_images/" in source:
        return unquote(unquote(source.rpartition("/equation_images/")[2].partition("?")[0]))
    if "codecogs.com/" in source:
        return unquote_plus(source.partition("?")[2])
    if _classes(image) & _PICTURE_CLASSES:
        return image.get("alt") or ""
    return ""


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())
