"""Untrusted JSON."""

from __future__ import annotations

from typing import Any

import orjson

from quizzes.formats.base import Notice, Unreadable
from quizzes.formats.source import Source

from .decoding import decode


def load(source: Source, encoding: str | None = None) -> tuple[Any, list[Notice]]:
    """The document, and what was odd about its text. Raises Unreadable.

    There is no NaN in it, and no nesting that could exhaust the stack.
    """
    text, notices = decode(source, encoding)
    try:
        return orjson.loads(text), notices
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"This is not JSON (line {error.lineno}): {error.msg}.") from None
