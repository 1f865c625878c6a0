"""Imports that take longer than a page should. See chatsite.tasks for how tasks are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django

from quizzes.importing import running as import_running

from .models import Import

if TYPE_CHECKING or django.VERSION >= (6, 0):
    from django.tasks import task
else:
    from django_tasks import task


@task()
def look_into(import_id: int) -> None:
    """Read the file of an import, for its owner to choose from."""
    if record := _import(import_id):
        import_running.look_into(record)


@task()
def run_import(import_id: int) -> None:
    """Import what was chosen."""
    if record := _import(import_id):
        import_running.run(record)


@task()
def undo_import(import_id: int) -> None:
    """Take an import back."""
    if record := _import(import_id):
        import_running.take_back(record)


def _import(import_id: int) -> Import | None:
    """None where it is gone: its bank was deleted meanwhile."""
    return Import.objects.select_related("bank", "editor").filter(pk=import_id).first()
