"""The whole site as deploy/ has it, and what happens when a part of it stops."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from bin.stack import Stack, running_stack
from chatsite.tests.test_backup import SETUP, Site

SIGN_IN = (
    SETUP
    + """
from django.contrib.auth.models import User
from django.test import Client
client = Client()
client.force_login(User.objects.create_user("ada"))
print(client.cookies["sessionid"].value)
"""
)
DONE = (
    SETUP
    + """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.successful().count())
"""
)


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with running_stack(workers=2) as stack:
        yield stack


@pytest.fixture(scope="module")
def site(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Runs commands with the stack's settings."""
    return Site(tmp_path_factory.mktemp("commands"), **stack.environment)


def get(stack: Stack, path: str, session: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(f"{stack.proxy.url}{path}")
    request.add_header("Cookie", f"sessionid={session}")
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def ready(stack: Stack) -> str:
    status: str = json.loads(get(stack, "/health/ready")[1])["status"]
    return status


def test_the_tasks_worker_keeps_house(site: Site) -> None:
    assert site.run("manage.py", "housekeeping") == "The worker will do it."
    end = time.monotonic() + 30
    while site.run("-c", DONE) == "0":
        assert time.monotonic() < end
        time.sleep(0.5)


def test_the_site_works_without_redis(stack: Stack, site: Site) -> None:
    session = site.run("-c", SIGN_IN)
    assert get(stack, "/me/", session)[0] == 200
    stack.cache.kill()
    # Each of the workers.
    for _ in range(4):
        status, page = get(stack, "/me/", session)
        assert (status, b"ada" in page) == (200, True)
    assert ready(stack) == "degraded"
    stack.cache.start()
    assert ready(stack) == "ok"


def test_the_site_is_back_when_postgresql_is(stack: Stack) -> None:
    stack.database.kill()
    assert get(stack, "/health/ready")[0] == 503
    # Long enough that a pool which doubles its waits would miss the return by as long.
    time.sleep(15)
    stack.database.start()
    # Each of the workers.
    for _ in range(4):
        assert ready(stack) == "ok"
