"""Whether a worker stays as small as it was: `python -m benchmarks soak [MINUTES] [DATABASE]`.

Learners do everything that learners do, at a moderate pace, while the worker's memory, files,
threads and database connections are counted. A straight line is laid through each of them.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from .browser import Browser, Unexpected, message, take_quiz
from .contenders import Stage, site_environment, stage
from .faults.names import PASSWORD, QUIZZES, learner_name
from .http_client import Connection, Reply, request
from .processes import ROOT, Server
from .report import write
from .streams import connections

LEARNERS = 6
AT_ONCE = 40
REQUESTS_A_SECOND = 12
SECONDS_A_SAMPLE = 5
# Caches fill, threads and connections are made, the allocator finds its size.
WARM_UP = 0.25
KEPT_THREADS = 5
# By how much of its mean a figure may grow and still be called flat; by 1 in any case.
ALLOWED = 0.03


@dataclass(slots=True)
class Soak:
    """`samples`: by name, a number every few seconds, at `times` in seconds from the start."""

    server: Server
    end: float
    count_connections: Callable[[], int]
    times: list[float] = field(default_factory=list)
    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    done: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.end


def main(minutes: float, database: str) -> None:
    with stage() as here:
        environment = site_environment(here, database)
        seed = [sys.executable, "-m", "benchmarks.faults.seed", str(LEARNERS)]
        subprocess.run(seed, cwd=ROOT, env={**os.environ, **environment}, check=True)
        server = here.serve("benchmarks.servers.ticking:application", **environment)
        end = time.monotonic() + minutes * 60
        soak = Soak(server, end, _counter(here, server, database))
        uvloop.run(run(soak))
        sys.exit(told(soak, minutes, database))


def _counter(here: Stage, server: Server, database: str) -> Callable[[], int]:
    if database == "PostgreSQL":
        return lambda: connections(here.url("site"))
    return lambda: len([path for path in open_files(server) if path.endswith(".sqlite3")])


def open_files(server: Server) -> list[str]:
    found = []
    for path in Path(f"/proc/{server.pid}/fd").iterdir():
        try:
            found.append(os.readlink(path))
        except FileNotFoundError:
            continue
    return found


async def run(soak: Soak) -> None:
    await rush(soak)
    learners = [learn(soak, number) for number in range(LEARNERS)]
    await asyncio.gather(sample(soak), leave(soak), *learners)


async def rush(soak: Soak) -> None:
    """Many at once, so that as many threads and connections are made as will ever be needed.

    SQLite keeps the file of a closed connection open for the next one, while another is open.
    """
    browsers = [Browser(soak.server.port) for _ in range(AT_ONCE)]
    for _ in range(5):
        await asyncio.gather(*(browser.get("/sign-in/") for browser in browsers))
    for browser in browsers:
        browser.close()


async def sample(soak: Soak) -> None:
    began = time.monotonic()
    while not soak.is_over:
        soak.times.append(time.monotonic() - began)
        seen = {
            "memory, MB": soak.server.status("RssAnon") / 1024,
            "open files": len(open_files(soak.server)),
            "threads": soak.server.status("Threads"),
            "connections": soak.count_connections(),
        }
        for name, value in seen.items():
            soak.samples[name].append(value)
        await asyncio.sleep(SECONDS_A_SAMPLE)


async def learn(soak: Soak, number: int) -> None:
    """One visit after another, each from signing in to signing out."""
    rng = random.Random(number)
    while not soak.is_over:
        browser = PacedBrowser(soak.server.port)
        try:
            await visit(browser, learner_name(number), rng)
            soak.done["visits"] += 1
        except (Unexpected, OSError, TimeoutError) as error:
            soak.failures.append(f"{learner_name(number)}: {error!r}")
        finally:
            soak.done["requests"] += browser.requests
            browser.close()


class PacedBrowser(Browser):
    async def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        await asyncio.sleep(LEARNERS / REQUESTS_A_SECOND)
        return await super().send(method, path, body, headers)


async def visit(browser: Browser, name: str, rng: random.Random) -> None:
    await browser.sign_in(name, PASSWORD)
    await browser.get("/")
    slug = rng.choice(QUIZZES)
    await browser.get(f"/quiz/{slug}/")
    await take_quiz(browser, slug, rng)
    await browser.get("/results/")
    await look_back(browser, rng)
    await browser.begin("tick 2")
    await browser.get("/me/")
    await browser.sign_out()


async def look_back(browser: Browser, rng: random.Random) -> None:
    """Reads the chats, gives a thumb, and deletes old ones: each learner keeps a few."""
    await browser.chat("threads.get_by_id", thread_id=browser.thread)
    (page,) = await browser.chat("items.list", thread_id=browser.thread, limit=20, order="desc")
    item = rng.choice(page["data"])["id"]
    await browser.chat("items.feedback", thread_id=browser.thread, item_ids=[item], kind="positive")
    (page,) = await browser.chat("threads.list", limit=50, order="desc")
    for thread in page["data"][KEPT_THREADS:]:
        await browser.chat("threads.delete", thread_id=thread["id"])


async def leave(soak: Soak) -> None:
    """Opens streams and hangs up, sends what nobody should send, knocks and goes."""
    browser = PacedBrowser(soak.server.port)
    await browser.sign_in(learner_name(0), PASSWORD)
    while not soak.is_over:
        await cut_a_stream(soak.server.port, browser.headers())
        for body in (b"{", b"x" * 300_000, b'{"type": "threads.list", "params": {"after": "no"}}'):
            # The server may hang up as soon as it has refused, or on a connection long idle.
            with suppress(ConnectionError):
                reply = await browser.send("POST", "/chatkit", body, browser.headers())
                soak.done[f"refused with {reply.status}"] += 1
        (await Connection.open(soak.server.port)).close()
    browser.close()


async def cut_a_stream(port: int, headers: Mapping[str, str]) -> None:
    body = json.dumps({"type": "threads.create", "params": {"input": message("tick 60")}})
    begun = asyncio.Event()
    connection = await Connection.open(port)
    sending = asyncio.create_task(
        connection.send(
            request("POST", "/chatkit", body.encode(), headers), lambda part: begun.set()
        )
    )
    await asyncio.wait_for(begun.wait(), 30)
    await asyncio.sleep(2)
    connection.close()
    await asyncio.wait({sending})
    sending.exception()


def told(soak: Soak, minutes: float, database: str) -> str | None:
    """Prints the figures; a sentence where something grew or failed."""
    skipped = int(len(soak.times) * WARM_UP)
    times = soak.times[skipped:]
    busy = soak.server.cpu_seconds() / (minutes * 60)
    print(f"\n{minutes:g} minutes on {database}, {busy:.0%} of a processor: {dict(soak.done)}\n")
    print(f"{'':14} at first    last    most   grew in the last {1 - WARM_UP:.0%}")
    growing, kept = [], {}
    for name, values in soak.samples.items():
        steady = values[skipped:]
        grew = statistics.linear_regression(times, steady).slope * (times[-1] - times[0])
        print(f"{name:14} {steady[0]:8.1f}{steady[-1]:8.1f}{max(values):8.1f}{grew:8.2f}")
        kept[f"{name}: middle to end"] = statistics.mean(steady) / (statistics.mean(steady) + grew)
        if grew > max(1.0, ALLOWED * statistics.mean(steady)):
            growing.append(name)
    write("soak", kept, [{"times": soak.times, **soak.samples}])
    if soak.failures:
        return f"{len(soak.failures)} failures, such as {soak.failures[0]}"
    print("\nNot flat: " + ", ".join(growing) if growing else "\nFlat.")
    return "It grows." if growing else None


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 60, sys.argv[2] if sys.argv[2:] else "SQLite")
