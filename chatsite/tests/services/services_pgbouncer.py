"""The site behind PgBouncer, which lends each transaction another connection."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from bin import services

# What happens at once, what reads in portions, and what the chat does.
TESTS = (
    "quizzes/tests/test_concurrent_answers.py",
    "quizzes/tests/test_attempts.py",
    "conversations/tests/test_batches.py",
    "conversations/tests/test_endpoint.py",
    "conversations/tests/test_repeats.py",
    "conversations/tests/test_submits.py",
    "conversations/tests/test_limits.py",
    "conversations/tests/test_database.py",
)
# Rows arrive in portions, and between them PgBouncer gives the connection to another session.
READS_IN_PORTIONS = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.contrib.auth.models import Permission
from django.db import connection

def use(_):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.01)")

with ThreadPoolExecutor(4) as others:
    used = others.map(use, range(200))
    read = sum(1 for _ in Permission.objects.order_by("pk").iterator(chunk_size=1))
    list(used)
print(read == Permission.objects.count())
"""


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    with services.postgres() as database, services.pgbouncer(database, size=3) as bouncer:
        yield {
            **os.environ,
            "DATABASE_URL": bouncer.url,
            "PGBOUNCER": "True",
            "SECRET_KEY": "only for tests",
            "DJANGO_SETTINGS_MODULE": "chatsite.settings",
        }


def run(environment: dict[str, str], *command: str) -> Any:
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_the_chats_and_the_quizzes_tests_pass(environment: dict[str, str]) -> None:
    # The tests' database is kept: PgBouncer's connections to it would keep it from being dropped.
    done = run(environment, "-m", "pytest", "-n0", "-q", "--reuse-db", "--create-db", *TESTS)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_rows_can_be_read_in_portions(environment: dict[str, str]) -> None:
    migrated = run(environment, "manage.py", "migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    done = run(environment, "-c", READS_IN_PORTIONS)
    assert done.stdout == "True\n", done.stderr
