"""Anki's HTML as Markdown: its ways to write formulas, sounds and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from quizzes.formats.shared.question_pictures import Pictures

_BREAKS = re.compile(r"<(?:br|/?div|/?p)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_IMG = re.compile(r"<img\b", re.IGNORECASE)


def to_markdown(html: str, pictures: Pictures) -> str:
    """Raises ValueError where the HTML is of no use. `pictures` notes what is left out."""

    def left_out(name: str) -> str:
        pictures.note(f"The sound or film {name[:80]} was left out.")
        return ""

    html = replaced(html, "[sound:", "]", left_out)
    html = replaced(html, "[latex]", "[/latex]", _document)
    html = replaced(html, "[$$]", "[/$$]", lambda tex: f"$${_tex(tex)}$$")
    html = replaced(html, "[$]", "[/$]", lambda tex: f"${_tex(tex)}$")
    return pictures.markdown(html)


def to_plain(html: str) -> str:
    """What a reader sees of HTML, on lines; of a picture its tag."""
    with_pictures = _TAG.sub(
        lambda tag: tag[0] if _IMG.match(tag[0]) else "", _BREAKS.sub("\n", html)
    )
    return unescape(with_pictures).replace("\xa0", " ").strip()


def _document(tex: str) -> str:
    """Text of LaTeX with formulas in it, or a formula alone, such as an environment."""
    tex = _tex(tex)
    if "$" in tex or "\\(" in tex or "\\[" in tex or "\\" not in tex:
        return tex
    return f"$${tex}$$"


def _tex(html: str) -> str:
    return " ".join(_TAG.sub("", _BREAKS.sub("\n", html)).split())


def replaced(text: str, opening: str, closing: str, convert: Callable[[str], str]) -> str:
    """`text` with what stands between the two marks converted, and the marks gone."""
    parts, end = [], 0
    while (start := text.find(opening, end)) >= 0:
        inner = start + len(opening)
        stop = text.find(closing, inner)
        if stop < 0:
            break
        parts += [text[end:start], convert(text[inner:stop])]
        end = stop + len(closing)
    return "".join([*parts, text[end:]])
