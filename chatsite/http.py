"""HTTP with limits that uvicorn leaves to a proxy: `--http chatsite.http:LimitedHttp`."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024
SECONDS = 20.0


class LimitedHttp(HttpToolsProtocol):
    """A request's first line and headers may take 64 KB and 20 seconds, also those of the first.

    Without this they are kept in memory for as long as somebody goes on sending them.
    """

    _head: int | None = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait_for_head()

    def on_message_begin(self) -> None:
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is None or self.transport.is_closing():
            return
        self._head += len(data)
        if self._head > MAX_HEAD:
            self.send_400_response("The headers are too long.")

    def connection_lost(self, error: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(error)

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._head = 0
        self._timer = self.loop.call_later(SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        self._head = None
        if self._timer:
            self._timer.cancel()
            self._timer = None
