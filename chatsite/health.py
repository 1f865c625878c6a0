"""Whether this process can serve, for machines: no sign-in.

GET /health: is it alive? A supervisor restarts what isn't.
GET /health/ready: shall it get requests? A load balancer passes by what shan't.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Awaitable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from conversations.asgi_types import Receive, Scope, Send
from conversations.database import in_db_thread

from . import __version__
from .stopping import stopping

SECONDS = 3
DISPENSABLE = {"redis"}

logger = logging.getLogger(__name__)


async def health(scope: Scope, receive: Receive, send: Send) -> None:
    """200 with "ok", or 503 with "error" where the database doesn't answer within 3 seconds."""
    await _report({"database": await _state("database", ask_database())}, send)


async def ready(scope: Scope, receive: Receive, send: Send) -> None:
    """200 where the database answers, has every migration and the server isn't told to stop.

    Without its Redis it is "degraded": everything works, with more queries.
    """
    checks = {"database": ask_database(), "migrations": ask_migrations()}
    if settings.REDIS_URL:
        checks["redis"] = asyncio.to_thread(ask_redis)
    states = await asyncio.gather(*(_state(name, checks[name]) for name in checks))
    server = "stopping" if stopping.is_set() else "ok"
    await _report({**dict(zip(checks, states, strict=True)), "server": server}, send)


async def _report(states: dict[str, str], send: Send) -> None:
    wrong = {name for name in states if states[name] != "ok"}
    works = wrong <= DISPENSABLE
    status = ("degraded" if wrong else "ok") if works else "error"
    report = {"status": status, **states, "version": __version__}
    body = json.dumps(report, separators=(",", ":")).encode()
    await send(
        {
            "type": "http.response.start",
            "status": 200 if works else 503,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"no-store"),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _state(name: str, check: Awaitable[None]) -> str:
    asked = asyncio.ensure_future(check)
    await asyncio.wait({asked}, timeout=SECONDS)
    if not asked.done():
        logger.warning("No answer in %d seconds: %s", SECONDS, name)
        # Whatever comes later is nobody's business, not even an error.
        asked.add_done_callback(asyncio.Future.exception)
        return "error"
    error = asked.exception()
    if error is not None:
        logger.warning("Not in order: %s (%s)", name, type(error).__name__)
    return "ok" if error is None else "error"


@in_db_thread
def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_redis() -> None:
    from django_redis import get_redis_connection

    get_redis_connection().ping()


class Unmigrated(Exception):
    """The database lacks migrations that this code needs."""


_migrated = threading.Event()


@in_db_thread
def ask_migrations() -> None:
    """Raises Unmigrated. Once they were all there it doesn't look again: that takes 50 ms."""
    if not _migrated.is_set():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise Unmigrated
        _migrated.set()
