"""GET /health: whether this process and its database can serve. For machines; no sign-in."""

from __future__ import annotations

import asyncio
import json
import logging

from django.db import connection

from conversations.asgi_types import Receive, Scope, Send
from conversations.database import in_db_thread

from . import __version__

SECONDS = 3

logger = logging.getLogger(__name__)


async def health(scope: Scope, receive: Receive, send: Send) -> None:
    """200 with "ok", or 503 with "error" where the database doesn't answer within 3 seconds."""
    works = await database_works()
    state = "ok" if works else "error"
    report = {"status": state, "database": state, "version": __version__}
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


async def database_works() -> bool:
    asked = asyncio.ensure_future(ask_database())
    await asyncio.wait({asked}, timeout=SECONDS)
    if not asked.done():
        logger.warning("The database did not answer in %d seconds", SECONDS)
        # Whatever comes later is nobody's business, not even an error.
        asked.add_done_callback(asyncio.Future.exception)
        return False
    error = asked.exception()
    if error is not None:
        logger.warning("The database does not answer: %s", type(error).__name__)
    return error is None


@in_db_thread
def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
