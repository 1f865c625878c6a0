"""GET /metrics for Prometheus, where there is a METRICS_TOKEN and for who has it."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils.crypto import constant_time_compare
from prometheus_client import Counter, make_asgi_app

from conversations.asgi_types import Application, Receive, Scope, Send

_errors = Counter("chatsite_errors", "Lines of level ERROR in the log, by package", ["package"])


class CountErrors(logging.Handler):
    """Counts what is logged: an error in the middle of a stream has no other place than the log."""

    def emit(self, record: logging.LogRecord) -> None:
        _errors.labels(record.name.partition(".")[0]).inc()


class Metrics:
    """To strangers the address is one of Django's that isn't there."""

    def __init__(self, django: Application) -> None:
        self._metrics: Application = make_asgi_app()
        self._django = django
        logging.getLogger().addHandler(CountErrors(logging.ERROR))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        application = self._metrics if may_see(scope) else self._django
        await application(scope, receive, send)


def may_see(scope: Scope) -> bool:
    given = dict(scope["headers"]).get(b"authorization", b"")
    token = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, token)
