"""Web servers in front of the site, configured as deploy/ has them, while workers restart."""

from __future__ import annotations

import os
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bin.services import Service, caddy, nginx
from bin.stack import worker

Workers = list[Service]


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "SECRET_KEY": "only for tests",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(worker(tmp_path / name, environment)) for name in ("one", "two")]


def ports(workers: Workers) -> list[int]:
    return [int(worker.url.rpartition(":")[2]) for worker in workers]


@contextmanager
def visitor(url: str) -> Iterator[list[int | str]]:
    """Somebody who asks for one page after the other; gives how each went."""
    seen: list[int | str] = []
    leaves = threading.Event()

    def visit() -> None:
        while not leaves.is_set():
            seen.append(outcome(lambda: urllib.request.urlopen(f"{url}/health", timeout=20).status))

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        yield seen
    finally:
        leaves.set()
        thread.join()


def outcome(ask: Callable[[], int]) -> int | str:
    try:
        return ask()
    except urllib.error.HTTPError as error:
        return error.code
    except OSError as error:
        return str(error)


def test_workers_behind_nginx_restart_one_by_one_and_nobody_notices(workers: Workers) -> None:
    with nginx(ports(workers)) as proxy, visitor(proxy.url) as seen:
        for restarting in (*workers, *workers):
            restarting.restart()
    assert len(seen) > 20
    assert set(seen) == {200}


def test_the_only_worker_behind_caddy_restarts_and_nobody_notices(workers: Workers) -> None:
    only = workers[:1]
    with caddy(ports(only)) as proxy, visitor(proxy.url) as seen:
        for _ in range(2):
            only[0].restart()
    assert set(seen) == {200}


@pytest.mark.parametrize("server", [nginx, caddy])
def test_figures_are_not_for_everybody(workers: Workers, server: object) -> None:
    assert callable(server)
    with server(ports(workers)) as proxy:
        seen = outcome(lambda: urllib.request.urlopen(f"{proxy.url}/metrics").status)
    assert seen == 404
