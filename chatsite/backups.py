"""Backups of a site on one machine: its SQLite database and the uploaded files."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils import timezone

PREFIX = "chatsite-"


def back_up(media: Path, folder: Path, keep: int) -> Path:
    """Write a copy of the database into `folder`, and what is new of `media` into folder/media.

    The site may go on writing. Of the copies of the database the newest `keep` stay. Returns the
    new one. Raises sqlite3.DatabaseError where it is damaged, OSError where there is no room.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{PREFIX}{timezone.now():%Y-%m-%dT%H%M%S}.sqlite3"
    # Until it is known to be whole it has a name that nobody takes for a backup's.
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    check(unfinished)
    unfinished.chmod(0o600)
    unfinished.rename(path)
    copy_new_files(media, folder / "media")
    for old in sorted(folder.glob(f"{PREFIX}*.sqlite3"))[:-keep]:
        old.unlink()
    return path


def check(database: Path) -> None:
    """Raises sqlite3.DatabaseError unless the file is whole, and on the disk."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as copy:
        ((said,), *_) = copy.execute("PRAGMA integrity_check")
    if said != "ok":
        raise sqlite3.DatabaseError(f"The copy of the database is damaged: {said}")
    with open(database, "rb") as file:
        os.fsync(file.fileno())


def copy_new_files(source: Path, target: Path) -> None:
    """A file never changes under its name, so what is there already is not copied again."""
    for path in files_of(source):
        copy = target / path.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = copy.with_name(f"{copy.name}.unfinished")
            shutil.copyfile(path, unfinished)
            unfinished.rename(copy)


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
