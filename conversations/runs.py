"""Answers that outlive their connection: who lost it reads on where they were.

Only for clients that ask for it. For all others a lost connection ends the answer, as in the SDK.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from functools import partial

from django.conf import settings

from .event_log import EventLog, Lost
from .opening import Opened
from .refusals import Refusal
from .streams import BROKEN

logger = logging.getLogger(__name__)

# Of answers that are over, on this worker. The oldest are forgotten first.
MAX_KEPT = 32 * 1024 * 1024


class Run:
    """An answer, stepped by a task of its own. It stops where nobody follows it for too long."""

    def __init__(self, opened: Opened, ended: Callable[[Run], None]) -> None:
        self.id = secrets.token_hex(8)
        self.user_id = opened.user_id
        self.thread_id = opened.thread_id
        self.ended_at = 0.0
        self.log = EventLog(self.id)
        self._ended = ended
        self._followers = 0
        self._task = asyncio.create_task(self._step(opened))
        # Not within the task, which may be cancelled before it begins.
        self._task.add_done_callback(partial(self._end, opened))
        self._wait_for_followers()

    @property
    def is_running(self) -> bool:
        return not self.log.is_complete

    async def follow(self, number: int) -> AsyncGenerator[bytes, None]:
        """The events after `number`, also those to come."""
        self._followers += 1
        self._timer.cancel()
        try:
            async for events in self.log.after(number):
                yield events
        except Lost:
            return  # read too slowly: whoever it is has to read the thread
        finally:
            self._followers -= 1
            if not self._followers and self.is_running:
                self._wait_for_followers()

    def wait_on(self) -> None:
        """Wait anew for followers, since there is one on another worker."""
        if not self._followers and self.is_running:
            self._timer.cancel()
            self._wait_for_followers()

    async def stop(self) -> None:
        """Cancel the answer where it waits, and return when what there is was saved."""
        if self.is_running:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _step(self, opened: Opened) -> None:
        try:
            if opened.first:
                self.log.add(opened.first)
            async for event in opened.events:
                self.log.add(event)
        except asyncio.CancelledError:
            pass  # stopped, and saved by the SDK
        except Exception:
            logger.exception("An answer broke off")
            self.log.add(BROKEN)

    def _end(self, opened: Opened, _: object) -> None:
        self._timer.cancel()
        self.ended_at = time.monotonic()
        self.log.complete()
        if opened.place:
            opened.place.give_back()
        self._ended(self)

    def _wait_for_followers(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(settings.CHAT_RESUME_SECONDS, self._task.cancel)


class Runs:
    """This worker's runs, by thread: those under way, and for a while those that are over."""

    def __init__(self) -> None:
        self._by_thread: dict[str, list[Run]] = {}
        self._over: deque[Run] = deque()
        self._size = 0

    def begin(self, opened: Opened) -> Run:
        """Let the answer go on by itself, and give its place back when it is over."""
        run = Run(opened, self._ended)
        self._by_thread.setdefault(run.thread_id, []).append(run)
        return run

    def follow(
        self, user_id: str, thread_id: str, cursor: str | None
    ) -> AsyncGenerator[bytes, None]:
        """The events after `cursor`. Raises Lost.

        Without one all of the answer under way, or of the last one: it may be over since the client
        was told that it runs.
        """
        newest_first = reversed(self._of(thread_id))
        for run in sorted(newest_first, key=lambda run: not run.is_running):
            if run.user_id != user_id:
                continue
            try:
                number = number_of(cursor, run.id)
                run.log.check(number)
            except Lost:
                continue
            return run.follow(number)
        raise Lost

    def is_running(self, thread_id: str) -> bool:
        return any(run.is_running for run in self._of(thread_id))

    async def stop(self, thread_id: str) -> None:
        """Stop the thread's answers; whose thread it is was checked before."""
        await asyncio.gather(*(run.stop() for run in self._of(thread_id)))

    async def stop_all(self) -> None:
        """Since the server stops: save what there is. Who followed was told."""
        runs = [run for kept in self._by_thread.values() for run in kept]
        await asyncio.gather(*(run.stop() for run in runs))

    def _of(self, thread_id: str) -> list[Run]:
        return list(self._by_thread.get(thread_id, ()))

    def _ended(self, run: Run) -> None:
        self._over.append(run)
        self._size += run.log.size
        oldest = time.monotonic() - settings.CHAT_RESUME_SECONDS
        while self._over and (self._size > MAX_KEPT or self._over[0].ended_at < oldest):
            self._forget(self._over.popleft())

    def _forget(self, run: Run) -> None:
        self._size -= run.log.size
        kept = self._by_thread[run.thread_id]
        kept.remove(run)
        if not kept:
            del self._by_thread[run.thread_id]


def number_of(cursor: str | None, run_id: str) -> int:
    """The number of the event that `cursor` names. Raises Lost where it isn't of this run."""
    if cursor is None:
        return 0
    run, _, number = cursor.partition(".")
    if run != run_id or not (number.isascii() and number.isdigit()):
        raise Lost
    return int(number[:9])


def not_running() -> Refusal:
    return Refusal(
        404, "not_running", "This answer is over, or not kept any more. Read the chat again."
    )


runs = Runs()
