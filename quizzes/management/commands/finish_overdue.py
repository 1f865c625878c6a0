"""Finishes attempts whose time is over, for learners who never came back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.attempts import finish_overdue


class Command(BaseCommand):
    help = "Finish all attempts whose time is over. Run it every few minutes."

    def handle(self, **options: Any) -> str:
        return f"Attempts finished: {finish_overdue(timezone.now())}"
