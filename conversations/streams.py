"""Sending a stream of events, for as long as the client stays."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator

from chatkit.types import ErrorEvent
from django.conf import settings

from . import metrics
from .asgi_types import Receive, Send

logger = logging.getLogger(__name__)

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
PING = b": ping\n\n"


def _error(message: str) -> bytes:
    event = ErrorEvent(message=message, allow_retry=True)
    return b"data: " + event.model_dump_json().encode() + b"\n\n"


BROKEN = _error("The answer broke off. What came before is kept. Try again.")
STOPPING = _error("The server is restarting. What came before is kept. Try again in a moment.")

_open: set[EventStream] = set()
metrics.open_streams.set_function(lambda: len(_open))


def end_streams() -> None:
    """Save and end every open stream, since the server stops. Clients are told to try again."""
    for stream in list(_open):
        stream.stop(STOPPING)


class EventStream:
    """One answer of server-sent events, and a comment now and then to keep the line open.

    The task that calls `send` steps the generator from beginning to end, as the SDK's context
    variables want it. A second one listens to the client and stops the first. More tasks, and
    timers for each of them, are memory that thousands of open streams feel.
    """

    __slots__ = ("_asgi_send", "_last", "_line", "_receive", "_task")

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._asgi_send = send
        self._line = asyncio.Lock()
        self._last: bytes | None = None

    async def send(
        self,
        first: bytes,
        events: AsyncGenerator[bytes, None],
        headers: list[tuple[bytes, bytes]],
    ) -> None:
        """Send `first`, then `events` until they end or the client goes.

        When the client goes, the generator is cancelled and this waits until it has saved what
        there is. No database connection is held here.
        """
        await self._asgi_send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [*HEADERS, *headers],
            }
        )
        self._task = _current_task()
        listening = asyncio.create_task(self._listen())
        _open.add(self)
        try:
            await self._pump(first, events)
        except asyncio.CancelledError:
            if self._last is None:
                raise  # by somebody else
            while self._task.uncancel():
                pass
        finally:
            _open.discard(self)
            listening.cancel()
        await self._chunk(self._last or b"", more=False)

    def stop(self, last: bytes = b"") -> None:
        """Cancel the generator where it waits, and end with `last`."""
        if self._last is None:
            self._last = last
            self._task.cancel()

    async def _pump(self, first: bytes, events: AsyncGenerator[bytes, None]) -> None:
        try:
            if first:
                await self._deliver(first)
            async for event in events:
                await self._deliver(event)
        except Exception:
            logger.exception("A stream broke off")
            await self._chunk(BROKEN)

    async def _deliver(self, event: bytes) -> None:
        try:
            await self._chunk(event)
        except asyncio.CancelledError:
            # Between two events the generator would only be closed. Cancel it where it waits
            # next: there the SDK notices, and saves.
            _current_task().cancel()

    async def _chunk(self, body: bytes, more: bool = True) -> None:
        async with self._line:
            await self._asgi_send({"type": "http.response.body", "body": body, "more_body": more})

    async def _listen(self) -> None:
        while True:
            try:
                async with asyncio.timeout(settings.CHAT_HEARTBEAT_SECONDS):
                    message = await self._receive()
            except TimeoutError:
                await self._chunk(PING)
                continue
            if message["type"] == "http.disconnect":
                self.stop()
                return


def _current_task() -> asyncio.Task[None]:
    task = asyncio.current_task()
    assert task is not None
    return task
