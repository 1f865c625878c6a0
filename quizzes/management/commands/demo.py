"""`manage.py demo`: people, banks, quizzes and attempts to look around in."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from quizzes.demo.build import Account, build, is_empty


class Command(BaseCommand):
    help = "Fills an empty database with demo accounts, question banks, quizzes and attempts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts-file",
            metavar="FILE",
            help="write the accounts with their passwords to FILE, readable by you only, "
            "instead of printing them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_empty():
            self.stdout.write("There are accounts here already: no demo data was created.")
            return
        target = options["accounts_file"]
        with transaction.atomic():
            table = accounts_table(build())
            if target:
                write_secret(Path(target), table)
        self.stdout.write(f"Demo data created. The accounts are in {target}" if target else table)


def accounts_table(accounts: list[Account]) -> str:
    """The accounts as text, one a line below a heading."""
    rows = [("username", "password", "name")]
    for account in accounts:
        person = account.person
        name = f"{person.first_name} {person.last_name} ({person.role})"
        rows.append((person.username, account.password, name))
    return "\n".join(f"{username:<10}{password:<16}{name}" for username, password, name in rows)


def write_secret(path: Path, text: str) -> None:
    """Write `text` to a file that its owner only may read. Raises CommandError."""
    try:
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as error:
        raise CommandError(
            f"{path} can't be written ({error.strerror}). Nothing was created; name another file."
        ) from error
