"""A closed loop: each client sends its next request when the reply to the last has come."""

from __future__ import annotations

import asyncio
import statistics
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from .http_client import Connection, Reply
from .processes import Server

Millis = float


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request's bytes, and what the body of its reply must contain."""

    data: bytes
    expected: bytes


@dataclass(slots=True)
class Window:
    """What one server did for some clients in some seconds. Times in milliseconds."""

    clients: int
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    times: list[Millis] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def cpu_micros(self) -> float:
        """Processor time of the server a request, in microseconds."""
        return 1e6 * self.cpu_seconds / len(self.times)

    def percentile(self, percent: int) -> Millis:
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1]


Measure = Callable[[float, Reply], float]


def until_complete(sent: float, reply: Reply) -> float:
    return perf_counter() - sent


def until_first_part(sent: float, reply: Reply) -> float:
    return reply.first - sent


async def drive(
    server: Server,
    queues: Sequence[deque[Prepared]],
    seconds: float,
    measure: Measure = until_complete,
) -> Window:
    """Send from each queue over a connection of its own, until one is empty or time is over."""
    connections = [await Connection.open(server.port) for _ in queues]
    window = Window(len(queues))
    cpu, started = server.cpu_seconds(), perf_counter()
    end = started + seconds

    async def client(connection: Connection, queue: deque[Prepared]) -> None:
        nonlocal end
        while perf_counter() < end:
            request = queue.popleft()
            sent = perf_counter()
            reply = await connection.send(request.data)
            window.times.append(1000 * measure(sent, reply))
            if reply.status != 200 or request.expected not in reply.body:
                window.failures.append(f"{reply.status} {reply.body[:300]!r}")
            if not queue:
                end = 0.0

    try:
        await asyncio.gather(*map(client, connections, queues))
    finally:
        window.seconds = perf_counter() - started
        window.cpu_seconds = server.cpu_seconds() - cpu
        for connection in connections:
            connection.close()
    return window
