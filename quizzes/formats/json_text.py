"""Untrusted JSON."""

from __future__ import annotations

from itertools import islice
from typing import Any

import orjson

from .base import MAX_QUESTIONS, Notice, Parsed, Unreadable
from .decoding import decode


def load(data: bytes) -> tuple[Any, list[Notice]]:
    """The document, and what was odd about its text. Raises Unreadable.

    There is no NaN in it, and no nesting that could exhaust the stack.
    """
    text, notices = decode(data)
    try:
        return orjson.loads(text), notices
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"This is not JSON (line {error.lineno}): {error.msg}.") from None


def at_most(items: list[Any], parsed: Parsed) -> list[Any]:
    """`items`, cut at the largest number of questions that a file may hold."""
    if len(items) > MAX_QUESTIONS:
        parsed.skip(MAX_QUESTIONS + 1, f"A file may hold at most {MAX_QUESTIONS:,} questions.")
    return list(islice(items, MAX_QUESTIONS))
