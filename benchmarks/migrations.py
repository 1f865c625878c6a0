"""Schema changes while learners answer: `python -m benchmarks migrations [ROWS] [DATABASE]`.

The table of responses, with so many rows, gets a column, a column with a default of the database,
and an index, while the old code serves. No answer may fail; how long the slowest waited is told.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import time

import psycopg
import uvloop

from .contenders import Contender, Stage, product, stage
from .growth import grow
from .load import Window, drive

CLIENTS = 4
ANSWERS = 2500
SECONDS = 4.0
COLUMN = "ALTER TABLE quizzes_response ADD COLUMN {} integer{}"
INDEX = "CREATE INDEX {} {} ON quizzes_response (mark, id)"
# As Django writes them. The last is what the rules in docs/deploy.md forbid, to see why.
CHANGES = {
    "PostgreSQL": {
        "nothing": "",
        "nullable column": COLUMN.format("one", ""),
        "column with db_default": COLUMN.format("two", " DEFAULT 1 NOT NULL"),
        "index, concurrently": INDEX.format("CONCURRENTLY", "three"),
        "index, as AddIndex makes it": INDEX.format("", "four"),
    },
    "SQLite": {
        "nothing": "",
        "nullable column": COLUMN.format("one", ""),
        "column with db_default": COLUMN.format("two", " DEFAULT 1 NOT NULL"),
        "index": INDEX.format("", "three"),
        "table made anew": "CREATE TABLE copy AS SELECT * FROM quizzes_response",
    },
}


def main(rows: int, database: str) -> None:
    with stage() as here:
        site = product(here, database, [(CLIENTS, ANSWERS)])
        if database == "PostgreSQL":
            grow(here.url("site"), rows)
        else:
            grow_sqlite(here, rows)
        sys.exit(uvloop.run(measure(here, site, database, rows)))


async def measure(here: Stage, site: Contender, database: str, rows: int) -> str | None:
    answers = site.submits()[CLIENTS]
    failures: list[str] = []
    print(f"\n{database}, {rows:,} responses\n{'':30} change, s   p50 ms   p99 ms   most ms")
    for name, statement in CHANGES[database].items():
        driving = asyncio.create_task(drive(site.server, answers, SECONDS))
        await asyncio.sleep(0.5)
        began = time.monotonic()
        if statement:
            await asyncio.to_thread(change, here, database, statement)
        seconds = time.monotonic() - began
        window: Window = await driving
        p50, p99 = statistics.median(window.times), window.percentile(99)
        print(f"{name:30}{seconds:10.2f} {p50:8.1f} {p99:8.1f} {max(window.times):9.1f}")
        failures += window.failures
    return f"{len(failures)} answers failed: {failures[0]}" if failures else None


def change(here: Stage, database: str, statement: str) -> None:
    """On a connection of its own, as `manage.py migrate` does it."""
    if database == "PostgreSQL":
        with psycopg.connect(here.url("site"), autocommit=True) as connection:
            connection.execute("SET lock_timeout = '3s'")
            connection.execute(statement)
        return
    file = sqlite(here)
    file.executescript(f"BEGIN IMMEDIATE; {statement}; COMMIT")
    file.close()


def sqlite(here: Stage) -> sqlite3.Connection:
    path = here.folder / "site-SQLite" / "chatsite.sqlite3"
    return sqlite3.connect(path, timeout=20, isolation_level=None)


def grow_sqlite(here: Stage, rows: int) -> None:
    """More responses like the first, of attempts that nobody takes."""
    connection = sqlite(here)
    connection.execute("PRAGMA foreign_keys = OFF")
    names = [row[1] for row in connection.execute("PRAGMA table_info(quizzes_response)")]
    others = ", ".join(
        f'"{name}"' for name in names if name not in ("id", "public_id", "attempt_id")
    )
    connection.execute(
        f"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO quizzes_response (public_id, attempt_id, {others})
        SELECT 'grown-' || i, 1000000 + i, {others}
        FROM n, (SELECT * FROM quizzes_response ORDER BY id LIMIT 1)
        """,
        (rows,),
    )
    connection.close()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    main(int(given.get(0, 300_000)), given.get(1, "PostgreSQL"))
