"""Finishes attempts whose time is over, and deletes expired sessions, tokens and limits."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatsite.tasks import housekeeping


class Command(BaseCommand):
    help = (
        "Finish attempts whose time is over, and delete what has expired. Run it every few "
        "minutes. Where there is a worker, the worker does it."
    )

    def handle(self, **options: Any) -> str:
        result = housekeeping.enqueue()
        if not result.is_finished:
            return "The worker will do it."
        if result.errors:
            raise CommandError(result.errors[0].traceback)
        return ", ".join(f"{what}: {count}" for what, count in result.return_value.items())
