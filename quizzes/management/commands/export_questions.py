"""manage.py export_questions: a bank as a file of an exchange format."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.exporting import export
from quizzes.formats import writable, writable_formats
from quizzes.management.endings import printing, sentences
from quizzes.models import Bank


class Command(BaseCommand):
    help = "Export a bank's questions. What the format can't hold is listed on stderr."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = [known.name for known in writable_formats()]
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=names)
        parser.add_argument("--output", metavar="FILE", type=Path, help="stdout when left out")

    def handle(self, *, bank: str, format: str, output: Path | None, **_: Any) -> None:
        with sentences("Nothing was exported."):
            found = Bank.objects.filter(slug=bank).first()
            if not found:
                raise CommandError(f"There is no bank “{bank}”.")
            written = export(found.questions.all(), writable(format))
            for warning in written.warnings:
                self.stderr.write(f"question {warning.line}: {warning.message}")
            if output:
                _write(output, written.data)
            else:
                _print(written.data)


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise CommandError(f"{output} can't be written: {error.strerror}.") from None


def _print(data: bytes) -> None:
    if sys.stdout.isatty() and _is_binary(data):
        raise CommandError(
            "This format is nothing to look at. Name a file with --output, or send it on with >."
        )
    with printing():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _is_binary(data: bytes) -> bool:
    try:
        return "\0" in data.decode()
    except UnicodeDecodeError:
        return True
