"""The site in processes of its own: workers, and the servers that they use."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from benchmarks.processes import ROOT, free_port
from bin.services import Service, answers, nginx, postgres, redis

from .clock import Clock
from .disk import Disk, small_disk

SECRET_KEY = "only for this run, which listens on 127.0.0.1 and ends soon"
SECONDS_TO_START = 60
# Longer than workers take to end their streams; see worker.py.
SECONDS_TO_STOP = 20
LOG = "workers.log"
WORKERS = {"SQLite": 1, "PostgreSQL": 2}
MAX_CONNECTIONS = 40


class Nursery:
    """The process that workers are forked from; see worker.py."""

    def __init__(self, environment: Mapping[str, str], clock: Clock, log: Path) -> None:
        self._log = log
        with open(log, "ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.faults.worker", str(clock.path)],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
            )

    def fork(self, port: int) -> int:
        """The process id of a new worker. Exits with what was said where there is none."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(f"{port}\n".encode())
            self._process.stdin.flush()
            return int(self._process.stdout.readline())
        except (OSError, ValueError):
            self.give_up("The site doesn't load.")

    def give_up(self, why: str) -> NoReturn:
        sys.exit(f"{why} It said:\n{self._log.read_text(errors='replace')[-3000:]}")

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class Worker:
    """`late`: how often it had to be killed since it didn't stop in time."""

    def __init__(self, nursery: Nursery) -> None:
        self.port = free_port()
        self.late = 0
        self._nursery = nursery
        self._pid = 0

    @property
    def is_running(self) -> bool:
        return bool(self._pid) and Path(f"/proc/{self._pid}").exists()

    async def start(self) -> None:
        """Returns when it accepts connections."""
        self._pid = await asyncio.to_thread(self._nursery.fork, self.port)
        if not await within(SECONDS_TO_START, lambda: answers(self.port) or not self.is_running):
            self._nursery.give_up("A worker didn't start.")
        if not self.is_running:
            self._nursery.give_up("A worker ended at once.")

    async def kill(self) -> None:
        if self.is_running:
            os.kill(self._pid, signal.SIGKILL)
            await within(SECONDS_TO_STOP, lambda: not self.is_running)

    async def stop(self) -> None:
        if not self.is_running:
            return
        os.kill(self._pid, signal.SIGTERM)
        if not await within(SECONDS_TO_STOP, lambda: not self.is_running):
            self.late += 1
            await self.kill()


async def within(seconds: float, happens: Callable[[], bool]) -> bool:
    for _ in range(int(seconds * 100)):
        if happens():
            return True
        await asyncio.sleep(0.01)
    return False


@dataclass(slots=True)
class Site:
    """`port` says where a client connects to. What there isn't in this kind of site is None."""

    database: str
    folder: Path
    environment: Mapping[str, str]
    clock: Clock
    workers: list[Worker]
    port: Callable[[], int]
    disk: Disk | None = None
    postgres: Service | None = None
    redis: Service | None = None

    @property
    def log(self) -> Path:
        return self.folder / LOG


@asynccontextmanager
async def site(database: str, folder: Path, rng: random.Random) -> AsyncIterator[Site]:
    """A site without rows; its workers are yet to be started, and end with the block."""
    with ExitStack() as stack:
        environment = {"SECRET_KEY": SECRET_KEY, "CHAT_RATE_LIMIT": "6000", "DATABASE_URL": ""}
        disk = store = cache = None
        if database == "SQLite":
            disk = stack.enter_context(small_disk(folder / "data"))
        else:
            limit = f"max_connections={MAX_CONNECTIONS}"
            store = stack.enter_context(postgres(durable=True, settings=[limit]))
            cache = stack.enter_context(redis())
            environment |= {"DATABASE_URL": store.url, "REDIS_URL": cache.url}
        environment["DATA_DIR"] = str(folder / "data")
        clock = Clock(folder / "clock")
        nursery = stack.enter_context(closing(Nursery(environment, clock, folder / LOG)))
        workers = [Worker(nursery) for _ in range(WORKERS[database])]
        ports = [worker.port for worker in workers]
        if database != "SQLite":
            proxy = stack.enter_context(nginx(ports))
            ports = [int(proxy.url.rpartition(":")[2])]
        try:
            yield Site(
                database=database,
                folder=folder,
                environment=environment,
                clock=clock,
                workers=workers,
                port=lambda: rng.choice(ports),
                disk=disk,
                postgres=store,
                redis=cache,
            )
        finally:
            for worker in workers:
                await worker.stop()
