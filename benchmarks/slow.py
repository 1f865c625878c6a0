"""Clients that are slow, silent or gone, while others work: `python -m benchmarks slow [DATABASE]`.

Each crowd comes to a server of its own kind of trouble; beside it a learner answers questions, and
their times are compared with those of a quiet minute. Memory and open files are counted while the
crowd is there and after it has left.
"""

from __future__ import annotations

import asyncio
import socket
import statistics
import sys
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import uvloop

from .contenders import Contender, create, product, stage
from .load import Prepared, drive
from .processes import Server
from .soak import open_files
from .streams import allow_open_files

IDLE = 2000
STREAMS = 1000
READERS = 200
DRIBBLERS = 200
GONE = 1000
SECONDS = 3.0
ANSWERS = 3000

Crowd = list[socket.socket]
Gather = Callable[[Server, bytes], Awaitable[Crowd]]


def main(database: str) -> None:
    allow_open_files(IDLE + STREAMS + 1000)
    with stage() as here:
        site = product(
            here, database, [(1, ANSWERS)], application="benchmarks.servers.ticking:application"
        )
        sys.exit(uvloop.run(measure(site, database)))


async def measure(site: Contender, database: str) -> str | None:
    answers = site.submits()[1]
    learner = site.learners[1][0]
    print(f"\n{database}; a learner beside them, ms\n{'':36} p50    p99  memory  files")
    failures = await told(site, answers, "nobody else", [])
    crowds: dict[str, tuple[Gather, bytes]] = {
        f"{IDLE:,} sockets that send nothing": (silent, b""),
        f"{STREAMS:,} open streams": (senders(STREAMS), create(learner, "tick 60").data),
        f"{READERS:,} streams nobody reads": (readers, create(learner, "flood 20000").data),
        f"{DRIBBLERS:,} bodies, a byte a second": (dribblers, create(learner, "help").data),
        f"{GONE:,} who vanish in the middle": (gone, create(learner, "flood 200").data),
    }
    for name, (gather, request) in crowds.items():
        crowd = await gather(site.server, request)
        await asyncio.sleep(2)
        failures += await told(site, answers, name, crowd)
        for one in crowd:
            one.close()
        await asyncio.sleep(2)
    failures += await told(site, answers, "nobody else again", [])
    return failures[0] if failures else None


async def told(
    site: Contender, answers: Sequence[deque[Prepared]], name: str, crowd: Crowd
) -> list[str]:
    window = await drive(site.server, answers, SECONDS)
    memory = site.server.status("RssAnon") / 1024
    p50, p99 = statistics.median(window.times), window.percentile(99)
    print(f"{name:34}{p50:6.1f} {p99:6.1f}  {memory:6.0f} {len(open_files(site.server)):6}")
    if replies := Counter(map(first_line, crowd)) if crowd else None:
        print(f"{'':6}{dict(replies.most_common(3))}")
    return window.failures


def first_line(one: socket.socket) -> str:
    """What has come back until now."""
    with suppress(OSError):
        return one.recv(40, socket.MSG_DONTWAIT | socket.MSG_PEEK).partition(b"\r")[0].decode()
    return "nothing yet"


def connected(server: Server, buffer: int | None = None) -> socket.socket:
    one = socket.socket()
    if buffer:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    one.connect(("127.0.0.1", server.port))
    return one


async def silent(server: Server, request: bytes) -> Crowd:
    return [connected(server) for _ in range(IDLE)]


def senders(count: int, buffer: int | None = None) -> Gather:
    async def gather(server: Server, request: bytes) -> Crowd:
        crowd = []
        for number in range(count):
            one = connected(server, buffer)
            one.sendall(request)
            crowd.append(one)
            if number % 20 == 0:
                await asyncio.sleep(0.1)
        return crowd

    return gather


async def readers(server: Server, request: bytes) -> Crowd:
    """20 MB are on their way to each, and the kernel takes next to nothing of it."""
    return await senders(READERS, 4096)(server, request)


async def dribblers(server: Server, request: bytes) -> Crowd:
    """Until the server has had enough, which is after CHAT_BODY_SECONDS."""
    head, _, body = request.partition(b"\r\n\r\n")
    crowd = [connected(server) for _ in range(DRIBBLERS)]
    for one in crowd:
        one.sendall(head + b"\r\n\r\n")
    began = time.monotonic()
    for byte in body[:25]:
        for one in crowd:
            with suppress(OSError):
                one.send(bytes([byte]))
        await asyncio.sleep(1)
    print(f"{'':6}dribbled for {time.monotonic() - began:.0f} s")
    return crowd


async def gone(server: Server, request: bytes) -> Crowd:
    """Some within their request, some within the answer."""
    for number in range(GONE):
        one = connected(server)
        one.sendall(request if number % 2 else request[: len(request) // 2])
        # Reset instead of a goodbye.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        if number % 20 == 0:
            await asyncio.sleep(0.05)
        one.close()
    return []


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "SQLite")
