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
    parts = ["".join(_text(block.children or [])) for block in _markdown.parse(text)]
    words = " ".join(" ".join(parts).split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def first_paragraph(text: str, length: int = 160) -> str:
    """What `text` says first, as Markdown without pictures; shortened to plain words if long."""
    for block in _markdown.parse(text):
        spoken = [child for child in block.children or [] if child.type != "image"]
        if "".join(_text(spoken)).strip():
            has_picture = len(spoken) < len(block.children or [])
            if has_picture or len(block.content) > length:
                break
            return block.content
    return excerpt(text, length)


def _text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield token.content
