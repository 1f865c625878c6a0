"""L: the least that an answer can cost on PostgreSQL: a bare ASGI application and one INSERT."""

from __future__ import annotations

import os

import asyncpg  # type: ignore[import-untyped]  # it ships none

from conversations.asgi_types import Receive, Scope, Send

from .bare import answer, body_of, serve_lifespan

pools: list[asyncpg.Pool] = []


async def start() -> None:
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], max_size=16)
    await pool.execute("CREATE TABLE IF NOT EXISTS answers (id bigserial PRIMARY KEY, data bytea)")
    pools.append(pool)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await serve_lifespan(receive, send, start)
    elif scope["method"] == "POST":
        await pools[0].execute("INSERT INTO answers (data) VALUES ($1)", await body_of(receive))
        await answer(send, b'{"status": "recorded"}')
    else:
        count = await pools[0].fetchval("SELECT count(*) FROM answers")
        await answer(send, b'{"answers": %d}' % count)
