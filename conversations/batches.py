"""Work that comes together is done together, on a database thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeAlias, TypeVar

from django.db import InterfaceError, OperationalError

from .database import in_db_thread

Job = TypeVar("Job")
Result = TypeVar("Result")
Waiting: TypeAlias = tuple[Job, "asyncio.Future[Result]"]


class Batches(Generic[Job, Result]):
    """Gives `work` all the jobs that wait, one batch after the other.

    `work` does them in one transaction, so that they share the wait for the disk, and returns an
    outcome for each. A job that comes alone starts at once; those that come while a batch is at
    work are the next one, `most` of them. Nothing is answered before `work` has returned. As long
    as jobs come, they stay on one thread and its connection.
    """

    def __init__(
        self, work: Callable[[Sequence[Job]], Sequence[Result | Exception]], most: int = 64
    ) -> None:
        self._work = work
        self._most = most
        self._waiting: deque[Waiting[Job, Result]] = deque()
        self._at_work: asyncio.Task[None] | None = None

    async def run(self, job: Job) -> Result:
        """The outcome of `job`; raised if it is an exception."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((job, future))
        if self._at_work is None or self._at_work.done():
            self._at_work = loop.create_task(self._go_on(loop))
        return await future

    async def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            try:
                await in_db_thread(self._empty)(loop)
            except Exception as error:
                batch = self._next()
                _tell(batch, [error] * len(batch))

    def _empty(self, loop: asyncio.AbstractEventLoop) -> None:
        """Runs on the thread, and takes what the loop adds meanwhile."""
        while batch := self._next():
            outcomes = self._outcomes([job for job, _ in batch])
            loop.call_soon_threadsafe(_tell, batch, outcomes)

    def _next(self) -> list[Waiting[Job, Result]]:
        count = min(len(self._waiting), self._most)
        return [self._waiting.popleft() for _ in range(count)]

    def _outcomes(self, jobs: Sequence[Job]) -> Sequence[Result | Exception]:
        """Where something unforeseen stops a batch, each job is tried alone: one fails, not all."""
        try:
            return self._work(jobs)
        except (InterfaceError, OperationalError) as error:
            return [error] * len(jobs)
        except Exception as error:
            if len(jobs) == 1:
                return [error]
            return [outcome for job in jobs for outcome in self._outcomes([job])]


def _tell(batch: Sequence[Waiting[Job, Result]], outcomes: Sequence[Result | Exception]) -> None:
    for (_, future), outcome in zip(batch, outcomes, strict=True):
        if future.done():
            continue  # whoever asked has gone
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
