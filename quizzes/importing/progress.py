"""How far an import is, where every process can read it.

Not in the database: on PostgreSQL an import is one transaction, and until it ends nobody sees what
is in it. The file lies beside the one that is imported.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from quizzes.models import Import

SECONDS = 2.0
# With no sign of life for so long, whoever worked on it is taken for dead.
STALLED = timedelta(minutes=5)
_AT_WORK = (Import.State.LOOKING, Import.State.RUNNING, Import.State.UNDOING)


class Progress:
    """Call it with how many questions are done. It writes that down every other second."""

    def __init__(self, record: Import) -> None:
        self._path = _path(record)
        self._next = time.monotonic() + SECONDS

    def __call__(self, done: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS
        default_storage.delete(self._path)
        default_storage.save(self._path, ContentFile(str(done).encode()))

    def end(self) -> None:
        default_storage.delete(self._path)


def done(record: Import) -> int | None:
    """How many questions are done; None where that isn't known."""
    try:
        with default_storage.open(_path(record)) as file:
            return int(file.read(20))
    except (OSError, ValueError):
        return None


def is_stalled(record: Import) -> bool:
    """Whether whoever was at work on it has died, as far as one can tell."""
    if record.state not in _AT_WORK:
        return False
    began = (record.created_at, record.started_at, record.undone_at)
    sign = max(filter(None, (*began, _sign(record))))
    return timezone.now() - sign > STALLED


def _sign(record: Import) -> datetime | None:
    try:
        return default_storage.get_modified_time(_path(record))
    except OSError:
        return None


def _path(record: Import) -> str:
    return f"imports/{record.public_id}.progress"
