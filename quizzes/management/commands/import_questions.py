"""manage.py import_questions: files into a bank, for people (text) and programs (--json)."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from quizzes.formats import formats
from quizzes.formats.base import Options
from quizzes.importing import ImportResult
from quizzes.management import import_report
from quizzes.management.endings import printing, sentences
from quizzes.management.import_files import Outcome, expanded, import_file
from quizzes.models import Bank


class Command(BaseCommand):
    help = (
        "Import questions from files and folders into a bank, which is made if there is none of "
        "that slug. Importing again updates them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = ["auto", *(known.name for known in formats())]
        parser.add_argument("files", nargs="+", metavar="FILE", help="or folder")
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=names, default="auto", help="auto: recognised")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="import nothing if anything would be skipped or changed on the way",
        )
        parser.add_argument(
            "--owner", metavar="USERNAME", help="who will own a new bank; else superusers"
        )
        parser.add_argument(
            "--first-answer",
            type=int,
            choices=(0, 1),
            help="in tables: what the first choice is called where right ones are numbers",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            type=_column,
            metavar="ROLE=HEADING",
            help="in tables: which column is what, such as right=Solution; may be repeated",
        )
        parser.add_argument("--encoding", metavar="NAME", help="of texts, such as latin-1")

    def handle(self, **options: Any) -> None:
        try:
            with sentences("Nothing of the file at hand was imported."):
                outcomes = self.import_files(**options)
        except CommandError as error:
            if options["json"]:
                self.stdout.write(json.dumps({"files": [], "error": str(error)}))
            raise
        if not any(outcome.result.is_usable for outcome in outcomes):
            raise CommandError("There was no question to import.")
        if options["strict"] and not all(outcome.is_spotless for outcome in outcomes):
            raise CommandError("Nothing was imported: --strict allows nothing of the above.")

    def import_files(self, *, strict: bool, dry_run: bool, **options: Any) -> list[Outcome]:
        options["bank"] = self.find_bank(options["bank"], options["owner"])
        if strict and not dry_run:
            # What would be skipped or changed on the way is known only when all has been read.
            outcomes = list(self.import_all(dry_run=True, **options))
            dry_run = not all(outcome.is_spotless for outcome in outcomes)
        outcomes = []
        for outcome in self.import_all(dry_run=dry_run, **options):
            outcomes.append(outcome)
            if not options["json"]:
                everything = options["verbosity"] > 1
                self.say(import_report.lines(outcome.result, dry_run, everything))
        results = [outcome.result for outcome in outcomes]
        if options["json"]:
            self.say(import_report.json_parts(results))
        elif len(results) > 1:
            self.say([f"In all: {import_report.counts(results, dry_run)}"])
        return outcomes

    def find_bank(self, slug: str, owner: str | None) -> Bank:
        """The bank of that slug or a new one, which is not saved yet."""
        found = Bank.objects.filter(slug=slug).first()
        if not found:
            found = _new_bank(slug, owner)
            self.stderr.write(f"There is no bank “{slug}” yet: it is a new one.")
        return found

    def import_all(
        self, *, files: list[str], bank: Bank, dry_run: bool, **options: Any
    ) -> Iterator[Outcome]:
        said = Options(dict(options["column"]), options["first_answer"], options["encoding"])
        format_name = None if options["format"] == "auto" else options["format"]
        is_new = not bank.pk
        if is_new and not dry_run:
            bank.save()
        outcomes: list[Outcome] = []
        try:
            for file in expanded(files):
                outcomes.append(
                    import_file(
                        bank if bank.pk else None,
                        file,
                        format_name,
                        said,
                        dry_run=dry_run,
                        keep_questions=options["json"],
                    )
                )
                yield outcomes[-1]
        finally:
            if is_new and not dry_run:
                _complete(bank, [outcome.result for outcome in outcomes])

    def say(self, lines: Iterable[str]) -> None:
        with printing():
            for line in lines:
                self.stdout.write(line)


def _column(text: str) -> tuple[str, str]:
    role, equals, heading = text.partition("=")
    if not role.strip() or not equals:
        raise ArgumentTypeError(f"“{text}” is not like right=Solution.")
    return role.strip(), heading.strip()


def _new_bank(slug: str, owner: str | None) -> Bank:
    """A bank, not saved yet. Raises CommandError where it can't be."""
    try:
        validate_slug(slug)
    except ValidationError:
        raise CommandError(f"“{slug}” is no slug: use letters, digits, - and _.") from None
    if len(slug) > 80:
        raise CommandError("The slug is longer than 80 characters.")
    user = get_user_model().objects.filter(username=owner).first() if owner else None
    if owner and not user:
        raise CommandError(f"There is no account “{owner}” to own the new bank.")
    return Bank(slug=slug, title=slug.replace("-", " ").capitalize(), owner=user)


def _complete(bank: Bank, results: list[ImportResult]) -> None:
    """Give a new bank what its files say about it; without any question it is not kept."""
    if not any(result.is_usable for result in results):
        bank.delete()
        return
    info = next((result.bank for result in results if result.bank.title), None)
    if info:
        bank.title = info.title[:200]
        bank.description = info.description
        bank.language = info.language[:35] or bank.language
        bank.save(update_fields=["title", "description", "language"])
