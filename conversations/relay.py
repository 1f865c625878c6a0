"""Answers under way on another worker: a copy of their events, in the cache that workers share.

Only with Redis; without it each worker knows its own answers. What takes less than a moment is not
copied, and where the copy fails the chat reads the thread again, as after any answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache

from .event_log import END, MAX_BYTES, Lost
from .runs import Run, number_of

# Seconds between two copies, and between two looks for more.
TICK = 0.25
# How long a copy is kept after the answer's last sign of life, or its end.
KEPT = 60


@dataclass(slots=True)
class Head:
    """What is known of a run. `parts`: how many parts of its events were copied so far."""

    run: str
    user: str
    thread: str
    parts: int = 0
    over: bool = False


class Copy:
    """Made by the worker that answers, for the others."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._head = Head(run.id, run.user_id, run.thread_id)
        self._number = 0

    async def keep(self) -> None:
        """Copy what comes, until the answer is over, or too long to be copied."""
        with suppress(Lost):
            await self._copy()
        if not self._head.over:
            await asyncio.to_thread(self._forget)

    async def _copy(self) -> None:
        while not self._head.over and self._run.log.size < MAX_BYTES // 2:
            self._head.over = not self._run.is_running
            events = self._run.log.read(self._number)
            wanted = await asyncio.to_thread(self._write, events)
            if f"stop:{self._run.id}" in wanted:
                await self._run.stop()
            if f"followed:{self._run.id}" in wanted:
                self._run.wait_on()
            await asyncio.sleep(TICK)

    def _forget(self) -> None:
        cache.delete_many([f"run:{self._run.id}", f"running:{self._head.thread}"])

    def _write(self, events: list[bytes]) -> dict[str, Any]:
        """Copy `events`, and look what other workers want."""
        run = self._run.id
        if events:
            part = {"first": self._number + 1, "events": [event.decode() for event in events]}
            cache.set(f"part:{run}:{self._head.parts}", part, KEPT + settings.CHAT_RESUME_SECONDS)
            self._number += len(events)
            self._head.parts += 1
        cache.set(f"run:{run}", asdict(self._head), KEPT)
        if self._head.over:
            cache.delete(f"running:{self._head.thread}")
            return {}
        cache.set(f"running:{self._head.thread}", run, KEPT)
        return cache.get_many([f"stop:{run}", f"followed:{run}"])


def is_shared() -> bool:
    return bool(settings.REDIS_URL)


def is_running(thread_id: str) -> bool:
    return is_shared() and cache.get(f"running:{thread_id}") is not None


def find(user_id: str, thread_id: str, cursor: str | None) -> AsyncGenerator[bytes, None]:
    """As `runs.follow`, for an answer of any worker. Raises Lost."""
    run = cursor.partition(".")[0] if cursor else cache.get(f"running:{thread_id}")
    head = _head(run) if run and is_shared() else None
    if head is None or (head.user, head.thread) != (user_id, thread_id):
        raise Lost
    return _follow(head.run, number_of(cursor, head.run))


async def stop(thread_id: str) -> None:
    """Ask the worker that answers to stop, and wait until it has, as long as it may take."""
    run = await asyncio.to_thread(cache.get, f"running:{thread_id}") if is_shared() else None
    if not run:
        return
    await asyncio.to_thread(cache.set, f"stop:{run}", True, KEPT)
    for _ in range(20):
        await asyncio.sleep(TICK)
        head = await asyncio.to_thread(_head, run)
        if head is None or head.over:
            return


async def _follow(run: str, number: int) -> AsyncGenerator[bytes, None]:
    part = 0
    while True:
        head, parts = await asyncio.to_thread(_read, run, part)
        if head is None or len(parts) < head.parts - part:
            return
        for each in parts:
            events = each["events"][max(0, number + 1 - each["first"]) :]
            if events:
                yield "".join(events).encode()
        part = head.parts
        if head.over:
            yield END
            return
        await asyncio.sleep(TICK)


def _read(run: str, part: int) -> tuple[Head | None, list[dict[str, Any]]]:
    """The parts from `part` on, and a sign that somebody follows."""
    head = _head(run)
    if head is None:
        return None, []
    cache.set(f"followed:{run}", True, 2)
    keys = [f"part:{run}:{number}" for number in range(part, head.parts)]
    found = cache.get_many(keys) if keys else {}
    return head, [found[key] for key in keys if key in found]


def _head(run: str) -> Head | None:
    found = cache.get(f"run:{run[:64]}")
    return Head(**found) if found else None
