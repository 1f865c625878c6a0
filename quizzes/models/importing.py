"""Imports: a file on its way into a bank, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quizzes.ids import LENGTH, new_id

from .bank import Bank


def import_path(record: Import, filename: str) -> str:
    """A path that nobody can guess, and that says nothing of the file's name."""
    return f"imports/{new_id()}"


class Import(models.Model):
    """One file and one bank, from the upload to the report. Written by importing.records only."""

    class State(models.TextChoices):
        LOOKING = "looking", "Being looked into"
        LOOKED = "looked", "Not imported yet"
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Imported"
        FAILED = "failed", "Failed"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    public_id = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    bank = models.ForeignKey(Bank, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=255, verbose_name="file")
    # The file itself, until it is imported, and what was found in it: see quizzes.importing.found.
    file = models.FileField(upload_to=import_path, blank=True)
    found = models.FileField(upload_to=import_path, blank=True)
    format = models.CharField(max_length=40, blank=True)
    options = models.JSONField(default=dict, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, verbose_name="when")
    state = models.CharField(max_length=7, choices=State.choices, default=State.LOOKING)
    # Who works on it: of two that think so, only the one named here may finish.
    run = models.CharField(max_length=LENGTH, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Which questions of the file: {"all": True, "but": [3]} or {"all": False, "but": [1, 2]}.
    chosen = models.JSONField(default=dict, blank=True)
    total = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)

    # What an undo needs beside the revisions: see quizzes.importing.undo.
    before = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class KnownFile(models.Model):
    """A large file that a bank took in, and what the bank held then: see importing.memory."""

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="known_files", db_index=False)
    digest = models.CharField(max_length=64)
    bank_state = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    report = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "digest"], name="known_file_once_per_bank")
        ]

    def __str__(self) -> str:
        return self.digest
