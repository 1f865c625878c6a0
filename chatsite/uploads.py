"""How much, and for how long, may be sent to Django's pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from conversations.asgi_types import Application, Receive, Scope, Send
from quizzes.formats.source import MAX_WHOLE

# A file to import, and the form around it.
MAX_BODY = MAX_WHOLE + 1024 * 1024
# Such a file at half a megabit a second.
SECONDS = 330


class Refused(Exception):
    """`status`, and str() a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class LimitedBody:
    """An ASGI application around Django's, which reads a body to its end before anything else.

    Whoever it comes from: without this anybody could fill the disk.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._application(scope, _Body(receive).receive, send)
        except Refused as refusal:
            await _answer(refusal, send)


class _Body:
    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = MAX_BODY
        self._is_complete = False
        self._deadline = asyncio.get_running_loop().time() + SECONDS

    async def receive(self) -> Mapping[str, Any]:
        if self._is_complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise Refused(408, "That took too long to arrive. Nothing was kept.") from None
        self._left -= len(message.get("body", b""))
        self._is_complete = not message.get("more_body", False)
        if self._left < 0:
            megabytes = MAX_WHOLE // 1024 // 1024
            raise Refused(413, f"That is too large: at most {megabytes} MB. Nothing was kept.")
        return message


async def _answer(refusal: Refused, send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": str(refusal).encode()})
