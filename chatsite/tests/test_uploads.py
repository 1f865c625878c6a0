from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import IsolatedAsyncioTestCase
from unittest.mock import patch

from chatsite.uploads import LimitedBody
from conversations.asgi_types import Receive, Scope, Send
from conversations.tests.door import Reply


class Pages:
    """Like Django: reads the body to its end, answers, and listens until the client goes."""

    read = b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            self.read += message["body"]
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"Thanks."})
        assert (await receive())["type"] == "http.disconnect"


class Uploads(IsolatedAsyncioTestCase):
    async def sent(self, *parts: bytes, ends: bool = True) -> Reply:
        self.pages, reply = Pages(), Reply()
        messages = self.messages(parts, ends)

        async def receive() -> Mapping[str, Any]:
            message = next(messages, None)
            return message or await asyncio.Event().wait()  # type: ignore[return-value]  # never returns

        await LimitedBody(self.pages)({"type": "http"}, receive, reply.send)
        return reply

    def messages(self, parts: tuple[bytes, ...], ends: bool) -> Iterator[Mapping[str, Any]]:
        for number, part in enumerate(parts, start=1):
            more = number < len(parts) or not ends
            yield {"type": "http.request", "body": part, "more_body": more}
        if ends:
            yield {"type": "http.disconnect"}

    @patch("chatsite.uploads.MAX_BODY", 10)
    async def test_as_much_as_may_be_sent_is(self) -> None:
        reply = await self.sent(b"12345", b"67890")
        self.assertEqual((reply.status, self.pages.read), (200, b"1234567890"))

    @patch("chatsite.uploads.MAX_BODY", 10)
    async def test_more_is_refused_and_not_read_to_its_end(self) -> None:
        reply = await self.sent(b"12345", b"67890", b"1", b"never read")
        self.assertEqual((reply.status, self.pages.read), (413, b"1234567890"))
        self.assertIn(b"at most 64 MB", reply.body)

    @patch("chatsite.uploads.SECONDS", 0.01)
    async def test_what_takes_too_long_is_refused(self) -> None:
        reply = await self.sent(b"12345", ends=False)
        self.assertEqual(reply.status, 408)

    @patch("chatsite.uploads.SECONDS", 0.01)
    async def test_an_answer_may_take_as_long_as_it_does(self) -> None:
        self.assertEqual((await self.sent(b"12345")).status, 200)
