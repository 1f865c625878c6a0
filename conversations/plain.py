"""Markdown as plain text, where a widget takes nothing else: labels, headings, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_MATHS = re.compile(r"\$|\\\(|\\\[")
_SHOWN_AS_IS = {"text", "text_special", "softbreak"}


@lru_cache(maxsize=4096)
def as_label(text: str) -> str | None:
    """`text` as a label, or None where a label would lose maths, code, a picture or emphasis."""
    tokens = _markdown.parse(text)
    if _MATHS.search(text) or len(tokens) != 3 or tokens[0].type != "paragraph_open":
        return None
    children = tokens[1].children or []
    if any(child.type not in _SHOWN_AS_IS for child in children):
        return None
    return "".join(_text(children))


@lru_cache(maxsize=4096)
def excerpt(text: str, length: int = 80) -> str:
    """The beginning of `text` in words: markup dropped, pictures by their description."""
    parts = [part for token in _markdown.parse(text) for part in _text(token.children or [])]
    words = " ".join("".join(parts).split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield token.content
