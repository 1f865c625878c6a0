"""A small HTTP client: keep-alive, one request at a time on a connection, bytes in and out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Self, cast

from httptools import HttpResponseParser

SECONDS = 60


@dataclass(slots=True)
class Reply:
    """`first`: when the first part of the body came, on the clock of perf_counter."""

    status: int = 0
    body: bytes = b""
    first: float = 0.0


@dataclass(slots=True)
class Arriving:
    """A reply under way. `on_part` sees each part of its body."""

    done: asyncio.Future[Reply]
    reply: Reply = field(default_factory=Reply)
    on_part: Callable[[bytes], None] | None = None


class Connection(asyncio.Protocol):
    """Also the parser's handler: it calls `on_headers_complete` and so on."""

    _transport: asyncio.Transport
    _arriving: Arriving | None = None
    is_closed = False

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)

    @classmethod
    async def open(cls, port: int) -> Self:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, "127.0.0.1", port)
        return connection

    async def send(self, request: bytes, on_part: Callable[[bytes], None] | None = None) -> Reply:
        """Raises ConnectionError where the server hangs up, TimeoutError after a minute."""
        if self._transport.is_closing():
            raise ConnectionError("the server hung up before")
        loop = asyncio.get_running_loop()
        arriving = self._arriving = Arriving(loop.create_future(), on_part=on_part)
        self._transport.write(request)
        timer = loop.call_later(SECONDS, self._give_up, arriving.done)
        try:
            return await arriving.done
        finally:
            timer.cancel()

    def _give_up(self, done: asyncio.Future[Reply]) -> None:
        if not done.done():
            done.set_exception(TimeoutError("no reply"))

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's is one in all but name.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_closed = True
        if self._arriving and not self._arriving.done.done():
            self._arriving.done.set_exception(error or ConnectionError("the server hung up"))

    def on_headers_complete(self) -> None:
        if self._arriving:
            self._arriving.reply.status = self._parser.get_status_code()

    def on_body(self, part: bytes) -> None:
        arriving = self._arriving
        if arriving is None:
            return
        arriving.reply.first = arriving.reply.first or perf_counter()
        if arriving.on_part:
            arriving.on_part(part)
        else:
            arriving.reply.body += part

    def on_message_complete(self) -> None:
        if self._arriving and not self._arriving.done.done():
            self._arriving.done.set_result(self._arriving.reply)


def request(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """The bytes of a request."""
    usual = {"Host": "127.0.0.1", "Content-Length": len(body), "Content-Type": "application/json"}
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in {**usual, **headers}.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
