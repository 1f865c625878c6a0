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
from chatkit.types import ChatKitReq, InputTranscribeReq, is_streaming_req
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import InterfaceError, OperationalError
from django.utils import translation

from quizzes.ids import new_id

from . import limits, refusals
from .asgi_types import Receive, Scope, Send
from .context import RequestContext
from .database import drive, in_db_thread
from .refusals import Refusal
from .requests import ClientGone, authenticate, check_head, django_request, parse, read_body
from .sdk import FastChatKitServer
from .streams import EventStream
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
    request_id: str = field(default_factory=new_id)
    started: float = field(default_factory=time.perf_counter)
    op: str = "-"
    status: int = 0
    context: RequestContext | None = None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        return [(b"x-request-id", self.request_id.encode())]


class ChatEndpoint:
    """Whatever goes wrong before the first byte is a status with a sentence, as JSON."""

    def __init__(self, server: Callable[[], FastChatKitServer] = get_server) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope)
        try:
            await self._serve(exchange, receive, send)
        except ClientGone:
            exchange.status = 499
        finally:
            milliseconds = (time.perf_counter() - exchange.started) * 1000
            logger.info(
                "%s %d %.1f ms %s",
                exchange.op,
                exchange.status,
                milliseconds,
                exchange.request_id,
            )

    async def _serve(self, exchange: Exchange, receive: Receive, send: Send) -> None:
        try:
            check_head(exchange.scope)
            request = parse(await read_body(receive))
            exchange.op = request.type
            answer = await self._admit(exchange, request)
            if answer is None and not is_streaming_req(request):
                answer = await self._server().answer(request, _context(exchange))
        except Exception as error:
            refusal = _refusal(error)
            await _send_json(exchange, refusal.status, refusal.body, send, refusal.headers)
            return
        if answer is not None:
            await _send_json(exchange, 200, answer, send)
        elif is_streaming_req(request):
            exchange.status = 200
            context = _context(exchange)
            with translation.override(context.locale):
                events = self._server().stream(request, context)
                await EventStream(receive, send).send(events, exchange.headers)

    @in_db_thread
    def _admit(self, exchange: Exchange, request: ChatKitReq) -> bytes | None:
        """Everything that needs the database before the first byte, in one hop.

        The whole answer, or None for a stream and for what waits for other things than that.
        """
        http = django_request(exchange.scope)
        user = authenticate(http)
        locale = translation.get_language_from_request(http)
        context = RequestContext(str(user.pk), locale, exchange.request_id)
        exchange.context = context
        with translation.override(locale):
            if is_streaming_req(request):
                _limit(user)
                drive(self._server().check(request, context))
                return None
            if isinstance(request, InputTranscribeReq):
                _limit(user)
                return None
            return drive(self._server().answer(request, context))


def _context(exchange: Exchange) -> RequestContext:
    assert exchange.context is not None
    return exchange.context


def _limit(user: AbstractBaseUser) -> None:
    """Count what makes the chat work. A quiz answer is one row of one's own and not counted."""
    key = f"chat:{user.pk}"
    if settings.CHAT_RATE_LIMIT and not limits.allow(key, settings.CHAT_RATE_LIMIT, 60):
        raise refusals.too_many(limits.seconds_left(key))


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
