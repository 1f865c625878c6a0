"""Run a command beside the whole site as deploy/ describes it, on this machine:

    python -m bin.stack [--workers=2] COMMAND...

PostgreSQL, Redis, an S3-compatible server, workers behind nginx, and one for tasks. The command
finds the site's settings in its environment, and the address in SITE_URL.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3

from .services import ROOT, Service, free_port, nginx, postgres, redis, running

MANAGE = [sys.executable, str(ROOT / "manage.py")]
KEY = "only-for-tests-on-this-machine"
BUCKET = "chatsite"
# How much is told of each log after a failure.
LOG = 5000


@dataclass(frozen=True, slots=True)
class Stack:
    """`environment`: this process's, with the settings that all of the site's processes have."""

    environment: Mapping[str, str]
    database: Service
    cache: Service
    files: Service
    workers: list[Service]
    tasks: Service
    proxy: Service


@contextmanager
def running_stack(workers: int = 2, *, durable: bool = False, **settings: str) -> Iterator[Stack]:
    """Migrated, and otherwise empty. `settings`: further environment variables of the site."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="chatsite-stack-")))
        database = stack.enter_context(postgres(durable=durable))
        cache = stack.enter_context(redis())
        files = stack.enter_context(s3(folder / "s3"))
        environment = {
            **os.environ,
            "SECRET_KEY": KEY,
            "DATABASE_URL": database.url,
            "REDIS_URL": cache.url,
            "TASK_WORKER": "True",
            "DATA_DIR": str(folder / "data"),
            "STATIC_ROOT": str(folder / "static"),
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT": files.url,
            "S3_ACCESS_KEY": KEY,
            "S3_SECRET_KEY": KEY,
            **settings,
        }
        for command in ("migrate", "collectstatic"):
            run = [*MANAGE, command, "--verbosity=0", "--no-input"]
            subprocess.run(run, env=environment, check=True)
        sites = [
            stack.enter_context(worker(folder / f"worker-{number}", environment))
            for number in range(1, workers + 1)
        ]
        tasks = Service(
            [*MANAGE, "db_worker"], made(folder / "tasks"), "", None, environment=environment
        )
        stack.enter_context(running(tasks))
        ports = [int(site.url.rpartition(":")[2]) for site in sites]
        proxy = stack.enter_context(nginx(ports))
        yield Stack(environment, database, cache, files, sites, tasks, proxy)


@contextmanager
def worker(folder: Path, environment: Mapping[str, str]) -> Iterator[Service]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "chatsite.asgi:application", f"--port={port}"]
    command += [f"--app-dir={ROOT}", "--no-access-log", "--timeout-graceful-shutdown=10"]
    url = f"http://127.0.0.1:{port}"
    with running(Service(command, made(folder), url, port, environment=environment)) as service:
        yield service


@contextmanager
def s3(folder: Path) -> Iterator[Service]:
    """A server that speaks S3, with an empty bucket and any keys."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(Service(command, made(folder), url, port, environment=os.environ)) as service:
        client = boto3.client(
            "s3",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=KEY,
        )
        client.create_bucket(Bucket=BUCKET)
        yield service


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main(arguments: list[str]) -> int:
    workers = 2
    if arguments[0].startswith("--workers="):
        workers = int(arguments.pop(0).partition("=")[2])
    # Being ended must end the servers too, so it passes through the `with` block like Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # What is off by default is tried too.
    with running_stack(workers, CHAT_ATTACHMENTS="page") as stack:
        environment = {**stack.environment, "SITE_URL": stack.proxy.url}
        done = subprocess.run(arguments, env=environment)
        if done.returncode:
            for service in (*stack.workers, stack.tasks, stack.proxy):
                log = (service.folder / "log").read_text(errors="replace")
                print(f"\n{service.folder.name} said:\n{log[-LOG:]}", file=sys.stderr)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
