"""The life of an import: begun, looked into, confirmed, and if need be begun again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.db.models import Q
from django.utils import timezone

from quizzes.formats.base import Options
from quizzes.importing.choice import chosen_count
from quizzes.importing.leftovers import withdraw
from quizzes.importing.progress import is_stalled
from quizzes.importing.running import (
    fail_stalled,
    forget_files,
    found,
    look_soon,
    run_soon,
    running_before,
    undo_soon,
)
from quizzes.models import Bank, Import, Question

# So many questions are imported before the page is answered; more are a task.
RUN_AT_ONCE = 500
# How long a file waits for its owner to choose, and one that failed to be tried again.
CHOOSING = timedelta(days=2)
FAILED = timedelta(days=7)
# After so long one may ask whether anybody is there to run it.
WAITING = timedelta(minutes=1)
State = Import.State


def begin(
    bank: Bank, editor: User, file: File[bytes], format: str = "", options: Options | None = None
) -> Import:
    """Keeps an uploaded file and looks into it, now or, when it is large, soon."""
    prune()
    name = file_name(file.name or "")
    record = Import(bank=bank, editor=editor, file_name=name, format=format)
    record.options = options_to(options or Options())
    record.file.save(name, file, save=False)
    record.save()
    look_soon(record)
    record.refresh_from_db()
    return record


def look_again(record: Import, format: str, options: Options) -> None:
    """The same file, read in another way. What was chosen before is forgotten."""
    record.format, record.options = format, options_to(options)
    record.state, record.run, record.started_at = State.LOOKING, "", timezone.now()
    record.chosen = {}
    waiting = Import.objects.filter(pk=record.pk, state=State.LOOKED)
    fields = ("format", "options", "state", "run", "started_at", "chosen")
    if waiting.update(**{name: getattr(record, name) for name in fields}):
        look_soon(record)


def confirm(record: Import) -> None:
    """Imports what is chosen: now or, when it is much or another import is running, soon."""
    waiting = {"state": State.WAITING, "started_at": timezone.now()}
    if not Import.objects.filter(pk=record.pk, state=State.LOOKED).update(**waiting):
        return
    record.refresh_from_db()
    with found(record) as seen:
        count = chosen_count(record, seen.index)
    run_soon(record, at_once=count <= RUN_AT_ONCE)


def undo(record: Import, user: User) -> bool:
    """Takes an import back: now or, when it is much, soon. False where it isn't finished."""
    begun = {"state": State.UNDOING, "run": "", "undone_at": timezone.now(), "undone_by": user}
    if not Import.objects.filter(pk=record.pk, state=State.DONE).update(**begun):
        return False
    record.refresh_from_db()
    undo_soon(record, at_once=record.created + record.updated <= RUN_AT_ONCE)
    record.refresh_from_db()
    return True


def again(record: Import) -> bool:
    """Begins anew with what has failed or stalled. False where there is no reason to."""
    if not may_begin_again(record):
        return False
    if record.state == State.UNDOING:
        undo_soon(record)
        return True
    state = State.WAITING if record.found else State.LOOKING
    same = Import.objects.filter(pk=record.pk, state=record.state, run=record.run)
    if not same.update(state=state, run="", started_at=timezone.now(), finished_at=None):
        return False
    record.refresh_from_db()
    run_soon(record) if record.found else look_soon(record)
    return True


def may_begin_again(record: Import) -> bool:
    """Whether it has failed, or whoever was to work on it seems to be gone."""
    if record.state == State.UNDOING:
        return is_stalled(record)
    if not record.file:
        return False
    if record.state == State.WAITING and not running_before(record):
        return timezone.now() - (record.started_at or record.created_at) > WAITING
    return record.state == State.FAILED or is_stalled(record)


def drop(record: Import) -> None:
    """Forgets a file that its owner doesn't want to import."""
    if record.state in (State.LOOKED, State.FAILED, State.LOOKING):
        forget_files(record)
        record.delete()


def prune() -> int:
    """Forgets what nobody wanted to import, and files of imports that failed: of how many."""
    now = timezone.now()
    unwanted = Q(state__in=[State.LOOKED, State.LOOKING], created_at__lt=now - CHOOSING)
    count = 0
    for record in Import.objects.filter(unwanted)[:100]:
        forget_files(record)
        record.delete()
        count += 1
    kept = ~Q(file="") | ~Q(found="")
    for record in Import.objects.filter(kept, state=State.FAILED, finished_at__lt=now - FAILED):
        forget_files(record)
        count += 1
    return count + _withdraw_remains()


def _withdraw_remains() -> int:
    """Takes back what is left of imports whose process has died: of how many."""
    hiding = Question.everything.exclude(hidden_by=None).order_by().values("hidden_by")
    of_commands = Q(state=State.RUNNING, file="")
    count = 0
    for record in Import.objects.filter(Q(pk__in=hiding) | of_commands):
        if record.state == State.RUNNING and not is_stalled(record):
            continue
        fail_stalled(record)
        withdraw(record)
        count += 1
    return count


def file_name(path: str) -> str:
    """Of a file, without its folders."""
    return PurePath(path.replace("\\", "/")).name[:255] or "file"


def options_to(options: Options) -> dict[str, Any]:
    said: dict[str, Any] = {
        "columns": dict(options.columns),
        "first_answer": options.first_answer,
        "encoding": options.encoding,
    }
    return {name: value for name, value in said.items() if value not in (None, {})}
