"""Learners against faults, then the checks: python -m benchmarks.faults.run DATABASE ANSWERS FAULTS

SEED and LEARNERS are environment variables. Exits with 1 where anything was violated.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.processes import ROOT

from .chat import Chat
from .faults import Faults
from .learner import Learner
from .names import learner_name
from .reading import read_back
from .report import Run, tell
from .site import Site, site
from .tickets import Tickets
from .wire import Wire

RUN = ROOT / ".run" / "faults"
# After the last fault every learner must reach the end of what is begun.
SECONDS_TO_FINISH = 180


async def main(database: str, answers: int, faults: int) -> int:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    learners = int(os.environ.get("LEARNERS") or 16)
    print(f"\n{database}: {answers} answers, {faults} faults, SEED={seed}", flush=True)
    rng = random.Random(seed)
    RUN.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=RUN) as name:
        async with site(database, Path(name), rng) as stage:
            python(stage, "benchmarks.faults.seed", str(learners))
            for worker in stage.workers:
                await worker.start()
            run = await study(stage, rng, answers, faults, learners)
            run.violations += check(stage, run)
            (RUN / f"{database}.log").write_bytes(stage.log.read_bytes())
    return tell(run, seed, RUN / f"{database}.json")


async def study(stage: Site, rng: random.Random, answers: int, count: int, learners: int) -> Run:
    """The learners' way through the faults to the end, and their reading back."""
    tickets = Tickets()
    chats = [
        Chat(learner_name(number), Wire(stage.port, rng), random.Random(rng.random()), tickets)
        for number in range(learners)
    ]
    faults = Faults(stage, tickets, rng, count)
    run = Run(stage.database, chats, tickets, faults)

    def is_over() -> bool:
        return run.answers >= answers and faults.are_over

    started = time.monotonic()
    students = [Learner(chat, random.Random(rng.random()), is_over) for chat in chats]
    working = [asyncio.create_task(student.study()) for student in students]
    await faults.deal(lambda: run.answers, answers)
    stage.clock.jump_to(0.0)
    run.violations += await finished(working, is_over)
    run.seconds = time.monotonic() - started
    run.violations += [("stuck", "a worker didn't stop") for w in stage.workers if w.late]
    for chat in chats:
        run.read[chat.journal.learner] = await read_back(chat)
    return run


async def finished(
    working: Sequence[asyncio.Task[None]], is_over: Callable[[], bool]
) -> list[tuple[str, str]]:
    """Wait until the learners are through. Complains of those who aren't in time."""
    while not is_over() and not all(task.done() for task in working):
        await asyncio.sleep(0.1)
    done, late = await asyncio.wait(working, timeout=SECONDS_TO_FINISH)
    for task in done:
        task.result()
    for task in late:
        task.cancel()
    return [("stuck", "a learner didn't finish in time")] * len(late)


def check(stage: Site, run: Run) -> list[tuple[str, str]]:
    """What the database says to the journals."""
    journals = [
        {**chat.journal.as_json(), "read": run.read[chat.journal.learner]} for chat in run.chats
    ]
    path = stage.folder / "journals.json"
    path.write_text(json.dumps(journals))
    found = json.loads(python(stage, "benchmarks.faults.checks", str(path)))
    return [(kind, sentence) for kind, sentence in found]


def python(stage: Site, module: str, *arguments: str) -> bytes:
    """What a module prints that uses the site's database. Exits where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **stage.environment},
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        sys.exit(f"{module} failed; see above.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
