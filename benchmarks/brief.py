"""What a request costs beside other servers, in a minute: the ratios that are kept of commits.

Costs are processor time of the server, and so many requests, not so many seconds: that suffers
least from what else the machine does.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence

import uvloop

from .contenders import Contender, Plan, create, product, reference, stage
from .lists import requests
from .load import Prepared, drive
from .report import Result, cheapness, report

ROUNDS = 3
CLIENTS = 16
THREADS = 30
# Answers that each client can give; other requests a round.
FAST: Plan = [(1, 300), (CLIENTS, 40 * ROUNDS)]
SLOW: Plan = [(1, 300), (CLIENTS, 10 * ROUNDS)]
OTHERS = 60
# Nothing takes as long.
SECONDS = 60.0


def main() -> None:
    with stage() as here:
        contenders = [
            product(here, "SQLite", FAST, threads=THREADS),
            reference(here, "A+", "a_plus", "SQLite", FAST, threads=THREADS),
            product(here, "PostgreSQL", FAST, threads=THREADS),
            reference(here, "C", "c_postgres", "PostgreSQL", SLOW, threads=THREADS),
        ]
        results = uvloop.run(measure(contenders))
    report("brief", "Processor time of a request", results, cheapness)
    sys.exit("\n".join(failure for result in results for failure in result.failures[:1]) or None)


async def measure(contenders: Sequence[Contender]) -> list[Result]:
    rounds = {contender: split(contender) for contender in contenders}
    results = {
        (what, contender): Result(contender.name, f"{contender.database}, {what}")
        for what in rounds[contenders[0]]
        for contender in contenders
    }
    for number in range(ROUNDS):
        for what, contender in results if number % 2 == 0 else reversed(results):
            queues = rounds[contender][what][number]
            window = await drive(contender.server, queues, SECONDS)
            results[what, contender].windows.append(window)
    return list(results.values())


def split(contender: Contender) -> dict[str, list[list[deque[Prepared]]]]:
    """By operation and round, what each connection sends."""
    (learner,) = contender.learners[1]
    pages = requests(contender)
    same = {
        "threads.create": create(learner, "start numbers-0"),
        "items.list": pages["its last items"],
        "threads.list": pages["the newest threads"],
    }
    submits = [list(queue) for queue in contender.submits()[CLIENTS]]
    return {
        "mcq.submit": [[deque(queue[n::ROUNDS]) for queue in submits] for n in range(ROUNDS)],
        **{what: [[deque([same[what]] * OTHERS)] for _ in range(ROUNDS)] for what in same},
    }


if __name__ == "__main__":
    main()
