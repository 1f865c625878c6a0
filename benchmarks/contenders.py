"""The servers that are measured, running, with the requests that each of them understands."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias, TypedDict

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


class Learner(TypedDict):
    """Who can send what: `thread` shows a card for each of `submits`."""

    headers: dict[str, str]
    thread: str
    submits: list[Json]


@dataclass(frozen=True, slots=True, eq=False)
class Contender:
    """`learners`: by the number of clients. `count`: the rows that are stored, by name."""

    name: str
    database: str
    server: Server
    learners: Mapping[int, Sequence[Learner]]
    count: Callable[[], dict[str, int]]

    def submits(self) -> Supply:
        """By number of clients, the answers that each of them can give."""
        return {
            clients: [deque(map(partial(submit, learner), learner["submits"])) for learner in group]
            for clients, group in self.learners.items()
        }


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
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def url(self, name: str) -> str:
        return os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")


@contextmanager
def stage() -> Iterator[Stage]:
    RUN.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=RUN) as folder, ExitStack() as stack:
        yield Stage(Path(folder), stack)


def product(
    stage: Stage,
    database: str,
    plan: Plan,
    *,
    application: str = "chatsite.asgi:application",
    threads: int = 0,
    name: str = "site",
) -> Contender:
    """The site, complete: as it is deployed, with limits that are counted but high.

    `threads`: how many more each learner has. `name`: of its database, where there are several.
    """
    environment = site_environment(stage, database, name)
    made = run_python("benchmarks.seeding", environment, json.dumps(plan), str(threads))
    learners = {int(clients): group for clients, group in made.items()}
    server = stage.serve(application, **environment)
    count = partial(run_python, "benchmarks.counting", environment)
    return Contender("product", database, server, learners, count)


def site_environment(stage: Stage, database: str, name: str = "site") -> dict[str, str]:
    environment = {
        "DATA_DIR": str(stage.folder / f"{name}-{database}"),
        "SECRET_KEY": SECRET_KEY,
        "CHAT_RATE_LIMIT": "1000000",
        "CHAT_OPEN_STREAMS": "1000000",
        "DATABASE_URL": "",
    }
    if database == "PostgreSQL":
        environment["DATABASE_URL"] = stage.database(name)
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


def reference(
    stage: Stage, name: str, module: str, database: str, plan: Plan, *, threads: int = 0
) -> Contender:
    """A server of benchmarks/servers with the SDK and FastAPI."""
    url = stage.database(module) if database == "PostgreSQL" else ""
    server = stage.serve(f"benchmarks.servers.{module}:app", DATABASE_URL=url)
    learners = {
        clients: [seed(server, f"{clients}-{n}", count, threads) for n in range(clients)]
        for clients, count in plan
    }
    return Contender(name, database, server, learners, partial(call, server, "GET", "/count"))


def seed(server: Server, name: str, cards: int, threads: int) -> Learner:
    made = call(server, "POST", f"/seed?learner={name}&cards={cards}&threads={threads + 1}")
    (thread,) = made["thread"]
    submits = [_reference_submit(thread, n, item) for n, item in enumerate(made["items"])]
    return {"headers": {"X-Learner": name}, "thread": thread, "submits": submits}


def _reference_submit(thread: str, number: int, item: str) -> Json:
    attempt, index = divmod(number, COUNT)
    return {
        "item": item,
        "attempt": f"{thread}.{attempt}",
        "question": QUESTIONS[index].id,
        "choice": QUESTIONS[index].choice_ids[index % 2],
        "verdict": "Incorrect" if index % 2 else "Correct",
    }


def floor(stage: Stage, database: str, plan: Plan) -> Contender:
    """L, which takes whatever is sent: requests of the same size."""
    if database == "PostgreSQL":
        server = stage.serve("benchmarks.servers.l_postgres:app", DATABASE_URL=stage.database("l"))
    else:
        path = str(stage.folder / "l.sqlite3")
        server = stage.serve("benchmarks.servers.l_sqlite:app", DATABASE_PATH=path)
    anything = dict.fromkeys(("item", "attempt", "question", "choice"), "x" * 22)
    learners: dict[int, list[Learner]] = {
        clients: [
            {"headers": {}, "thread": "x" * 22, "submits": [anything | {"verdict": ""}] * count}
            for _ in range(clients)
        ]
        for clients, count in plan
    }
    return Contender("L", database, server, learners, partial(call, server, "GET", "/count"))


def submit(learner: Learner, made: Json) -> Prepared:
    payload = {key: made[key] for key in ("attempt", "question", "choice")}
    params = {
        "thread_id": learner["thread"],
        "item_id": made["item"],
        "action": {"type": "mcq.submit", "payload": payload},
    }
    verdict: str = made["verdict"]
    return chat(learner, "threads.sync_custom_action", params, verdict and f"· {verdict}")


def create(learner: Learner, text: str) -> Prepared:
    """A new thread that begins with a message. Its reply is a stream."""
    message: Json = {"content": [{"type": "input_text", "text": text}], "attachments": []}
    params = {"input": message | {"inference_options": {}}}
    return chat(learner, "threads.create", params, "thread.item.done")


def chat(learner: Learner, operation: str, params: Json, expected: str) -> Prepared:
    body = json.dumps({"type": operation, "params": params}).encode()
    data = http_client.request("POST", "/chatkit", body, learner["headers"])
    return Prepared(data, expected.encode())


def call(server: Server, method: str, path: str) -> Any:
    """The JSON of a reply, outside of any measurement."""
    return asyncio.run(_call(server, method, path))


async def _call(server: Server, method: str, path: str) -> Any:
    connection = await Connection.open(server.port)
    reply = await connection.send(http_client.request(method, path, b"", {}))
    connection.close()
    assert reply.status == 200, reply
    return json.loads(reply.body)
