"""manage.py export_questions: a bank as a file of an exchange format."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.exporting import export
from quizzes.formats import writable, writable_formats
from quizzes.models import Bank


class Command(BaseCommand):
    help = "Export a bank's questions. What the format can't hold is listed on stderr."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = [known.name for known in writable_formats()]
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=names)
        parser.add_argument("--output", metavar="FILE", type=Path, help="stdout when left out")

    def handle(self, *, bank: str, format: str, output: Path | None, **_: Any) -> None:
        found = Bank.objects.filter(slug=bank).first()
        if not found:
            raise CommandError(f"There is no bank “{bank}”.")
        written = export(found.questions.all(), writable(format))
        for warning in written.warnings:
            self.stderr.write(f"question {warning.line}: {warning.message}")
        if not output:
            sys.stdout.buffer.write(written.data)
            sys.stdout.buffer.flush()
            return
        try:
            output.write_bytes(written.data)
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.") from None
