"""A browser's way to the site: cookies, one kept connection, and what may happen to it."""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import random
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from httptools import HttpParserError

from benchmarks import http_client
from benchmarks.http_client import Connection

from .names import PASSWORD

Json = dict[str, Any]
# Longer than the site waits for a lock or a connection; a reply that takes longer is a fault.
SECONDS = 30
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Exchange:
    """`status` is 0 and `body` what came so far where no complete reply came."""

    status: int
    body: bytes

    @property
    def is_complete(self) -> bool:
        return self.status != 0

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def events(self) -> list[Json]:
        """Of a stream; an event that was cut is none."""
        parts = self.body.split(b"\n\n")[:-1]
        lines = (line for part in parts for line in part.split(b"\n"))
        return [json.loads(line[6:]) for line in lines if line.startswith(b"data: ")]


class Wire:
    """`port` says anew where to connect to each time. Nothing here raises for a broken line."""

    def __init__(self, port: Callable[[], int], rng: random.Random) -> None:
        self._port = port
        self._rng = rng
        self._headers: dict[str, str] = {}
        self._connection: Connection | None = None
        self._is_busy = False

    async def sign_in(self, name: str) -> bool:
        """With the form, as a browser does it. Whether it worked."""
        try:
            self._headers = await asyncio.to_thread(sign_in, self._port(), name)
        except OSError:
            return False
        return True

    def request(self, operation: str, params: Json) -> bytes:
        body = json.dumps({"type": operation, "params": params}).encode()
        return http_client.request("POST", "/chatkit", body, self._headers)

    async def exchange(self, data: bytes) -> Exchange:
        """Send a request over the kept connection; while that is in use, over another."""
        if self._is_busy:
            return await self._aside(data)
        self._is_busy = True
        try:
            connection = self._connection = self._connection or await self._connect()
            exchange = await _exchange(connection, data)
        except OSError:
            exchange = Exchange(0, b"")
        finally:
            self._is_busy = False
        if not exchange.is_complete:
            self.hang_up()
        return exchange

    async def _aside(self, data: bytes) -> Exchange:
        try:
            connection = await self._connect()
        except OSError:
            return Exchange(0, b"")
        try:
            return await _exchange(connection, data)
        finally:
            connection.close()

    async def cut_request(self, data: bytes) -> None:
        """Send a part of a request, mostly of its body, and hang up."""
        end = self._rng.randrange(len(data) // 2, len(data))
        await self._send_and_hang_up(data[:end])

    async def cut_reply(self, data: bytes) -> None:
        """Send all of a request and hang up before the reply, or in the middle of it."""
        await self._send_and_hang_up(data)

    async def _send_and_hang_up(self, data: bytes) -> None:
        try:
            connection = await self._connect()
        except OSError:
            return
        sending = asyncio.ensure_future(_exchange(connection, data))
        await asyncio.wait({sending}, timeout=self._rng.choice([0.0, 0.001, 0.003, 0.01, 0.03]))
        connection.close()
        await sending

    async def cut_stream(self, data: bytes) -> Exchange:
        """Send a request and hang up when some of the stream has come."""
        parts = self._rng.randint(1, 4)
        came = bytearray()

        def on_part(part: bytes) -> None:
            nonlocal parts
            parts -= 1
            came.extend(part)
            if not parts:
                self.hang_up()

        try:
            connection = self._connection = self._connection or await self._connect()
            async with asyncio.timeout(SECONDS):
                await connection.send(data, on_part)
        except (OSError, TimeoutError, HttpParserError):
            pass  # which is what is wanted
        self.hang_up()
        return Exchange(0, bytes(came))

    def hang_up(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    async def _connect(self) -> Connection:
        async with asyncio.timeout(SECONDS):
            return await Connection.open(self._port())


async def _exchange(connection: Connection, data: bytes) -> Exchange:
    came = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            reply = await connection.send(data, came.extend)
    except (OSError, TimeoutError, HttpParserError):
        return Exchange(0, bytes(came))
    return Exchange(reply.status, bytes(came))


def sign_in(port: int, name: str) -> dict[str, str]:
    """The headers of a signed-in browser. Raises OSError where that fails."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    url = f"http://127.0.0.1:{port}/sign-in/"
    with opener.open(url, timeout=SECONDS) as page:
        found = TOKEN.search(page.read().decode())
    if not found:
        raise OSError("The sign-in page has no form.")
    form = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
    with opener.open(url, urllib.parse.urlencode(form).encode(), timeout=SECONDS) as page:
        page.read()
    cookies = {cookie.name: cookie.value or "" for cookie in jar}
    if "sessionid" not in cookies:
        raise OSError("The site didn't sign in.")
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": cookie, "X-CSRFToken": cookies["csrftoken"]}
