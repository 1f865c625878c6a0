"""Small ASGI applications that hold the others together."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType

from asgiref.sync import ThreadSensitiveContext

from conversations.asgi_types import Application, Receive, Scope, Send
from conversations.database import stop_database_threads
from conversations.streams import end_streams


class PathRouter:
    """HTTP requests or websockets by exact path; everything else goes to `otherwise`."""

    def __init__(self, paths: dict[str, Application], otherwise: Application) -> None:
        self._paths = paths
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        await self._paths.get(path, self._otherwise)(scope, receive, send)


class PerSocketThread:
    """Gives each websocket a thread for its synchronous work; else all sockets share one."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with ThreadSensitiveContext():
            await self._application(scope, receive, send)


async def refuse_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Closed before it is accepted, a websocket is answered with 403."""
    await send({"type": "websocket.close", "code": 4404, "reason": "No such websocket."})


class Lifespan:
    """Ends open streams when the server is told to stop, and lets its database threads go."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                end_streams_on(signal.SIGTERM, signal.SIGINT)
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                stop_database_threads()
                await send({"type": "lifespan.shutdown.complete"})
                return


def end_streams_on(*signals: signal.Signals) -> None:
    """Before the server does what it does on these signals: wait, then cut what still streams."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in signals:
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, partial(_end_streams_then, before, loop))


def _end_streams_then(
    before: Callable[[int, FrameType | None], object],
    loop: asyncio.AbstractEventLoop,
    number: int,
    frame: FrameType | None,
) -> None:
    loop.call_soon_threadsafe(end_streams)
    before(number, frame)
