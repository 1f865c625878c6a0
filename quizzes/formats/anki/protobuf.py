"""The little of protocol buffers that Anki's packages need: fields by number, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

_FIXED = {1: 8, 5: 4}


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field; text and messages are bytes. Raises ValueError."""
    position = 0
    while position < len(message):
        key, position = _number(message, position)
        kind = key & 7
        if kind == 0:
            value, position = _number(message, position)
            yield key >> 3, value
            continue
        length = _FIXED.get(kind)
        if kind == 2:
            length, position = _number(message, position)
        if length is None or position + length > len(message):
            raise ValueError("This is no message of protocol buffers.")
        yield key >> 3, message[position : position + length]
        position += length


def _number(message: bytes, position: int) -> tuple[int, int]:
    """The number at `position` and where it ends: seven bits a byte, the lowest first."""
    value = 0
    for place, byte in enumerate(message[position : position + 10]):
        value |= (byte & 127) << (7 * place)
        if byte < 128:
            return value, position + place + 1
    raise ValueError("This is no message of protocol buffers.")


def number(message: bytes, wanted: int) -> int:
    """The last value of a field of numbers, 0 where there is none. Raises ValueError."""
    value = 0
    for field, found in fields(message):
        if field == wanted and isinstance(found, int):
            value = found
    return value


def text(message: bytes, wanted: int) -> str:
    """The last value of a field of text, "" where there is none. Raises ValueError."""
    value = b""
    for field, found in fields(message):
        if field == wanted and isinstance(found, bytes):
            value = found
    return value.decode("utf-8", "replace")
