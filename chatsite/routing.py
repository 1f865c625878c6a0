"""Small ASGI applications that hold the others together."""

from __future__ import annotations

import signal

from asgiref.sync import ThreadSensitiveContext

from conversations.asgi_types import Application, Receive, Scope, Send
from conversations.database import stop_database_threads
from conversations.runs import runs

from .stopping import stop_gently_on


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
    """Ends open streams when the server is told to stop, then answers that nobody follows, and lets
    the database threads go."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                stop_gently_on(signal.SIGTERM, signal.SIGINT)
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await runs.stop_all()
                stop_database_threads()
                await send({"type": "lifespan.shutdown.complete"})
                return
