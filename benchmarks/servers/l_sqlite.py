"""L: the least that an answer can cost on SQLite: a bare ASGI application, one INSERT, durable."""

from __future__ import annotations

import os
import sqlite3

from conversations.asgi_types import Receive, Scope, Send

from .bare import answer, body_of, serve_lifespan

database = sqlite3.connect(os.environ["DATABASE_PATH"], isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, data BLOB NOT NULL)")


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await serve_lifespan(receive, send)
    elif scope["method"] == "POST":
        body = await body_of(receive)
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO answers (data) VALUES (?)", (body,))
        database.execute("COMMIT")
        await answer(send, b'{"status": "recorded"}')
    else:
        (count,) = database.execute("SELECT count(*) FROM answers").fetchone()
        await answer(send, b'{"answers": %d}' % count)
