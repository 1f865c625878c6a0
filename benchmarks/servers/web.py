"""The FastAPI application around a quiz server, and what the benchmark needs beside the chat."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from chatkit.server import StreamingResult
from chatkit.types import ThreadMetadata
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from .quiz import Learner, QuizServer

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def application(server: QuizServer, lifespan: Lifespan | None = None) -> FastAPI:
    app = FastAPI(lifespan=lifespan)

    @app.post("/chatkit")
    async def chatkit(request: Request) -> Response:
        learner = Learner(request.headers["x-learner"])
        result = await server.process(await request.body(), learner)
        if isinstance(result, StreamingResult):
            return StreamingResponse(result, media_type="text/event-stream")
        return Response(result.json, media_type="application/json")

    @app.post("/seed")
    async def seed(learner: str, cards: int = 0, threads: int = 1) -> dict[str, list[str]]:
        """Make threads, the last of them with open cards; the ids of the cards and of it."""
        context = Learner(learner)
        for _ in range(threads):
            thread = ThreadMetadata(
                id=server.store.generate_thread_id(context), created_at=datetime.now()
            )
            await server.store.save_thread(thread, context)
        items = [server.card(thread, context, number) for number in range(cards)]
        for item in items:
            await server.store.add_thread_item(thread.id, item, context)
        return {"thread": [thread.id], "items": [item.id for item in items]}

    @app.get("/count")
    async def count() -> dict[str, int]:
        return {"answers": await server.count()}

    return app
