"""Opening a stream: all that needs the database before its first byte, in one transaction."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import orjson
from chatkit.types import StreamingReq, ThreadsAddUserMessageReq, ThreadsCreateReq
from django.conf import settings
from django.db import transaction

from . import limits, refusals
from .context import RequestContext
from .database import drive
from .extensions import RESUME
from .open_streams import Place
from .sdk import FastChatKitServer


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream that may be sent: `first`, which is made already, then `events`.

    Whoever has sent it gives its place back, if it has one. `is_resumable`: it is to outlive its
    connection.
    """

    place: Place | None
    first: bytes
    events: AsyncGenerator[bytes, None]
    user_id: str = ""
    thread_id: str = ""
    is_resumable: bool = False


def open_stream(
    server: FastChatKitServer, request: StreamingReq, context: RequestContext
) -> Opened:
    """Raises Refusal or the store's NotFoundError; then nothing was changed."""
    place = Place(context.user_id)
    try:
        with transaction.atomic():
            count_towards_limit(context.user_id)
            drive(server.check(request, context))
            events = server.stream(request, context)
            first = drive(_first(events)) if _begins_with_a_row(request) else b""
    except BaseException:
        place.give_back()
        raise
    resumable = RESUME in context.extensions
    thread_id = _thread_of(request, first) if resumable else ""
    return Opened(place, first, events, context.user_id, thread_id, resumable)


def count_towards_limit(user_id: str) -> None:
    """Count what makes the chat work. A quiz answer is one row of one's own and not counted."""
    key = f"chat:{user_id}"
    if settings.CHAT_RATE_LIMIT and not limits.allow(key, settings.CHAT_RATE_LIMIT, 60):
        raise refusals.too_many(limits.seconds_left(key))


def _begins_with_a_row(request: StreamingReq) -> bool:
    """Whether the SDK writes something before its first event, and waits for nothing else."""
    return isinstance(request, ThreadsCreateReq | ThreadsAddUserMessageReq)


def _thread_of(request: StreamingReq, first: bytes) -> str:
    """The id of the thread that is answered in; a new one's is in its first event."""
    if isinstance(request, ThreadsCreateReq):
        event = orjson.loads(first.removeprefix(b"data: "))
        return str(event["thread"]["id"])
    return request.params.thread_id


async def _first(events: AsyncGenerator[bytes, None]) -> bytes:
    return await anext(events)
