"""The site, but a message "tick 20" is answered with the time, once a second for 20 seconds."""

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
        assert input_user_message is not None
        (text,) = input_user_message.content
        assert isinstance(text, UserMessageTextContent)
        due = time.monotonic()
        for _ in range(int(text.text.split()[1])):
            yield ProgressUpdateEvent(text=f"{due:.6f}")
            due += 1
            await asyncio.sleep(due - time.monotonic())


@cache
def server() -> TickingServer:
    return TickingServer()


application = ProtocolTypeRouter(
    {
        "http": PathRouter({"/chatkit": ChatEndpoint(server)}, asgi.django),
        "lifespan": Lifespan(),
    }
)
