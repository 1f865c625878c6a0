"""A page of 20 from a thread of 10,000 items, and of a list of 10,000 threads."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence

import uvloop

from .contenders import Contender, Json, chat, product, reference, stage
from .load import Prepared, drive
from .report import Result, report, speed

ROUNDS = 2
SECONDS = 0.6
ROWS = 10_000
MOST = 10_000


def main() -> None:
    with stage() as here:
        contenders = [
            product(here, "SQLite", [(1, ROWS)], threads=ROWS),
            reference(here, "A", "a_memory", "SQLite", [(1, ROWS)], threads=ROWS),
        ]
        results = uvloop.run(measure(contenders))
    report("lists", f"a page of 20 of {ROWS:,}", results, speed)
    sys.exit("\n".join(failure for result in results for failure in result.failures[:1]) or None)


async def measure(contenders: Sequence[Contender]) -> list[Result]:
    pages = {contender: requests(contender) for contender in contenders}
    results = {
        (what, contender): Result(contender.name, what)
        for what in pages[contenders[0]]
        for contender in contenders
    }
    for number in range(ROUNDS):
        for what, contender in results if number % 2 == 0 else reversed(results):
            queue = deque([pages[contender][what]] * MOST)
            window = await drive(contender.server, [queue], SECONDS)
            results[what, contender].windows.append(window)
    return list(results.values())


def requests(contender: Contender) -> dict[str, Prepared]:
    (learner,) = contender.learners[1]
    thread = {"thread_id": learner["thread"]}
    page: Json = {"limit": 20, "order": "desc"}
    middle = learner["submits"][len(learner["submits"]) // 2]["item"]
    more = '"has_more":true'
    return {
        "a thread": chat(learner, "threads.get_by_id", thread, more),
        "its last items": chat(learner, "items.list", thread | page, more),
        "items in its middle": chat(learner, "items.list", thread | page | {"after": middle}, more),
        "the newest threads": chat(learner, "threads.list", page, more),
    }


if __name__ == "__main__":
    main()
