"""Told to stop, the server first serves on while it isn't ready, then ends open streams."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TypeAlias

from django.conf import settings

from conversations.streams import end_streams

Handler: TypeAlias = Callable[[int, FrameType | None], object]

stopping = threading.Event()


def stop_gently_on(*signals: signal.Signals) -> None:
    """Before the server does what it does on these signals: wait, then cut what still streams.

    It serves on for DRAIN_SECONDS, in which a load balancer can see that it isn't ready any more.
    A second signal ends the waiting.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in signals:
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, partial(_drain, before, loop))


def _drain(
    before: Handler, loop: asyncio.AbstractEventLoop, number: int, frame: FrameType | None
) -> None:
    seconds = 0 if stopping.is_set() else settings.DRAIN_SECONDS
    stopping.set()
    loop.call_soon_threadsafe(loop.call_later, seconds, _stop, before, number)


def _stop(before: Handler, number: int) -> None:
    end_streams()
    before(number, None)
