"""Django's pages, each with a request id, a line in the log and a place in the metrics."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.urls import Resolver404, resolve
from prometheus_client import Counter, Histogram

from conversations.asgi_types import Application, Receive, Scope, Send
from conversations.logs import begin_request
from conversations.metrics import SECONDS

logger = logging.getLogger(__name__)

# Static files, and whatever somebody makes up. The latter is logged by Django.
NAMELESS = "-"

_pages = Histogram(
    "chatsite_page_seconds", "How long pages take, by their name", ["page"], buckets=SECONDS
)
_responses = Counter("chatsite_page_responses", "Answers of pages, by HTTP status", ["status"])
seconds_of = cache(_pages.labels)
responses_of = cache(_responses.labels)


class ObservedPages:
    """An ASGI application around Django's."""

    def __init__(self, django: Application) -> None:
        self._django = django

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = begin_request(scope)
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Mapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message["headers"], (b"x-request-id", request_id.encode())]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._django(scope, receive, send_with_id)
        finally:
            _count(page_of(scope), status, time.perf_counter() - started)


def page_of(scope: Scope) -> str:
    """The name of its address, such as "admin:quizzes_quiz_changelist"."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    try:
        return resolve(path).view_name
    except Resolver404:
        return NAMELESS


def _count(page: str, status: int, seconds: float) -> None:
    seconds_of(page).observe(seconds)
    responses_of(status).inc()
    if page == NAMELESS:
        return
    fields = {"operation": page, "status": status, "milliseconds": round(seconds * 1000, 1)}
    logger.info("%s %d %.1f ms", *fields.values(), extra=fields)
