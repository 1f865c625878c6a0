"""Answers to requests that don't stream, with what is asked for beyond the protocol."""

from __future__ import annotations

import orjson
from chatkit.types import ItemsListReq, ThreadsGetByIdReq

from .context import RequestContext
from .extensions import FEEDBACK, RESUME, ItemsRemoveFeedbackReq, PlainReq, ThreadsStopReq
from .resuming import is_running
from .sdk import FastChatKitServer


async def answer(server: FastChatKitServer, request: PlainReq, context: RequestContext) -> bytes:
    match request:
        case ThreadsStopReq():
            await server.store.load_thread(request.params.thread_id, context)
            return b"{}"
        case ItemsRemoveFeedbackReq():
            params = request.params
            await server.store.remove_feedback(params.thread_id, params.item_ids, context)
            return b"{}"
        case ThreadsGetByIdReq() | ItemsListReq() if context.extensions:
            return await _read(server, request, context)
    return await server.answer(request, context)


async def _read(
    server: FastChatKitServer, request: ThreadsGetByIdReq | ItemsListReq, context: RequestContext
) -> bytes:
    """A page of items, and in a thread whether it is being answered in."""
    answer = orjson.loads(await server.answer(request, context))
    thread_id = request.params.thread_id
    page = answer if isinstance(request, ItemsListReq) else answer["items"]
    if FEEDBACK in context.extensions:
        ids = [item["id"] for item in page["data"]]
        page["feedback"] = await server.store.load_feedback(thread_id, ids, context)
    if RESUME in context.extensions and page is not answer and is_running(thread_id):
        answer["metadata"] = {"running": True}
    return orjson.dumps(answer)
