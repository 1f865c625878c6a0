"""Open streams with an event a second, on PostgreSQL: `python -m benchmarks streams [HOW_MANY]`.

Lateness is from when an event was due to when it came, also while streams are still being opened.
"""

from __future__ import annotations

import asyncio
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
import uvloop

from .contenders import Contender, create, product, stage
from .http_client import Connection
from .load import Prepared
from .report import write

# Streams are opened one after another; at the worst so many in a second.
OPENED_A_SECOND = 100
SECONDS_OPEN = 5
TICK = re.compile(rb'"text":"([0-9.]+)"')


@dataclass(slots=True)
class Seen:
    """Of all streams together. `late`: milliseconds."""

    late: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    started: int = 0


def main(count: int) -> None:
    allow_open_files(count + 500)
    with stage() as here:
        site = product(
            here,
            "PostgreSQL",
            [(1, 200)],
            application="benchmarks.servers.ticking:application",
        )
        figures = uvloop.run(measure(site, count, here.url))
    print(f"\n{count:,} open streams, one event a second\n")
    for name, value in figures.items():
        print(f"{name:24} {value:10,.1f}")
    kept = {"without failure": 1 - figures["failed"] / count}
    write("streams", kept | {"per KB": 1 / figures["KB a stream"]}, [figures])
    sys.exit(f"{figures['failed']} streams failed" if figures["failed"] else None)


def allow_open_files(count: int) -> None:
    """Exits where the system doesn't allow that many. Servers inherit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard not in (resource.RLIM_INFINITY,) and hard < count:
        sys.exit(f"{count} open files are needed and {hard} allowed: raise `ulimit -Hn`.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count), hard))


async def measure(site: Contender, count: int, url: Callable[[str], str]) -> dict[str, Any]:
    (learner,) = site.learners[1]
    before, seconds = site.server.status("VmRSS"), count // OPENED_A_SECOND + SECONDS_OPEN
    message = create(learner, f"tick {seconds}")
    seen, cpu, began = Seen(), site.server.cpu_seconds(), time.monotonic()
    streams = []
    for opened in range(1, count + 1):
        streams.append(asyncio.create_task(follow(site.server.port, message, seconds, seen)))
        while opened - seen.started > 20 and not seen.failures:
            await asyncio.sleep(0.001)
    opening = time.monotonic() - began
    await asyncio.sleep(2)
    figures = {
        "seconds to open all": opening,
        "KB a stream": (site.server.status("VmRSS") - before) / count,
        "threads": site.server.status("Threads"),
        "database connections": connections(url("site")),
    }
    await asyncio.gather(*streams)
    return figures | {
        "failed": len(seen.failures),
        "events": len(seen.late),
        "late p50 ms": statistics.median(seen.late),
        "late p99 ms": statistics.quantiles(seen.late, n=100)[98],
        "late most ms": max(seen.late),
        "CPU us an event": 1e6 * (site.server.cpu_seconds() - cpu) / len(seen.late),
    }


async def follow(port: int, message: Prepared, events: int, seen: Seen) -> None:
    """Open one stream and note when its events come. Fails unless all of them do."""
    came = 0

    def on_part(part: bytes) -> None:
        nonlocal came
        now = time.monotonic()
        for due in TICK.findall(part):
            seen.started += came == 0
            came += 1
            seen.late.append(1000 * (now - float(due)))

    connection = await Connection.open(port)
    try:
        reply = await connection.send(message.data, on_part)
    except (ConnectionError, TimeoutError) as error:
        seen.failures.append(str(error))
        return
    finally:
        connection.close()
    if reply.status != 200 or came != events:
        seen.failures.append(f"{reply.status}: {came} events of {events}")


def connections(url: str) -> int:
    """How many the site holds, this one aside."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()"
        ).fetchone()
    assert row is not None
    return int(row[0])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
