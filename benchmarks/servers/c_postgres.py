"""C: FastAPI and PostgreSQL through asyncpg, as tutorials have it: the SDK's objects as JSON."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import asyncpg  # type: ignore[import-untyped]  # it ships none
from chatkit.store import NotFoundError
from chatkit.types import Attachment, Page, ThreadItem, ThreadMetadata
from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter

from benchmarks.questions import QUESTIONS, Asked

from .quiz import Answer, Learner, QuizServer, UniqueIds
from .web import application

SCHEMA = """
    CREATE TABLE IF NOT EXISTS threads (
        id text PRIMARY KEY, user_id text NOT NULL, created_at timestamp NOT NULL,
        data jsonb NOT NULL);
    CREATE INDEX IF NOT EXISTS threads_of_a_user ON threads (user_id, created_at);
    CREATE TABLE IF NOT EXISTS items (
        id text PRIMARY KEY, thread_id text NOT NULL REFERENCES threads ON DELETE CASCADE,
        user_id text NOT NULL, created_at timestamp NOT NULL, data jsonb NOT NULL);
    CREATE INDEX IF NOT EXISTS items_of_a_thread ON items (thread_id, created_at);
    CREATE TABLE IF NOT EXISTS questions (id text PRIMARY KEY, data jsonb NOT NULL);
    CREATE TABLE IF NOT EXISTS answers (
        user_id text, attempt text, question text, choice text NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (user_id, attempt, question));
"""
Row = TypeVar("Row", ThreadMetadata, ThreadItem)
ITEM: TypeAdapter[ThreadItem] = TypeAdapter(ThreadItem)
QUESTION: TypeAdapter[Asked] = TypeAdapter(Asked)


class PostgresStore(UniqueIds):
    pool: asyncpg.Pool

    async def load_thread(self, thread_id: str, context: Learner) -> ThreadMetadata:
        row = await self.pool.fetchrow(
            "SELECT data FROM threads WHERE id = $1 AND user_id = $2", thread_id, context.user_id
        )
        if row is None:
            raise NotFoundError(thread_id)
        return ThreadMetadata.model_validate_json(row["data"])

    async def save_thread(self, thread: ThreadMetadata, context: Learner) -> None:
        await self.pool.execute(
            "INSERT INTO threads VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            thread.id,
            context.user_id,
            thread.created_at,
            _json(thread),
        )

    async def load_threads(
        self, limit: int, after: str | None, order: str, context: Learner
    ) -> Page[ThreadMetadata]:
        rows = await self._page("threads", "user_id", context.user_id, limit, after, order)
        data = [ThreadMetadata.model_validate_json(row["data"]) for row in rows[:limit]]
        return _page(data, len(rows) > limit)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Learner
    ) -> Page[ThreadItem]:
        rows = await self._page("items", "thread_id", thread_id, limit, after, order)
        return _page([ITEM.validate_json(row["data"]) for row in rows[:limit]], len(rows) > limit)

    async def _page(
        self, table: str, column: str, value: str, limit: int, after: str | None, order: str
    ) -> list[asyncpg.Record]:
        """One row more than `limit` where there is one."""
        direction, sign = ("ASC", ">") if order == "asc" else ("DESC", "<")
        behind = f"AND created_at {sign} (SELECT created_at FROM {table} WHERE id = $3)"
        query = (
            f"SELECT data FROM {table} WHERE {column} = $1 {behind if after else ''}"
            f" ORDER BY created_at {direction} LIMIT $2"
        )
        rows: list[asyncpg.Record] = await self.pool.fetch(
            query, value, limit + 1, *([after] if after else [])
        )
        return rows

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Learner) -> None:
        await self.pool.execute(
            "INSERT INTO items VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            item.id,
            thread_id,
            context.user_id,
            item.created_at,
            _json(item),
        )

    save_item = add_thread_item

    async def load_item(self, thread_id: str, item_id: str, context: Learner) -> ThreadItem:
        row = await self.pool.fetchrow(
            "SELECT data FROM items WHERE id = $1 AND thread_id = $2 AND user_id = $3",
            item_id,
            thread_id,
            context.user_id,
        )
        if row is None:
            raise NotFoundError(item_id)
        return ITEM.validate_json(row["data"])

    async def delete_thread(self, thread_id: str, context: Learner) -> None:
        await self.pool.execute(
            "DELETE FROM threads WHERE id = $1 AND user_id = $2", thread_id, context.user_id
        )

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Learner) -> None:
        await self.pool.execute(
            "DELETE FROM items WHERE id = $1 AND user_id = $2", item_id, context.user_id
        )

    async def save_attachment(self, attachment: Attachment, context: Learner) -> None:
        raise NotImplementedError

    async def load_attachment(self, attachment_id: str, context: Learner) -> Attachment:
        raise NotImplementedError

    async def delete_attachment(self, attachment_id: str, context: Learner) -> None:
        raise NotImplementedError


def _page(rows: list[Row], has_more: bool) -> Page[Row]:
    return Page(data=rows, has_more=has_more, after=rows[-1].id if has_more else None)


def _json(model: BaseModel) -> str:
    return model.model_dump_json(by_alias=True, serialize_as_any=True)


class PostgresQuizServer(QuizServer):
    store: PostgresStore

    def __init__(self) -> None:
        super().__init__(PostgresStore())

    async def question(self, question_id: str) -> Asked:
        data = await self.store.pool.fetchval(
            "SELECT data FROM questions WHERE id = $1", question_id
        )
        return QUESTION.validate_json(data)

    async def record(self, learner: Learner, answer: Answer) -> str:
        key = (learner.user_id, answer.attempt, answer.question)
        kept: str | None = await self.store.pool.fetchval(
            "INSERT INTO answers VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING choice",
            *key,
            answer.choice,
        )
        return kept or await self._first(*key)

    async def _first(self, *key: str) -> str:
        first: str = await self.store.pool.fetchval(
            "SELECT choice FROM answers WHERE user_id = $1 AND attempt = $2 AND question = $3", *key
        )
        return first

    async def count(self) -> int:
        number: int = await self.store.pool.fetchval("SELECT count(*) FROM answers")
        return number


server = PostgresQuizServer()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], max_size=10) as pool:
        server.store.pool = pool
        await pool.execute(SCHEMA)
        rows = [(question.id, QUESTION.dump_json(question).decode()) for question in QUESTIONS]
        await pool.executemany("INSERT INTO questions VALUES ($1, $2) ON CONFLICT DO NOTHING", rows)
        yield


app = application(server, lifespan)
