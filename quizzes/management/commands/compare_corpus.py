"""manage.py compare_corpus FOLDER: our readers against a corpus of real files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.formats.corpus import compare


class Command(BaseCommand):
    help = "Compare what the readers of formats make of a corpus with what is expected."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path)

    def handle(self, *, corpus: Path, **options: Any) -> None:
        below = []
        comparisons = list(compare(corpus))
        for comparison in comparisons:
            self.stdout.write(str(comparison))
            for difference in comparison.differences:
                self.stdout.write(f"  different: {difference}")
            for rescued in comparison.rescued:
                self.stdout.write(f"  rescued: {rescued}")
            if comparison.share < comparison.bar:
                below.append(comparison.name)
        if not any(comparison.equal for comparison in comparisons):
            raise CommandError(f"There is no corpus in {corpus}.")
        if below:
            raise CommandError(f"Below the bar: {', '.join(below)}.")
