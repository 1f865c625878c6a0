"""manage.py import_questions: files into a bank, for people (text) and programs (--json)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from quizzes.formats import formats
from quizzes.formats.source import MAX_BYTES
from quizzes.importing import ImportResult, import_data, unreadable
from quizzes.models import Bank


class Command(BaseCommand):
    help = (
        "Import questions from files into a bank, which is made if there is none of that slug. "
        "Importing again updates them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = [known.name for known in formats()]
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--bank", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=names, help="recognised when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--owner", metavar="USERNAME", help="who will own a new bank; else superusers"
        )

    def handle(self, **options: Any) -> None:
        try:
            results = self.import_files(**options)
        except CommandError as error:
            if options["json"]:
                self.stdout.write(json.dumps({"files": [], "error": str(error)}))
            raise
        if options["json"]:
            self.stdout.write(json.dumps({"files": [result.to_json() for result in results]}))
        else:
            for result in results:
                self.report(result, options["dry_run"])
        if not any(result.is_usable for result in results):
            raise CommandError("There was no question to import.")

    def import_files(self, *, bank: str, dry_run: bool, **options: Any) -> list[ImportResult]:
        found = Bank.objects.filter(slug=bank).first()
        created = None
        if not found:
            created = _new_bank(bank, options["owner"])
            self.stderr.write(f"There is no bank “{bank}” yet: it is a new one.")
            if not dry_run:
                created.save()
        target = found or (None if dry_run else created)
        results = [
            _import_file(target, name, options["format"], dry_run) for name in options["files"]
        ]
        if created and created.pk:
            _complete(created, results)
        return results

    def report(self, result: ImportResult, dry_run: bool) -> None:
        """What a teacher wants to know: the counts, then each line that was not taken as it is."""
        would_be = "would be " if dry_run else ""
        self.stdout.write(
            f"{result.file} ({result.format or 'unknown format'}): {result.created} "
            f"{would_be}created, {result.updated} updated, {result.unchanged} unchanged, "
            f"{len(result.skipped)} skipped"
        )
        for item in result.skipped:
            name = f"“{item.name}”: " if item.name else ""
            self.stdout.write(f"  line {item.line}: skipped: {name}{item.reason}")
        for warning in result.warnings:
            self.stdout.write(f"  line {warning.line}: {warning.message}")


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


def _import_file(bank: Bank | None, name: str, format_name: str, dry_run: bool) -> ImportResult:
    path = Path(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            return unreadable(name, f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it.")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        return unreadable(name, f"The file can't be read: {reason}.")
    return import_data(bank, name, data, format_name, dry_run=dry_run)
