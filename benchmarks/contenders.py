"""The servers that are measured, running, with the requests that each of them understands."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import psycopg

from . import http_client
from .http_client import Connection
from .load import Prepared
from .processes import ROOT, Server, uvicorn
from .questions import COUNT, QUESTIONS

RUN = ROOT / ".run" / "bench"
SECRET_KEY = "only for benchmarks, which listen on 127.0.0.1 and end soon"

Json: TypeAlias = dict[str, Any]
# Clients, and how many answers each of them can give.
Plan: TypeAlias = list[tuple[int, int]]
Supply: TypeAlias = dict[int, list[deque[Prepared]]]


@dataclass(frozen=True, slots=True, eq=False)
class Contender:
    """`supply`: by number of clients, the requests of each. `count`: answers that are stored."""

    name: str
    database: str
    server: Server
    supply: Supply
    count: Callable[[], int]


class Stage:
    """A folder, and servers, which end with it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack

    def serve(self, application: str, **environment: str) -> Server:
        log = self.folder / f"{application.partition(':')[0]}.log"
        return self._stack.enter_context(uvicorn(application, log, environment))

    def database(self, name: str) -> str:
        """The URL of a new, empty database on the PostgreSQL server."""
        server = os.environ["DATABASE_URL"]
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return server.replace("/postgres?", f"/{name}?")


@contextmanager
def stage() -> Iterator[Stage]:
    RUN.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=RUN) as folder, ExitStack() as stack:
        yield Stage(Path(folder), stack)


def product(stage: Stage, database: str, plan: Plan) -> Contender:
    """The site, complete: as it is deployed, with limits that are counted but high."""
    environment = site_environment(stage, database)
    learners = run_python("benchmarks.seeding", environment, json.dumps(plan))
    supply = {
        int(clients): [
            deque(_submits(learner["headers"], learner["thread"], learner["submits"]))
            for learner in group
        ]
        for clients, group in learners.items()
    }
    server = stage.serve("chatsite.asgi:application", **environment)
    return Contender(
        "product",
        database,
        server,
        supply,
        lambda: int(run_python("benchmarks.counting", environment)),
    )


def site_environment(stage: Stage, database: str) -> dict[str, str]:
    environment = {
        "DATA_DIR": str(stage.folder / f"site-{database}"),
        "SECRET_KEY": SECRET_KEY,
        "CHAT_RATE_LIMIT": "1000000",
        "DATABASE_URL": "",
    }
    if database == "PostgreSQL":
        environment["DATABASE_URL"] = stage.database("site")
    return environment


def run_python(module: str, environment: Mapping[str, str], *arguments: str) -> Any:
    """What a module prints as JSON. Exits where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        sys.exit(f"{module} failed; see above.")
    return json.loads(done.stdout)


def reference(stage: Stage, name: str, module: str, database: str, plan: Plan) -> Contender:
    """A server of benchmarks/servers with the SDK and FastAPI."""
    url = stage.database(module) if database == "PostgreSQL" else ""
    server = stage.serve(f"benchmarks.servers.{module}:app", DATABASE_URL=url)
    supply = {
        clients: [_seeded(server, f"{clients}-{n}", count) for n in range(clients)]
        for clients, count in plan
    }
    return Contender(name, database, server, supply, lambda: stored(server))


def floor(stage: Stage, database: str, plan: Plan) -> Contender:
    """L: as many requests of the same size as there are answers in the plan."""
    if database == "PostgreSQL":
        server = stage.serve("benchmarks.servers.l_postgres:app", DATABASE_URL=stage.database("l"))
    else:
        path = str(stage.folder / "l.sqlite3")
        server = stage.serve("benchmarks.servers.l_sqlite:app", DATABASE_PATH=path)
    request = http_client.request("POST", "/", b"{" + b" " * 300 + b"}", {"X-Learner": "1"})
    prepared = Prepared(request, b"recorded")
    supply = {
        clients: [deque([prepared] * count) for _ in range(clients)] for clients, count in plan
    }
    return Contender("L", database, server, supply, lambda: stored(server))


def _seeded(server: Server, learner: str, cards: int) -> deque[Prepared]:
    made = call(server, "POST", f"/seed?learner={learner}&cards={cards}")
    (thread,) = made["thread"]
    submits = [_reference_submit(thread, n, item) for n, item in enumerate(made["items"])]
    return deque(_submits({"X-Learner": learner}, thread, submits))


def _reference_submit(thread: str, number: int, item: str) -> Json:
    attempt, index = divmod(number, COUNT)
    ids = QUESTIONS[index].choice_ids
    return {
        "item": item,
        "attempt": f"{thread}.{attempt}",
        "question": QUESTIONS[index].id,
        "choice": ids[index % 2],
        "verdict": "Incorrect" if index % 2 else "Correct",
    }


def _submits(headers: Mapping[str, str], thread: str, submits: list[Json]) -> Iterator[Prepared]:
    for made in submits:
        payload = {key: made[key] for key in ("attempt", "question", "choice")}
        body = {
            "type": "threads.sync_custom_action",
            "params": {
                "thread_id": thread,
                "item_id": made["item"],
                "action": {"type": "mcq.submit", "payload": payload},
            },
        }
        data = http_client.request("POST", "/chatkit", json.dumps(body).encode(), headers)
        yield Prepared(data, f"· {made['verdict']}".encode())


def stored(server: Server) -> int:
    return int(call(server, "GET", "/answers"))


def call(server: Server, method: str, path: str) -> Any:
    """The JSON of a reply, outside of any measurement."""
    return asyncio.run(_call(server, method, path))


async def _call(server: Server, method: str, path: str) -> Any:
    connection = await Connection.open(server.port)
    reply = await connection.send(http_client.request(method, path, b"", {}))
    connection.close()
    assert reply.status == 200, reply
    return json.loads(reply.body)
