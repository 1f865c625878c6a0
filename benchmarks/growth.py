"""`mcq.submit` with few and with many responses in PostgreSQL.

python -m benchmarks growth [MANY]
"""

from __future__ import annotations

import sys

import psycopg
import uvloop

from .contenders import Contender, product, stage
from .load import drive
from .report import Result, report, speed

CLIENTS = (1, 16)
# Many: the two share a machine, and what else it does.
ROUNDS = 6
SECONDS = 1.0
AN_ATTEMPT = 20

# Finished attempts of one more learner, each with AN_ATTEMPT responses like the ones there are.
ATTEMPTS = """
    INSERT INTO quizzes_attempt (public_id, quiz_id, learner_id, number, is_preview, state,
        position, started_at, finished_at, mark, max_mark, question_count)
    SELECT 'grown-' || n, quiz_id, learner_id, number + n, false, 'finished',
        1, started_at, started_at, 0, max_mark, question_count
    FROM quizzes_attempt, generate_series(1, %(attempts)s) n
    WHERE quizzes_attempt.id = (SELECT min(id) FROM quizzes_attempt)
"""
RESPONSES = """
    INSERT INTO quizzes_response (public_id, attempt_id, position, revision_id, "order", max_mark,
        selected, tries, hints_taken, is_final, fraction, mark, answered_at)
    SELECT substr(md5(attempt.id || '-' || n), 1, 22), attempt.id, n, one.revision_id,
        one."order", 1, one."order", one."order", 0, true, 0, 0, attempt.started_at
    FROM quizzes_attempt attempt, generate_series(1, %(each)s) n,
        (SELECT * FROM quizzes_response ORDER BY id LIMIT 1) one
    WHERE attempt.public_id LIKE 'grown-%%'
"""


def main(many: int) -> None:
    plan = [(1, 3000), (16, 300)]
    with stage() as here:
        few = product(here, "PostgreSQL", plan, name="few")
        lots = product(here, "PostgreSQL", plan, name="many")
        grow(here.url("many"), many)
        for name in ("few", "many"):
            settle(here.url(name))
        results = uvloop.run(measure({"product": lots, "few": few}))
    report("growth", f"mcq.submit among {many:,} responses more (product) and few", results, speed)
    sys.exit("\n".join(failure for result in results for failure in result.failures[:1]) or None)


async def measure(sites: dict[str, Contender]) -> list[Result]:
    supplies = {name: site.submits() for name, site in sites.items()}
    results = {
        (clients, name): Result(name, f"{clients} clients") for clients in CLIENTS for name in sites
    }
    for number in range(ROUNDS):
        for clients, name in results if number % 2 == 0 else reversed(results):
            window = await drive(sites[name].server, supplies[name][clients], SECONDS)
            results[clients, name].windows.append(window)
    return list(results.values())


def grow(url: str, responses: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        # The rows are right: looking up what each refers to would take most of the time.
        connection.execute("SET session_replication_role = replica")
        connection.execute("ALTER SYSTEM SET max_wal_size = '16GB'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(ATTEMPTS, {"attempts": responses // AN_ATTEMPT})
        connection.execute(RESPONSES, {"each": AN_ATTEMPT})


def settle(url: str) -> None:
    """What PostgreSQL does by itself after a while."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE quizzes_attempt, quizzes_response")
        connection.execute("CHECKPOINT")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
