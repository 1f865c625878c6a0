"""The site with answers that take time, or are long.

A message "tick 20" is answered with the time, once a second for 20 seconds, "flood 20" with 20
events of 1 KB as fast as they are taken. All other messages are answered as always.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import cache

from channels.routing import ProtocolTypeRouter
from chatkit.types import (
    ProgressUpdateEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    UserMessageTextContent,
)

from chatsite import asgi
from chatsite.routing import Lifespan, PathRouter
from conversations.asgi import ChatEndpoint
from conversations.context import RequestContext
from conversations.server import QuizChatKitServer


class TickingServer(QuizChatKitServer):
    async def respond(
        self,
        thread: ThreadMetadata,
        input_user_message: UserMessageItem | None,
        context: RequestContext,
    ) -> AsyncIterator[ThreadStreamEvent]:
        words = _words(input_user_message)
        if words[0] == "tick":
            answer = _ticks(int(words[1]))
        elif words[0] == "flood":
            answer = _flood(int(words[1]))
        else:
            answer = super().respond(thread, input_user_message, context)
        async for event in answer:
            yield event


def _words(message: UserMessageItem | None) -> list[str]:
    content = message.content[0] if message else None
    text = content.text if isinstance(content, UserMessageTextContent) else ""
    return text.split() or [""]


async def _ticks(count: int) -> AsyncIterator[ThreadStreamEvent]:
    due = time.monotonic()
    for _ in range(count):
        yield ProgressUpdateEvent(text=f"{due:.6f}")
        due += 1
        await asyncio.sleep(due - time.monotonic())


async def _flood(count: int) -> AsyncIterator[ThreadStreamEvent]:
    for _ in range(count):
        yield ProgressUpdateEvent(text="x" * 1024)
        await asyncio.sleep(0)


@cache
def server() -> TickingServer:
    return TickingServer()


site = asgi.application.application_mapping["http"]
application = ProtocolTypeRouter(
    {"http": PathRouter({"/chatkit": ChatEndpoint(server)}, site), "lifespan": Lifespan()}
)
