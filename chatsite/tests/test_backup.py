"""A backup is made while the site runs, and a site that is restored from it has everything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from chatsite import backups

SETUP = "import django; django.setup()\n"
ADD_PICTURE = (
    SETUP
    + """
from django.core.files.base import ContentFile
from quizzes.models import Bank, Picture
Picture(bank=Bank.objects.first()).file.save("cell.png", ContentFile(b"a picture"))
"""
)
TELL = (
    SETUP
    + """
from quizzes.models import Attempt, Picture, Response, Revision
print(list(Attempt.objects.order_by("pk").values_list("public_id", "mark")))
print(list(Response.objects.order_by("pk").values_list("public_id", "selected")))
print(Revision.objects.count())
print([row.file.read() for row in Picture.objects.all()])
"""
)


class Site:
    """A site of its own, on SQLite in a folder unless told otherwise."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.database = folder, folder / "chatsite.sqlite3"
        self._environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "chatsite.settings",
            **environment,
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self._environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """With the demo's banks and attempts, and a picture."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.run("manage.py", "migrate", "--verbosity=0")
    site.run("manage.py", "demo")
    site.run("-c", ADD_PICTURE)
    return site


def count_up(database: Path, stop: threading.Event) -> None:
    """What a site does all the time: one short transaction after the other."""
    with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as connection:
        for number in range(1_000_000):
            insert = "INSERT INTO conversations_ratewindow (key, ends_at, hits) VALUES (?, 0, 0)"
            connection.execute(insert, [f"{number:07}"])
            if stop.is_set():
                return


def test_a_site_is_restored_from_a_backup_that_was_made_while_it_wrote(
    site: Site, tmp_path: Path
) -> None:
    stop = threading.Event()
    writing = threading.Thread(target=count_up, args=[site.database, stop])
    writing.start()
    backup = Path(site.run("manage.py", "backup", str(tmp_path / "backups")))
    stop.set()
    writing.join()
    restored = Site(tmp_path / "restored")
    restored.folder.mkdir()
    shutil.copy(backup, restored.database)
    shutil.copytree(tmp_path / "backups" / "media", restored.folder / "media")
    restored.run("manage.py", "migrate", "--check")
    assert restored.run("-c", TELL) == site.run("-c", TELL)
    assert "a picture" in restored.run("-c", TELL)
    with closing(sqlite3.connect(restored.database)) as copy:
        ((last, count),) = copy.execute("SELECT max(key), count(*) FROM conversations_ratewindow")
    assert 0 < count == int(last) + 1


def test_it_keeps_the_newest_and_nobody_else_can_read_them(site: Site, tmp_path: Path) -> None:
    for day in ("2026-01-01", "2026-01-02"):
        (tmp_path / f"chatsite-{day}T000000.sqlite3").write_text("old")
    made = Path(site.run("manage.py", "backup", str(tmp_path), "--keep=2"))
    assert [path.name for path in sorted(tmp_path.glob("*.sqlite3"))] == [
        "chatsite-2026-01-02T000000.sqlite3",
        made.name,
    ]
    assert made.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.rglob("*.unfinished"))


def test_a_damaged_copy_is_not_a_backup(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    content = bytearray(site.database.read_bytes())
    content[8192:40960] = bytes(32768)
    copy.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError):
        backups.check(copy)


def test_files_are_copied_once(tmp_path: Path) -> None:
    source, target = tmp_path / "media", tmp_path / "copy"
    (source / "pictures").mkdir(parents=True)
    (source / "pictures" / "a.png").write_text("a")
    backups.copy_new_files(source, target)
    (target / "pictures" / "a.png").write_text("copied before")
    (source / "pictures" / "b.png").write_text("b")
    backups.copy_new_files(source, target)
    copied = {path.name: path.read_text() for path in backups.files_of(target)}
    assert copied == {"a.png": "copied before", "b.png": "b"}
