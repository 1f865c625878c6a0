"""The events of one answer, numbered, to be read from any of them on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

# Of one answer. A longer one is still sent, but can't be read again from its beginning.
MAX_BYTES = 2 * 1024 * 1024
# The comment that tells a complete answer from one whose connection was lost.
END = b": end\n\n"


class Lost(Exception):
    """The events asked for are not kept any more."""


class EventLog:
    """Each event is kept as it is sent: with a line `id: NAME.NUMBER` before it."""

    __slots__ = ("_dropped", "_events", "_more", "_name", "is_complete", "size")

    def __init__(self, name: str) -> None:
        self._name = name
        self._events: list[bytes] = []
        self._dropped = 0
        self._more = asyncio.Event()
        self.size = 0
        self.is_complete = False

    def add(self, event: bytes) -> None:
        number = self._dropped + len(self._events) + 1
        line = b"id: %s.%d\n%s" % (self._name.encode(), number, event)
        self._events.append(line)
        self.size += len(line)
        if self.size > MAX_BYTES:
            self._drop_half()
        self._wake()

    def complete(self) -> None:
        self.is_complete = True
        self._wake()

    def check(self, number: int) -> None:
        """Raises Lost where the events after `number` can't be sent."""
        if not self._dropped <= number <= self._dropped + len(self._events):
            raise Lost

    def read(self, number: int) -> list[bytes]:
        """The events after `number` that there are by now. Raises Lost."""
        self.check(number)
        return self._events[number - self._dropped :]

    async def after(self, number: int) -> AsyncGenerator[bytes, None]:
        """The events after `number`, as many at a time as there are, until the answer's end.

        Raises Lost for who reads too slowly.
        """
        while True:
            more = self._more
            if found := self.read(number):
                number += len(found)
                yield b"".join(found)
            elif self.is_complete:
                yield END
                return
            else:
                await more.wait()

    def _drop_half(self) -> None:
        half = (len(self._events) + 1) // 2
        self.size -= sum(map(len, self._events[:half]))
        del self._events[:half]
        self._dropped += half

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()
