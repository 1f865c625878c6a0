"""Sending a stream of events, for as long as the client stays."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator

from chatkit.types import ErrorEvent
from django.conf import settings

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


_listening: set[asyncio.Task[None]] = set()


def end_streams() -> None:
    """Save and end every open stream, since the server stops. Clients are told to try again."""
    for task in _listening:
        task.cancel()


class EventStream:
    """One answer of server-sent events, and a comment now and then to keep the line open."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._asgi_send = send
        # Events and heartbeats come from two tasks.
        self._line = asyncio.Lock()

    async def send(
        self, events: AsyncGenerator[bytes, None], headers: list[tuple[bytes, bytes]]
    ) -> None:
        """Send `events` until they end or the client goes.

        One task steps the generator from beginning to end, as the SDK's context variables want
        it. When the client goes, the generator is cancelled and this waits until it has saved
        what there is. No database connection is held here.
        """
        await self._asgi_send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [*HEADERS, *headers],
            }
        )
        pump = asyncio.create_task(self._pump(events))
        gone = asyncio.create_task(self._gone())
        _listening.add(gone)
        try:
            await self._until_one_is_done(pump, gone)
        finally:
            stopped = gone.cancelled()
            _listening.discard(gone)
            gone.cancel()
            await _cancelled(pump)
        await self._chunk(STOPPING if stopped else b"", more=False)

    async def _until_one_is_done(self, *tasks: asyncio.Task[None]) -> None:
        seconds = settings.CHAT_HEARTBEAT_SECONDS
        first = asyncio.FIRST_COMPLETED
        while not (await asyncio.wait(tasks, timeout=seconds, return_when=first))[0]:
            await self._chunk(PING)

    async def _pump(self, events: AsyncGenerator[bytes, None]) -> None:
        try:
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
            task = asyncio.current_task()
            assert task is not None
            task.cancel()

    async def _chunk(self, body: bytes, more: bool = True) -> None:
        async with self._line:
            await self._asgi_send({"type": "http.response.body", "body": body, "more_body": more})

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def _cancelled(task: asyncio.Task[None]) -> None:
    """Cancel `task` and wait for its end, whatever that is."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()  # asked for, or asyncio would log it
