"""Object literals in TypeScript and JavaScript, without running any of it.

A tokenizer for strings, names, comments and brackets, and a stack; no grammar of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.formats.shared.decoding import without_controls

_TOKEN = re.compile(
    r"(?P<space>[\s]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+')"
    r"|(?P<template>`(?:[^`\\]|\\.)*+`)"
    # Taken whole as well: looking for the end of each anew would take forever.
    r"|(?P<unended>\"(?:[^\"\\\n]|\\.)*+|'(?:[^'\\\n]|\\.)*+|`.*+|/\*.*+)"
    r"|(?P<name>[^\W\d][\w$]*|\$[\w$]*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(\n)|(.))", re.DOTALL
)
_COMPUTED = re.compile(r"(?<!\\)(?:\\\\)*\$\{")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r"}
# What can be typed but not seen; a file that says so means the letters.
_UNSEEN = {"b", "f", "v", "0"}
_OPENING, _CLOSING = "{[(", "}])"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value. `text` is None where it is no text. `is_as_typed`: an escape was left as it is.

    `is_name`: it is but a name, as in `{ Question: string }`.
    """

    text: str | None
    is_as_typed: bool = False
    is_name: bool = False


@dataclass(slots=True)
class Object:
    """What stands between { and }: values by key, and the keys that are there twice."""

    line: int
    values: dict[str, Literal] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    is_ended: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    line: int


@dataclass(slots=True)
class _Frame:
    """An open bracket. The first token of what is being read is a key where ":" follows it."""

    found: Object | None
    key: str | None = None
    parts: list[Token] = field(default_factory=list)
    has_brackets: bool = False

    def end_value(self) -> None:
        if self.found is not None and self.key is not None:
            if self.key in self.found.values:
                self.found.doubled.append(self.key)
            self.found.values[self.key] = _NO_TEXT if self.has_brackets else _value(self.parts)
        self.key, self.parts, self.has_brackets = None, [], False


_NO_TEXT = Literal(None)


def objects(text: str) -> Iterator[Object]:
    """Every { … } in the text, inner ones first. Those without an end come last."""
    frames = [_Frame(None)]
    for token in tokens(text):
        frame = frames[-1]
        if token.kind == "other" and token.text in _OPENING:
            frame.has_brackets = True
            frames.append(_Frame(Object(token.line) if token.text == "{" else None))
        elif token.kind == "other" and token.text in _CLOSING:
            frame.end_value()
            if len(frames) > 1:
                frames.pop()
            if frame.found is not None and frame.found.values:
                frame.found.is_ended = token.text == "}"
                yield frame.found
        elif token.kind == "other" and token.text in ",;":
            frame.end_value()
        elif token.kind == "other" and token.text == ":" and frame.key is None and frame.parts:
            frame.key = _key(frame.parts[0])
            frame.parts = []
        elif frame.found is not None:
            frame.parts.append(token)
    for frame in reversed(frames):
        frame.end_value()
        if frame.found is not None and frame.found.values:
            frame.found.is_ended = False
            yield frame.found


def tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield Token(kind, match[0], line)
        line += match[0].count("\n")


def text_of(parts: list[Token]) -> str | None:
    """What a value says; None where it is no text, or a program makes it."""
    return _value(parts).text


def _key(token: Token) -> str:
    return token.text[1:-1] if token.kind == "string" else token.text


def _value(parts: list[Token]) -> Literal:
    """A string, or strings joined by "+"; anything else is no text."""
    texts = parts[::2]
    joins = parts[1::2]
    is_text = len(parts) % 2 == 1 and all(part.text == "+" for part in joins)
    if not is_text or not all(_is_string(part) for part in texts):
        return Literal(None, is_name=all(part.kind in ("name", "other") for part in parts))
    read = [_unescaped(part.text[1:-1]) for part in texts]
    joined = "".join(text for text, _ in read)
    if not joined.strip() and any(part.text[1:-1].strip() for part in texts):
        return Literal("".join(part.text[1:-1] for part in texts), is_as_typed=True)
    return Literal(without_controls(joined).strip(), any(is_as_typed for _, is_as_typed in read))


def _is_string(part: Token) -> bool:
    if part.kind == "template":
        return _COMPUTED.search(part.text) is None
    return part.kind == "string"


def _unescaped(text: str) -> tuple[str, bool]:
    """What the inside of a string means, and whether an escape was left as it is."""
    is_as_typed = False

    def meaning(match: re.Match[str]) -> str:
        nonlocal is_as_typed
        pair, four, many, line_end, other = match.groups()
        if line_end:
            return ""
        if other is not None:
            is_as_typed = is_as_typed or other in _UNSEEN
            return match[0] if other in _UNSEEN else _SIMPLE.get(other, other)
        code = int(pair or four or many, 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    plain = _ESCAPE.sub(meaning, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), is_as_typed
