"""Malformed requests over real sockets: `python -m benchmarks fuzz [REQUESTS] [DATABASE] [SEED]`.

So many spoiled requests to the chat, a fifth as many to pages and forms, a tenth as many that are
hardly HTTP. None may be answered with a 5xx, by silence, or by a traceback in the log, and a
learner must get through a quiz afterwards. The same seed sends the same requests.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import django
import uvloop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from benchmarks.browser import Browser, take_quiz
from benchmarks.contenders import site_environment, stage
from benchmarks.processes import ROOT, Server

from . import chat, pages, wire
from .findings import Findings

DATABASES = ("SQLite", "PostgreSQL")
APPLICATION = "chatsite.asgi:application"
# Each with a chat of their own; the last one's is the strangers'.
LEARNERS = ("amara", "jonas", "mei", "rosa")


def main(requests: int, databases: tuple[str, ...], seed: int) -> None:
    told = [fuzz(requests, database, seed) for database in databases]
    sys.exit("\n".join(filter(None, told)) or None)


def fuzz(requests: int, database: str, seed: int) -> str:
    with stage() as here:
        environment = site_environment(here, database)
        accounts = make_demo(environment)
        server = here.serve(APPLICATION, **environment)
        log = here.folder / f"{APPLICATION.partition(':')[0]}.log"
        found = Findings(log)
        before = server.status("VmRSS")
        uvloop.run(everything(server, accounts, requests, seed, found))
        found.look_into_the_log()
        grew = (server.status("VmRSS") - before) / 1024
        print(
            f"\n{database}, seed {seed}: {found.told()}; memory {before / 1024:.0f} {grew:+.0f} MB"
        )
        if found.complaints:
            kept = ROOT / ".run" / "bench" / f"fuzz-{database}.log"
            kept.write_bytes(log.read_bytes())
            print("\n".join(found.complaints[:40]))
            return f"{len(found.complaints)} complaints on {database}; its log is {kept}"
        return ""


def make_demo(environment: dict[str, str]) -> dict[str, str]:
    """Migrates and adds the demo; gives the passwords by name."""
    accounts = Path(environment["DATA_DIR"]) / "accounts.txt"
    accounts.parent.mkdir(exist_ok=True)
    for command in (["migrate", "--verbosity=0"], ["demo", f"--accounts-file={accounts}"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return dict(re.findall(r"^(\w+) +(\S+-\S+-\S+) ", accounts.read_text(), re.MULTILINE))


async def everything(
    server: Server, accounts: dict[str, str], requests: int, seed: int, found: Findings
) -> None:
    learners = [Browser(server.port) for _ in LEARNERS]
    for browser, name in zip(learners, LEARNERS, strict=True):
        await browser.sign_in(name, accounts[name])
    stranger = learners.pop()
    theirs = await chat.new_chat(stranger)
    share = requests // len(learners) + 1
    rngs = [random.Random(seed * 1000 + number) for number in range(len(learners) + 4)]
    await asyncio.gather(
        *(chat.fuzz(learner, theirs, share, rngs.pop(), found) for learner in learners),
        wire.fuzz(server.port, stranger.headers(), requests // 10, rngs.pop(), found),
        *(
            pages.fuzz(server.port, name, accounts, requests // 15, rngs.pop(), found)
            for name in ("", "learner", "admin")
        ),
    )
    await works_afterwards(server.port)


async def works_afterwards(port: int) -> None:
    """Raises where a guest doesn't get through a quiz."""
    guest = Browser(port)
    await guest.get("/health")
    await guest.join("Last guest")
    await take_quiz(guest, "spanish-everyday", random.Random(1))
    await guest.get("/results/")


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    chosen = (given[1],) if 1 in given else DATABASES
    main(int(given.get(0, 10_000)), chosen, int(given.get(2, 1)))
