"""`mcq.submit` with few and with many responses in PostgreSQL.

python -m benchmarks growth [MANY]
"""

from __future__ import annotations

import sys

import psycopg
import uvloop

from .contenders import product, stage
from .load import Window, drive
from .report import Result, report, speed

CLIENTS = (1, 16)
ROUNDS = 2
SECONDS = 1.0
AN_ATTEMPT = 1000

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
    with stage() as here:
        site = product(here, "PostgreSQL", [(1, 8000), (16, 800)])
        supply = site.submits()

        def measure(name: str) -> list[Result]:
            results = [Result(name, f"{clients} clients") for clients in CLIENTS]
            for _ in range(ROUNDS):
                for result, clients in zip(results, CLIENTS, strict=True):
                    window: Window = uvloop.run(drive(site.server, supply[clients], SECONDS))
                    result.windows.append(window)
            return results

        few = measure("few")
        grow(here.url("site"), many)
        results = [*few, *measure("product")]
    report("growth", f"mcq.submit among {many:,} responses (product) and few", results, speed)
    sys.exit("\n".join(failure for result in results for failure in result.failures[:1]) or None)


def grow(url: str, responses: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ATTEMPTS, {"attempts": responses // AN_ATTEMPT})
        connection.execute(RESPONSES, {"each": AN_ATTEMPT})
        connection.execute("VACUUM ANALYZE quizzes_attempt, quizzes_response")
        connection.execute("CHECKPOINT")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
