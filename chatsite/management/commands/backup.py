"""Backs up a site that keeps its data in SQLite."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from chatsite.backups import back_up


class Command(BaseCommand):
    help = (
        "Copy the SQLite database and the uploaded files into a folder, while the site runs. "
        "docs/deploy.md says how to restore them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep", type=int, default=14, help="copies of the database to keep")

    def handle(self, folder: Path, keep: int, **options: Any) -> str:
        if connection.vendor != "sqlite":
            raise CommandError("PostgreSQL is backed up by pg_dump: docs/deploy.md says how.")
        if keep < 1:
            raise CommandError("--keep must be at least 1.")
        try:
            return str(back_up(settings.MEDIA_ROOT, folder, keep))
        except (OSError, DatabaseError, sqlite3.DatabaseError) as error:
            raise CommandError(f"No backup was made: {error}") from error
