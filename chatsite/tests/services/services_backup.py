"""A site on PostgreSQL is restored from what pg_dump wrote while it was used."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg

from bin.services import PostgreSQL, postgres
from chatsite.tests.test_backup import TELL, Site


def test_a_site_is_restored_from_a_dump(tmp_path: Path) -> None:
    with postgres() as server:
        site = Site(tmp_path, DATABASE_URL=server.url, SECRET_KEY="only for tests")
        site.run("manage.py", "migrate", "--verbosity=0")
        site.run("manage.py", "demo")
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE restored")
        with psycopg.connect(server.url) as unfinished:
            unfinished.execute("UPDATE quizzes_attempt SET mark = -1")
            dump_and_restore(server, server.url, tmp_path / "dump")
            unfinished.rollback()
        url = server.url.replace("/postgres?", "/restored?")
        restored = Site(tmp_path, DATABASE_URL=url, SECRET_KEY="only for tests")
        restored.run("manage.py", "migrate", "--check")
        assert restored.run("-c", TELL) == site.run("-c", TELL)


def dump_and_restore(server: PostgreSQL, url: str, dump: Path) -> None:
    """As docs/deploy.md says."""
    target = url.replace("/postgres?", "/restored?")
    for command in (
        ["pg_dump", f"--dbname={url}", "--format=custom", f"--file={dump}"],
        ["pg_restore", f"--dbname={target}", "--exit-on-error", "--no-owner", str(dump)],
    ):
        done = subprocess.run(
            [server.binaries / command[0], *command[1:]], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
