"""`mcq.submit`: how many answers a second, how long each takes, and that none of them is lost."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

import uvloop

from .contenders import Contender, Plan, floor, product, reference, stage
from .load import Window, drive
from .report import Result, save, show

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
        lost = [line for contender in contenders for line in differences(contender, results)]
    show("mcq.submit", results)
    save("submit", results)
    sys.exit("\n".join(lost) or None)


async def measure(contenders: Sequence[Contender]) -> list[Result]:
    results = {
        (contender, clients): Result(contender.name, contender.database, clients)
        for contender in contenders
        for clients in CLIENTS
    }
    for number in range(ROUNDS):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            for clients in CLIENTS:
                window = await drive(contender.server, contender.supply[clients], SECONDS)
                results[contender, clients].windows.append(window)
                await asyncio.sleep(0.05)
    return list(results.values())


def differences(contender: Contender, results: Sequence[Result]) -> list[str]:
    """Sentences about wrong replies, and about answers that are stored and not counted here."""
    windows: list[Window] = [
        window
        for result in results
        if (result.name, result.database) == (contender.name, contender.database)
        for window in result.windows
    ]
    name = f"{contender.name} on {contender.database}"
    told = [f"{name}: {window.failures[0]}" for window in windows if window.failures]
    sent, stored = sum(len(window.times) for window in windows), contender.count()
    return told + ([f"{name}: {sent} answers were sent, {stored} stored"] if sent != stored else [])


if __name__ == "__main__":
    main()
