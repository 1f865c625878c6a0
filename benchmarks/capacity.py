"""The constants of docs/scaling.md, measured with one worker on PostgreSQL, and what follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import uvloop

from bin.services import children

from .contenders import Contender, Json, Learner, product, stage, submit
from .load import Prepared, drive
from .processes import Server
from .workers import go_on

CLIENTS = 16
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one request: seconds of the worker's and of PostgreSQL's processors, bytes of its log."""

    worker: float
    database: float
    log: float


def main() -> None:
    with stage() as here:
        site = product(here, "PostgreSQL", [(CLIENTS, 600)])
        url = here.url("site")
        answer, following = cost(site, url, submit), cost(site, url, go_on)
        rows = [
            ("a", f"{1e3 * answer.worker:.2g} ms"),
            ("n", f"{1e3 * following.worker:.2g} ms"),
            ("d", f"{1e3 * (answer.database + following.database):.2g} ms"),
            ("w", f"{(answer.log + following.log) / 1e3:.2g} KB"),
            ("s", f"{disk(url) / 1e3:.2g} KB"),
            ("m", f"{site.server.status('VmRSS') / 1e3:.0f} MB"),
        ]
    print("Constants for docs/scaling.md; k is of make bench-workers, o of make bench-streams\n")
    print("\n".join(f"| {letter} | {value} |" for letter, value in rows))


def cost(site: Contender, url: str, make: Callable[[Learner, Json], Prepared]) -> Cost:
    queues = [deque(map(partial(make, who), who["submits"])) for who in site.learners[CLIENTS]]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        processor, log = postgres_seconds(url), written(connection)
        window = uvloop.run(drive(site.server, queues, SECONDS))
        assert not window.failures, window.failures[0]
        requests = len(window.times)
        return Cost(
            window.cpu_seconds / requests,
            (postgres_seconds(url) - processor) / requests,
            (written(connection) - log) / requests,
        )


def postgres_seconds(url: str) -> float:
    """Processor time of PostgreSQL's processes that run; the site's connections stay open."""
    (folder,) = parse_qs(urlsplit(url).query)["host"]
    first = int(Path(folder, "data", "postmaster.pid").read_text().split()[0])
    return sum(Server(pid, 0).cpu_seconds() for pid in (first, *children(first)))


def written(connection: psycopg.Connection) -> int:
    """Bytes of the write-ahead log so far."""
    row = connection.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn").fetchone()
    assert row
    return int(row[0])


def disk(url: str) -> float:
    """Bytes of a response and of the item that shows it, with their part of the indexes."""
    total = 0.0
    with psycopg.connect(url, autocommit=True) as connection:
        for table in ("quizzes_response", "conversations_threaditem"):
            connection.execute(f"VACUUM {table}")
            query = f"SELECT pg_total_relation_size('{table}')::float / count(*) FROM {table}"
            row = connection.execute(query).fetchone()
            assert row
            total += row[0]
    return total


if __name__ == "__main__":
    main()
