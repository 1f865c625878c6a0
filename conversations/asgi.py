"""POST /chatkit: an ASGI application of its own, beside Django's.

Under Django's handler every open stream would keep a thread and a database connection.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from chatkit.errors import CustomStreamError
from chatkit.store import NotFoundError
from chatkit.types import InputTranscribeReq, StreamingReq, ThreadsDeleteReq
from django.db import InterfaceError, OperationalError
from django.utils import translation

from . import extended, metrics, refusals, resuming
from .actions import HANDLERS
from .asgi_types import Receive, Scope, Send
from .batches import Batches
from .context import RequestContext
from .database import drive, in_db_thread
from .extensions import AnyReq, ThreadsResumeReq, ThreadsStopReq, asked_for
from .identity import Head, identify, read_head
from .logs import begin_request
from .opening import Opened, count_towards_limit, open_stream
from .refusals import Refusal
from .requests import ClientGone, check_head, parse, read_body
from .sdk import FastChatKitServer
from .streams import EventStream
from .submits import record, submit_of
from .turns import BadAction

logger = logging.getLogger(__name__)


@cache
def get_server() -> FastChatKitServer:
    from .server import QuizChatKitServer

    return QuizChatKitServer()


@dataclass(slots=True)
class Exchange:
    """What is known of a request while it is served."""

    scope: Scope
    request_id: str
    started: float = field(default_factory=time.perf_counter)
    op: str = "-"
    status: int = 0
    locale: str = "en"

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        return [(b"x-request-id", self.request_id.encode())]

    def finish(self) -> None:
        """Count and log it."""
        seconds = time.perf_counter() - self.started
        metrics.seconds_of(self.op).observe(seconds)
        fields = {
            "operation": self.op,
            "status": self.status,
            "milliseconds": round(1000 * seconds, 1),
        }
        logger.info("%s %d %.1f ms", *fields.values(), extra=fields)


class ChatEndpoint:
    """Whatever goes wrong before the first byte is a status with a sentence, as JSON."""

    def __init__(self, server: Callable[[], FastChatKitServer] = get_server) -> None:
        self._server = server
        self._submits = Batches(record)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, begin_request(scope))
        try:
            await self._serve(exchange, receive, send)
        except ClientGone:
            exchange.status = 499
        finally:
            exchange.finish()

    async def _serve(self, exchange: Exchange, receive: Receive, send: Send) -> None:
        try:
            check_head(exchange.scope)
            request = parse(await read_body(receive))
            exchange.op = exchange.scope["operation"] = _operation(request)
            head = read_head(exchange.scope)
            exchange.locale = head.locale
            answer = await self._answer(exchange, request, head)
        except Exception as error:
            refusal = _refusal(error)
            metrics.refusals_of(refusal.code).inc()
            await _send_json(exchange, refusal.status, refusal.body, send, refusal.headers)
            return
        if isinstance(answer, Opened):
            await _send_stream(exchange, answer, receive, send)
        else:
            await _send_json(exchange, 200, answer, send)

    async def _answer(self, exchange: Exchange, request: AnyReq, head: Head) -> bytes | Opened:
        """The whole answer, or a stream of it."""
        if submit := submit_of(request, head):
            return await self._submits.run(submit)
        if isinstance(request, InputTranscribeReq):
            return await self._server().answer(request, await self._admit(exchange, head))
        if isinstance(request, ThreadsDeleteReq) and resuming.is_here(request.params.thread_id):
            await self._answer(exchange, ThreadsStopReq.of(request.params.thread_id), head)
        answer = await self._admit_and_answer(exchange, request, head)
        if isinstance(request, ThreadsStopReq):
            await resuming.stop(request.params.thread_id)
        return answer

    @in_db_thread
    def _admit_and_answer(self, exchange: Exchange, request: AnyReq, head: Head) -> bytes | Opened:
        """Everything that needs the database before the first byte, in one hop."""
        context = _context(exchange, head)
        context.extensions = asked_for(request)
        with translation.override(head.locale):
            if isinstance(request, ThreadsResumeReq):
                return resuming.resume(self._server(), request, context)
            if isinstance(request, StreamingReq):
                return open_stream(self._server(), request, context)
            return drive(extended.answer(self._server(), request, context))

    @in_db_thread
    def _admit(self, exchange: Exchange, head: Head) -> RequestContext:
        """For an answer that waits for other things than the database."""
        context = _context(exchange, head)
        count_towards_limit(context.user_id)
        return context


def _context(exchange: Exchange, head: Head) -> RequestContext:
    return RequestContext(identify(head), head.locale, exchange.request_id, head.site)


def _operation(request: AnyReq) -> str:
    """ "mcq.submit" rather than the "threads.sync_custom_action" that it comes as."""
    action = getattr(request.params, "action", None)
    return action.type if action and action.type in HANDLERS else request.type


def _refusal(error: Exception) -> Refusal:
    match error:
        case ClientGone():
            raise error
        case Refusal():
            return error
        case NotFoundError():
            return refusals.not_found()
        case CustomStreamError() | BadAction():
            return refusals.bad_request(getattr(error, "message", str(error)))
        case OperationalError() | InterfaceError():
            logger.error("The database can't be used", exc_info=error)
            return refusals.unavailable()
        case _:
            logger.error("A request failed", exc_info=error)
            return refusals.failure()


async def _send_stream(exchange: Exchange, opened: Opened, receive: Receive, send: Send) -> None:
    exchange.status = 200
    with translation.override(exchange.locale):
        sent = resuming.begin(opened) if opened.is_resumable else opened
        try:
            await EventStream(receive, send).send(sent.first, sent.events, exchange.headers)
        finally:
            if sent.place:
                sent.place.give_back()


async def _send_json(
    exchange: Exchange,
    status: int,
    body: bytes,
    send: Send,
    headers: dict[str, str] | None = None,
) -> None:
    exchange.status = status
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"no-store"),
                (b"x-content-type-options", b"nosniff"),
                *exchange.headers,
                *(
                    (name.lower().encode(), value.encode())
                    for name, value in (headers or {}).items()
                ),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
