"""manage.py purge_attachments: delete files that were uploaded and never sent."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from conversations.attachments import keeping


class Command(BaseCommand):
    help = (
        "Delete files that were uploaded more than a day ago and never sent with a message. "
        "Housekeeping does it too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, **options: Any) -> str:
        now = timezone.now()
        if options["dry_run"]:
            return f"files that would be deleted: {keeping.unused(now).count()}"
        return f"files deleted: {keeping.purge(now)}"
