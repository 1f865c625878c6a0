"""Untrusted JSON, whole or one item after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import orjson

from quizzes.formats.base import Notice, Unreadable
from quizzes.formats.source import Source

from .decoding import Text, decode

# Of one item in a list that is read as a stream.
MAX_ITEM = 16 * 1024**2
_SPACE = re.compile(r"[ \t\n\r]*")


def load(source: Source, encoding: str | None = None) -> tuple[Any, list[Notice]]:
    """The document, and what was odd about its text. Raises Unreadable.

    There is no NaN in it, and no nesting that could exhaust the stack.
    """
    text, notices = decode(source, encoding)
    try:
        return orjson.loads(text), notices
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"This is not JSON (line {error.lineno}): {error.msg}.") from None


def stream(text: Text, name: str) -> Iterator[tuple[str, Any]]:
    """The items of a list as (`name`, item): of the document, or of its member of that name.

    The document's other members come as they are. Raises Unreadable, perhaps after some items.
    """
    reader = _Reader(text.parts())
    if reader.next() == "[":
        yield from ((name, item) for item in reader.items())
    elif reader.next() == "{":
        yield from _members(reader, name)
    else:
        reader.fail("it is neither a list nor an object")
    if reader.next():
        reader.fail("there is something after its end")


def _members(reader: _Reader, name: str) -> Iterator[tuple[str, Any]]:
    has_list = False
    for _ in reader.parts_of("}"):
        key = reader.value()
        if not isinstance(key, str):
            reader.fail("a name is missing")
        reader.skip(":")
        if key != name:
            yield key, reader.value()
        elif reader.next() == "[":
            has_list = True
            yield from ((name, item) for item in reader.items())
        else:
            break
    if not has_list:
        raise Unreadable(f"There is no list of “{name}” in this file.")


class _Reader:
    """Reads values out of a text that comes in parts."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self._text = ""
        self._at = 0
        self._line = 1
        self._decoder = json.JSONDecoder(parse_constant=_refuse)

    def next(self) -> str:
        """The first character of what comes next; "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self, mark: str) -> None:
        if self.next() != mark:
            self.fail(f"“{mark}” is missing")
        self._at += 1

    def items(self) -> Iterator[Any]:
        for _ in self.parts_of("]"):
            yield self.value()

    def parts_of(self, end: str) -> Iterator[None]:
        """Stops before each part of a list or an object, and behind its end."""
        self._at += 1
        if self.next() != end:
            yield
            while self.next() == ",":
                self._at += 1
                yield
        self.skip(end)

    def value(self) -> Any:
        self.next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    self._at = error.pos
                    self.fail(error.msg)
            except RecursionError:
                self.fail("it is nested too deeply")
            except ValueError:
                self.fail("a number is none")
            else:
                # A number may go on in the next part, as "1." and "1e+" do.
                if end + 2 < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _more(self) -> bool:
        if len(self._text) - self._at > MAX_ITEM:
            self.fail(f"an item has more than {MAX_ITEM // 1024**2} MB")
        part = next(self._parts, "")
        if not part:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + part, 0
        return True

    def fail(self, reason: str) -> NoReturn:
        line = self._line + self._text.count("\n", 0, self._at)
        raise Unreadable(f"This is not JSON (line {line}): {reason}.")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
