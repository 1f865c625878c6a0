from __future__ import annotations

import asyncio
import socket
from unittest import IsolatedAsyncioTestCase
from unittest.mock import patch

import uvicorn

from chatsite.http import MAX_HEAD, LimitedHttp
from conversations.asgi_types import Receive, Scope, Send

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
# What is still on its way when the server hangs up makes the client lose the reply.
REFUSED = (b"HTTP/1.1 400 Bad Request\r\n", b"")


async def thanks(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-length", b"6")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"Thanks"})


class Heads(IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        config = uvicorn.Config(thanks, http=LimitedHttp, lifespan="off", log_level="critical")
        self.server = uvicorn.Server(config)
        listener = socket.create_server(("127.0.0.1", 0))
        self.task = asyncio.create_task(self.server.serve(sockets=[listener]))
        self.reader, self.writer = await asyncio.open_connection(*listener.getsockname())

    async def asyncTearDown(self) -> None:
        self.writer.close()
        self.server.should_exit = True
        await self.task

    async def reply(self, *parts: bytes) -> bytes:
        """The first line of what comes back; b"" where the server just hangs up."""
        try:
            async with asyncio.timeout(10):
                for part in parts:
                    self.writer.write(part)
                    await self.writer.drain()
                return await self.reader.readline()
        except ConnectionError:
            return b""

    async def test_two_requests_on_a_connection_are_answered(self) -> None:
        body = b"x" * 2 * MAX_HEAD
        request = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
        for _ in range(2):
            self.assertIn(b" 200 ", await self.reply(request))
            await self.reader.readuntil(b"Thanks")

    async def test_headers_without_end_are_refused(self) -> None:
        lines = [b"X-A: " + b"a" * 1000 + b"\r\n"] * 100
        self.assertIn(await self.reply(HEAD, *lines), REFUSED)

    async def test_a_header_without_end_is_refused(self) -> None:
        self.assertIn(await self.reply(HEAD, b"X-A: ", *[b"a" * 1000] * 100), REFUSED)

    async def test_headers_that_do_not_come_end_the_connection(self) -> None:
        with patch("chatsite.http.SECONDS", 0.05):
            self.assertIn(b" 200 ", await self.reply(HEAD + b"\r\n"))
            await self.reader.readuntil(b"Thanks")
            self.assertEqual(await self.reply(HEAD), b"")
