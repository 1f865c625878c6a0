"""Lists and objects that stand in JavaScript or TypeScript, as JSON would have them.

Nothing of it is run: what is no literal, such as a call, is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizzes.formats.freecodecamp.objects import Token, text_of, tokens

_MAX_DEPTH = 12
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)$")
_WORDS = {"true": True, "false": False, "True": True, "False": False}
_OPENING, _CLOSING = "{[(", "}])"
# What a list of questions stands behind: "const questions =", "export default", "return".
_BEFORE = frozenset({"=", "default", "return", "(", ",", "[", ":"})


class _NoLiteral(Exception):
    """What follows is a program."""


def literals(text: str) -> Iterator[Any]:
    """Each outermost list and object of a text."""
    found = list(tokens(text))
    place, before = 0, "="
    while place < len(found):
        token = found[place]
        if token.text in ("{", "[") and before in _BEFORE:
            reader = _Reader(found, place)
            try:
                yield reader.value(0)
                place, before = reader.place, ""
                continue
            except _NoLiteral:
                pass
        place, before = place + 1, token.text


class _Reader:
    def __init__(self, found: list[Token], place: int) -> None:
        self._found, self.place = found, place

    def value(self, depth: int) -> Any:
        """Raises _NoLiteral."""
        if depth > _MAX_DEPTH:
            raise _NoLiteral
        start = self._next()
        if start == "[":
            return self._list(depth)
        if start == "{":
            return self._object(depth)
        return self._scalar()

    def _next(self) -> str:
        if self.place >= len(self._found):
            raise _NoLiteral
        return self._found[self.place].text

    def _list(self, depth: int) -> list[Any]:
        self.place += 1
        items: list[Any] = []
        while self._next() != "]":
            items.append(self.value(depth + 1))
            self._end("]")
        self.place += 1
        return items

    def _object(self, depth: int) -> dict[str, Any]:
        self.place += 1
        members: dict[str, Any] = {}
        while self._next() != "}":
            key = self._key()
            members[key] = self.value(depth + 1)
            self._end("}")
        self.place += 1
        return members

    def _key(self) -> str:
        token = self._found[self.place]
        self.place += 1
        if token.kind not in ("name", "string") and not token.text.isdigit():
            raise _NoLiteral
        if self._next() != ":":
            raise _NoLiteral
        self.place += 1
        return token.text[1:-1] if token.kind == "string" else token.text

    def _end(self, closing: str) -> None:
        """Passes over "as const" and the like, and over the comma."""
        while self._next() not in (",", closing):
            if self._found[self.place].kind != "name":
                raise _NoLiteral
            self.place += 1
        if self._next() == ",":
            self.place += 1

    def _scalar(self) -> Any:
        """A text, a number, a truth; None for anything else, which is passed over."""
        parts: list[Token] = []
        depth = 0
        while depth or self._next() not in (",", "}", "]"):
            text = self._next()
            if text == ";":
                raise _NoLiteral
            depth += (text in _OPENING and len(text) == 1) - (text in _CLOSING and len(text) == 1)
            if depth < 0:
                raise _NoLiteral
            parts.append(self._found[self.place])
            self.place += 1
        if not parts:
            raise _NoLiteral
        written = "".join(part.text for part in parts)
        if _NUMBER.match(written) and len(written) < 15:
            return float(written) if "." in written else int(written)
        if written in _WORDS:
            return _WORDS[written]
        return text_of(parts)
