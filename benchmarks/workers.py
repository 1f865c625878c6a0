"""Answers and next questions on 1, 2 and 4 workers behind nginx, with PostgreSQL and Redis.

Each worker has as many clients. What is to stay the same is the workers' CPU a request: then
answers a second grow with processors. Here they hardly do: workers share the machine's few with
the client, nginx and PostgreSQL.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import uvloop

from bin.services import nginx, redis

from .contenders import (
    Contender,
    Json,
    Learner,
    Stage,
    chat,
    run_python,
    site_environment,
    stage,
    submit,
)
from .load import Prepared, drive
from .processes import Server
from .report import Result, report

WORKERS = (1, 2, 4)
# Clients a worker, and how many answers each can give.
CLIENTS = 16
ANSWERS = 400
ROUNDS = 4
SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Fleet(Server):
    """Several workers behind one port."""

    workers: tuple[Server, ...]

    def cpu_seconds(self) -> float:
        return sum(worker.cpu_seconds() for worker in self.workers)


def main() -> None:
    with stage() as here, ExitStack() as stack:
        cache = stack.enter_context(redis()).url
        contenders = [fleet(here, stack, workers, cache) for workers in WORKERS]
        results = uvloop.run(measure(contenders))
        wrong = [told for contender in contenders for told in lost(contender, results)]
    report("workers", "CPU of 1, 2 and 4 workers a request", results, constancy)
    sys.exit("\n".join(wrong) or None)


def fleet(stage: Stage, stack: ExitStack, workers: int, cache: str) -> Contender:
    name = "product" if workers == 1 else f"{workers} workers"
    environment = site_environment(stage, "PostgreSQL", name) | {"REDIS_URL": cache}
    learners = run_python(
        "benchmarks.seeding", environment, json.dumps([(CLIENTS * workers, ANSWERS)])
    )
    servers = [stage.serve("chatsite.asgi:application", **environment) for _ in range(workers)]
    for server in servers:
        os.sched_setaffinity(server.pid, range(os.cpu_count() or 1))
    proxy = stack.enter_context(nginx([server.port for server in servers]))
    front = Fleet(proxy.pid, int(proxy.url.rpartition(":")[2]), tuple(servers))
    count = partial(run_python, "benchmarks.counting", environment)
    (group,) = learners.values()
    return Contender(name, "PostgreSQL", front, {CLIENTS: group}, count)


async def measure(contenders: list[Contender]) -> list[Result]:
    """Rounds, every other one backwards, so that what else the machine does hits all alike."""
    results = {
        (contender, action): Result(contender.name, f"{action}, {CLIENTS} clients a worker")
        for action in ACTIONS
        for contender in contenders
    }
    supplies = {
        (contender, action): [
            deque(map(partial(ACTIONS[action], learner), learner["submits"]))
            for learner in contender.learners[CLIENTS]
        ]
        for contender, action in results
    }
    for number in range(ROUNDS):
        for one in results if number % 2 == 0 else reversed(results):
            window = await drive(one[0].server, supplies[one], SECONDS)
            results[one].windows.append(window)
    return list(results.values())


def go_on(learner: Learner, made: Json) -> Prepared:
    """To the next question, whether this one is answered or not. The reply is a stream."""
    payload = {key: made[key] for key in ("attempt", "question")}
    action = {"type": "mcq.next", "payload": payload}
    params = {"thread_id": learner["thread"], "item_id": made["item"], "action": action}
    return chat(learner, "threads.custom_action", params, "thread.item.done")


ACTIONS = {"mcq.submit": submit, "mcq.next": go_on}


def constancy(one: Result, several: Result) -> float:
    """CPU a request with one worker, as a part of that with several; 1 is ideal."""
    return one.cpu_micros / several.cpu_micros


def lost(contender: Contender, results: list[Result]) -> list[str]:
    """The first wrong reply, and whether as many answers are stored as were acknowledged."""
    mine = [result for result in results if result.name == contender.name]
    told = [failure for result in mine for failure in result.failures][:1]
    answered = [result for result in mine if result.what.startswith("mcq.submit")]
    sent = sum(len(window.times) for result in answered for window in result.windows)
    stored = contender.count()["answers"]
    if sent != stored:
        told.append(f"{contender.name}: {sent} answers were acknowledged, {stored} are stored")
    return told


if __name__ == "__main__":
    main()
