"""Going on with an answer whose connection was lost, whichever worker makes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

from . import relay
from .context import RequestContext
from .database import drive
from .event_log import Lost
from .extensions import ResumeParams, ThreadsResumeReq
from .open_streams import Place
from .opening import Opened, count_towards_limit
from .runs import Run, not_running, runs
from .sdk import FastChatKitServer

# The event loop keeps no task by itself.
_copies: set[asyncio.Task[None]] = set()


def begin(opened: Opened) -> Opened:
    """Let an answer outlive its connection. What is returned follows it."""
    run = runs.begin(opened)
    if relay.is_shared():
        # Most answers are over before another worker can be asked for them.
        asyncio.get_running_loop().call_later(relay.TICK, _copy, run)
    return replace(opened, place=None, first=b"", events=run.follow(0))


def resume(server: FastChatKitServer, request: ThreadsResumeReq, context: RequestContext) -> Opened:
    """The rest of a running answer. Raises Refusal or the store's NotFoundError."""
    count_towards_limit(context.user_id)
    drive(server.store.load_thread(request.params.thread_id, context))
    events = _found(request.params, context.user_id)
    return Opened(Place(context.user_id), b"", events)


def is_here(thread_id: str) -> bool:
    """Whether this worker answers in the thread."""
    return runs.is_running(thread_id)


def is_running(thread_id: str) -> bool:
    return runs.is_running(thread_id) or relay.is_running(thread_id)


async def stop(thread_id: str) -> None:
    """Whose thread it is was checked before."""
    if runs.is_running(thread_id):
        await runs.stop(thread_id)
    else:
        await relay.stop(thread_id)


def _found(params: ResumeParams, user_id: str) -> AsyncGenerator[bytes, None]:
    for source in (runs.follow, relay.find):
        try:
            return source(user_id, params.thread_id, params.after)
        except Lost:
            continue
    raise not_running()


def _copy(run: Run) -> None:
    if run.is_running:
        task = asyncio.create_task(relay.Copy(run).keep())
        _copies.add(task)
        task.add_done_callback(_copies.discard)
