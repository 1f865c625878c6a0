"""A browser without a screen: cookies, pages, forms, and the chat as the element uses it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import urlencode

from . import http_client
from .faults import cards
from .http_client import Connection, Reply

Json: TypeAlias = dict[str, Any]


class Unexpected(Exception):
    """A reply that a learner doesn't get while the site works. str() has its beginning."""


class HeaderReader(Connection):
    """Also keeps the cookies that are set, and the headers of the last reply by lower-case name."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        super().__init__()

    def on_header(self, name: bytes, value: bytes) -> None:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        self.headers[key] = text
        if key == "set-cookie":
            cookie, _, kept = text.partition(";")[0].partition("=")
            self.cookies[cookie] = kept.strip('"')


@dataclass(slots=True)
class Browser:
    """`thread` is the chat that was begun last, `card` the one that came or changed last.

    `received`: the headers of the last reply, by lower-case name.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    thread: str = ""
    card: cards.Card | None = None
    requests: int = 0
    received: dict[str, str] = field(default_factory=dict)
    _connection: HeaderReader | None = None

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def headers(self) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        return {"Cookie": cookie, "X-CSRFToken": self.cookies.get("csrftoken", "")}

    async def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Once more where the server hung up: it closes connections that were idle for a while."""
        self.requests += 1
        data = http_client.request(method, path, body, headers)
        if self._connection and not self._connection.is_closed:
            with suppress(ConnectionError):
                return await self._exchange(self._connection, data)
        self._connection = await HeaderReader.open(self.port)
        return await self._exchange(self._connection, data)

    async def _exchange(self, connection: HeaderReader, data: bytes) -> Reply:
        connection.cookies, connection.headers = self.cookies, self.received
        self.received.clear()
        return await connection.send(data)

    async def get(self, path: str) -> bytes:
        """A page's HTML. Raises Unexpected for anything but 200."""
        reply = await self.send("GET", path, b"", self.headers())
        if reply.status != 200:
            raise Unexpected(f"GET {path}: {reply.status} {reply.body[:300]!r}")
        return reply.body

    async def post(self, path: str, **fields: str) -> str:
        """Send a form that leads on to another page, whose address this gives."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(fields).encode()
        reply = await self.send("POST", path, body, self.headers() | form)
        if reply.status != 302:
            raise Unexpected(f"POST {path}: {reply.status} {reply.body[:300]!r}")
        return self.received["location"]

    async def sign_in(self, name: str, password: str) -> None:
        await self.get("/sign-in/")
        await self.post("/sign-in/", username=name, password=password)

    async def join(self, name: str) -> None:
        await self.get("/join/")
        await self.post("/join/", name=name)

    async def sign_out(self) -> None:
        await self.post("/sign-out/")

    async def chat(self, operation: str, **params: Any) -> list[Json]:
        """The events of a stream, or one answer. Raises Unexpected where anything failed."""
        body = json.dumps({"type": operation, "params": params}).encode()
        reply = await self.send("POST", "/chatkit", body, self.headers())
        events = list(_events(reply.body))
        if reply.status != 200 or any(event.get("type") == "error" for event in events):
            raise Unexpected(f"{operation}: {reply.status} {reply.body[-300:]!r}")
        for event in events:
            self._notice(event)
        return events

    async def begin(self, text: str) -> list[Json]:
        """A new chat with this message."""
        self.card = None
        return await self.chat("threads.create", input=message(text))

    async def press(self, name: str, **more: Any) -> list[Json]:
        """A button of `card`, or its form with the values of its controls."""
        assert self.card is not None
        action = self.card.action(name)
        return await self.chat(
            "threads.custom_action" if action["streaming"] else "threads.sync_custom_action",
            thread_id=self.thread,
            item_id=self.card.item,
            action={"type": name, "payload": action["payload"] | more},
        )

    async def answer(self, choice: str) -> list[Json]:
        return await self.press("mcq.submit", choices=[choice])

    def _notice(self, event: Json) -> None:
        if event.get("type") == "thread.created":
            self.thread = event["thread"]["id"]
        item = event.get("item") or event.get("updated_item") or {}
        if item.get("type") == "widget":
            self.card = cards.read(item)


async def take_quiz(browser: Browser, slug: str, rng: random.Random) -> None:
    """Begin it or go on with it, answer or skip what is open, and finish."""
    await browser.begin(f"start {slug}")
    while (card := browser.card) and not card.is_result:
        if card.is_open and not card.is_saved and rng.random() < 0.9:
            await browser.answer(rng.choice([c for c in card.choices if c not in card.tried]))
        elif "mcq.next" in card.actions:
            await browser.press("mcq.next")
        else:
            await browser.press("mcq.finish")


def message(text: str) -> Json:
    content = [{"type": "input_text", "text": text}]
    return {"content": content, "attachments": [], "inference_options": {}}


def _events(body: bytes) -> Iterator[Json]:
    if not body.startswith((b"data: ", b": ")):
        yield json.loads(body)
        return
    for line in body.decode().split("\n\n"):
        if line.startswith("data: "):
            yield json.loads(line[6:])
