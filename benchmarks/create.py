"""`threads.create`, which begins a quiz: how soon the first event is there, for one client."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence

import uvloop

from .contenders import Contender, create, product, reference, stage
from .load import drive, until_first_part
from .report import Result, report, speed

ROUNDS = 2
SECONDS = 1.0
MOST = 5000


def main() -> None:
    plan = [(1, 200)]
    with stage() as here:
        contenders = [
            product(here, "SQLite", plan),
            reference(here, "A", "a_memory", "SQLite", plan),
            reference(here, "A+", "a_plus", "SQLite", plan),
            product(here, "PostgreSQL", plan),
            reference(here, "C", "c_postgres", "PostgreSQL", plan),
        ]
        results = uvloop.run(measure(contenders))
    report("create", "threads.create, until its first event", results, speed)
    sys.exit("\n".join(failure for result in results for failure in result.failures[:1]) or None)


async def measure(contenders: Sequence[Contender]) -> list[Result]:
    results = {contender: Result(contender.name, contender.database) for contender in contenders}
    for number in range(ROUNDS):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            (learner,) = contender.learners[1]
            messages = deque([create(learner, "start numbers-0")] * MOST)
            window = await drive(contender.server, [messages], SECONDS, until_first_part)
            results[contender].windows.append(window)
    return list(results.values())


if __name__ == "__main__":
    main()
