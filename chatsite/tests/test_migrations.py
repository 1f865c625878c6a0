"""A migration leaves the release before it working, so that a site is upgraded while it serves."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.test import SimpleTestCase
from django_migration_linter import MigrationLinter


class Migrations(SimpleTestCase):
    # Only asked for its SQL, and not in a transaction.
    databases = {"default"}

    def test_none_takes_from_running_code_what_it_uses_or_keeps_it_from_writing(self) -> None:
        linter = MigrationLinter(
            str(settings.BASE_DIR),
            include_apps=["quizzes", "conversations"],
            # They have nothing before them.
            ignore_initial_migrations=True,
            warnings_as_errors_tests=["CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE"],
            # SQLite makes a table anew for many a change, which looks like these.
            exclude_migration_tests=["NOT_NULL", "ADD_UNIQUE"]
            if connection.vendor == "sqlite"
            else [],
            no_cache=True,
            quiet=["ok", "ignore"],
        )
        linter.lint_all_migrations()
        self.assertFalse(linter.has_errors, "See “Upgrades without downtime” in docs/deploy.md.")
