"""`mcq.submit`: how many answers a second, how long each takes, and that none of them is lost."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import uvloop

from .contenders import Contender, Plan, floor, product, reference, stage
from .load import drive
from .report import Result, report, throughput

CLIENTS = (1, 16, 64)
ROUNDS = 2
SECONDS = 1.2
# Clients, and answers that each of them can give: more than fit into the rounds.
FAST: Plan = [(1, 6000), (16, 600), (64, 200)]
MEDIUM: Plan = [(1, 4000), (16, 300), (64, 80)]
SLOW: Plan = [(1, 1000), (16, 60), (64, 20)]
FLOOR: Plan = [(1, 20000), (16, 5000), (64, 2000)]


def main() -> None:
    with stage() as here:
        contenders = [
            product(here, "SQLite", FAST),
            reference(here, "A", "a_memory", "SQLite", SLOW),
            reference(here, "A+", "a_plus", "SQLite", MEDIUM),
            floor(here, "SQLite", FLOOR),
            product(here, "PostgreSQL", FAST),
            reference(here, "C", "c_postgres", "PostgreSQL", SLOW),
            floor(here, "PostgreSQL", FLOOR),
        ]
        results = uvloop.run(measure(contenders))
        wrong = [told for contender in contenders for told in problems(contender, results)]
    report("submit", "mcq.submit", list(in_order(contenders, results)), throughput)
    sys.exit("\n".join(wrong) or None)


Results = dict[tuple[Contender, int], Result]


async def measure(contenders: Sequence[Contender]) -> Results:
    results = {
        (contender, clients): Result(contender.name, f"{contender.database}, {clients} clients")
        for contender in contenders
        for clients in CLIENTS
    }
    supplies = {contender: contender.submits() for contender in contenders}
    for number in range(ROUNDS):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            for clients in CLIENTS:
                window = await drive(contender.server, supplies[contender][clients], SECONDS)
                results[contender, clients].windows.append(window)
    return results


def in_order(contenders: Sequence[Contender], results: Results) -> list[Result]:
    """By database, then by the number of clients."""
    databases = dict.fromkeys(contender.database for contender in contenders)
    return [
        results[contender, clients]
        for database in databases
        for clients in CLIENTS
        for contender in contenders
        if contender.database == database
    ]


def problems(contender: Contender, results: Results) -> list[str]:
    """The first wrong reply, and whether as many answers are stored as were acknowledged."""
    mine = [results[contender, clients] for clients in CLIENTS]
    told = [failure for result in mine for failure in result.failures][:1]
    sent = sum(len(window.times) for result in mine for window in result.windows)
    stored = contender.count()["answers"]
    if sent != stored:
        place = f"{contender.name} on {contender.database}"
        told.append(f"{place}: {sent} answers were acknowledged, {stored} are stored")
    return told


if __name__ == "__main__":
    main()
