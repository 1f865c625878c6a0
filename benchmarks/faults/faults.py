"""What breaks: a shuffled deck of faults, dealt out evenly over the answers of a run."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg

from .site import Site
from .tickets import Mischief, Tickets

Fault = Callable[[Site, random.Random], Awaitable[None]]
# Where learners are slow to answer, the next fault comes all the same.
SECONDS_BETWEEN = 3.0
HOUR = 3600.0
JUMPS = (-24 * HOUR, -HOUR, -5.0, 0.0, 5.0, HOUR, 24 * HOUR)


async def kill_worker(site: Site, rng: random.Random) -> None:
    worker = rng.choice(site.workers)
    await worker.kill()
    await worker.start()


async def restart_workers(site: Site, rng: random.Random) -> None:
    for worker in site.workers:
        await worker.stop()
        await worker.start()


async def jump_clock(site: Site, rng: random.Random) -> None:
    others = [jump for jump in JUMPS if jump != site.clock.offset]
    site.clock.jump_to(rng.choice(others))


async def fill_disk(site: Site, rng: random.Random) -> None:
    assert site.disk
    await asyncio.to_thread(site.disk.fill)
    await asyncio.sleep(rng.uniform(0.2, 1.5))
    site.disk.free()


async def restart_postgres(site: Site, rng: random.Random) -> None:
    assert site.postgres
    await asyncio.to_thread(site.postgres.stop)
    await asyncio.sleep(rng.choice([0.0, 0.0, 1.0]))
    await asyncio.to_thread(site.postgres.start)


async def crash_postgres(site: Site, rng: random.Random) -> None:
    assert site.postgres
    await asyncio.to_thread(site.postgres.kill)
    await asyncio.to_thread(site.postgres.start)


async def take_connections(site: Site, rng: random.Random) -> None:
    """All that are left, also those that the workers' pools would like to have again."""
    assert site.postgres
    taken: list[psycopg.Connection[Any]] = []
    end = time.monotonic() + rng.uniform(0.5, 2.0)
    try:
        while time.monotonic() < end:
            try:
                taken.append(await asyncio.to_thread(psycopg.connect, site.postgres.url))
            except psycopg.OperationalError:
                await hang_up_idle(taken)
                await asyncio.sleep(0.05)
    finally:
        for connection in taken:
            connection.close()


async def hang_up_idle(taken: list[psycopg.Connection[Any]]) -> None:
    """End a connection of a worker, so that it has to ask for a new one."""
    if taken:
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
        await asyncio.to_thread(taken[0].execute, end + " LIMIT 1", ["chatsite"])


async def restart_redis(site: Site, rng: random.Random) -> None:
    assert site.redis
    await asyncio.to_thread(site.redis.stop)
    await asyncio.sleep(rng.uniform(0.0, 1.0))
    await asyncio.to_thread(site.redis.start)


# How often each comes among others.
OF_THE_SITE: dict[str, dict[str, tuple[int, Fault]]] = {
    "SQLite": {
        "worker killed": (14, kill_worker),
        "workers restarted one by one": (7, restart_workers),
        "clock jumped": (8, jump_clock),
        "disk full": (8, fill_disk),
    },
    "PostgreSQL": {
        "worker killed": (10, kill_worker),
        "workers restarted one by one": (4, restart_workers),
        "clock jumped": (6, jump_clock),
        "PostgreSQL restarted": (5, restart_postgres),
        "PostgreSQL crashed": (5, crash_postgres),
        "PostgreSQL's connections taken": (5, take_connections),
        "Redis restarted": (5, restart_redis),
    },
}
OF_THE_LINE = dict.fromkeys(Mischief, 9)


class Faults:
    """Does `count` faults while the learners give `answers`, as `progress` counts them."""

    def __init__(self, site: Site, tickets: Tickets, rng: random.Random, count: int) -> None:
        self._site, self._tickets, self._rng = site, tickets, rng
        self._kinds = OF_THE_SITE[site.database]
        self._deck = self._shuffled(count)
        self.done: Counter[str] = Counter()

    @property
    def are_over(self) -> bool:
        return not self._deck and self._tickets.are_used_up

    def _shuffled(self, count: int) -> list[str]:
        """Each kind in proportion, the rarest at least once where there is room."""
        shares = {name: often for name, (often, _) in self._kinds.items()} | OF_THE_LINE
        names = list(shares)
        deck = (names + self._rng.choices(names, list(shares.values()), k=count))[:count]
        self._rng.shuffle(deck)
        return deck

    async def deal(self, progress: Callable[[], int], answers: int) -> None:
        count = len(self._deck)
        while self._deck:
            name = self._deck.pop()
            done = count - len(self._deck)
            await self._wait(progress, answers * (done - self._rng.random()) / count)
            await self._do(name)

    async def _wait(self, progress: Callable[[], int], answers: float) -> None:
        end = time.monotonic() + SECONDS_BETWEEN
        while progress() < answers and time.monotonic() < end:
            await asyncio.sleep(0.02)

    async def _do(self, name: str) -> None:
        if name in OF_THE_LINE:
            self._tickets.issue(Mischief(name))
        else:
            _, fault = self._kinds[name]
            await fault(self._site, self._rng)
            self.done[name] += 1
