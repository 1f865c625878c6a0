"""Does the work of an import: looks into its file, and imports what was chosen.

Each may happen twice or at once, as tasks do: one of them finishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, BinaryIO, cast

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from quizzes.formats import by_name
from quizzes.formats.base import Options, Unreadable
from quizzes.formats.source import Source
from quizzes.ids import new_id
from quizzes.importing import ImportResult, import_source
from quizzes.importing import undo as import_undo
from quizzes.importing.choice import selected
from quizzes.importing.found import CHANGED, NEW, UNCHANGED, Found, opened
from quizzes.importing.leftovers import withdraw
from quizzes.importing.looking import Look, find_elsewhere, look, table_by_name
from quizzes.importing.parts import TakenOver
from quizzes.importing.progress import Progress, is_stalled
from quizzes.importing.reporting import report as reported
from quizzes.models import Bank, Import

# What is looked into before a page is answered; more is a task.
LOOK_AT_ONCE = 1024**2
State = Import.State

GONE = "The file is no longer there. Upload it again."
NOT_UNDONE = "The database did not take it. Nothing was undone: try again."
DATABASE = "The database did not take it. Try again; the file is still here."
DIED = "It ended before it was done."
UNFORESEEN = (
    "Something went wrong that nobody foresaw. Try again; if it fails again, tell whoever runs "
    "this site when it happened."
)


def look_soon(record: Import) -> None:
    """Looks into the file now or, when it is large, as a task."""
    if record.file.size <= LOOK_AT_ONCE:
        look_into(record)
        return
    from quizzes import tasks

    tasks.look_into.enqueue(record.pk)


def run_soon(record: Import, *, at_once: bool = False) -> None:
    """Imports what was chosen, now or as a task."""
    if at_once:
        run(record)
        return
    from quizzes import tasks

    tasks.run_import.enqueue(record.pk)


def look_into(record: Import) -> None:
    """Reads the file and keeps what was found. See `tasks.look_into`."""
    if not _claim(record, State.LOOKING):
        return
    progress = Progress(record)
    try:
        _look(record, progress)
    except OSError:
        _fail(record, GONE)
    except DatabaseError:
        _fail(record, DATABASE)
    finally:
        # Only what none of the above is about is still being looked into.
        _fail(record, UNFORESEEN)
        progress.end()


def run(record: Import) -> None:
    """Imports what was chosen, all of it or nothing. See `tasks.run_import`."""
    with transaction.atomic():
        # Of two at once only one finds no other.
        Bank.objects.select_for_update().get(pk=record.bank_id)
        if running_before(record) or not _claim(record, State.WAITING, State.RUNNING):
            return
    progress = Progress(record)
    try:
        _run(record, progress)
        forget_files(record)
    except TakenOver:
        return
    except Unreadable as error:
        _fail(record, str(error))
    except OSError:
        _fail(record, GONE)
    except DatabaseError:
        _fail(record, DATABASE)
    finally:
        _fail(record, UNFORESEEN)
        progress.end()
        _begin_next(record)


def undo_soon(record: Import, *, at_once: bool = False) -> None:
    """Takes an import back, now or as a task."""
    if at_once:
        take_back(record)
        return
    from quizzes import tasks

    tasks.undo_import.enqueue(record.pk)


def take_back(record: Import) -> None:
    """Undoes an import, as far as nobody has built on it. See `tasks.undo_import`."""
    if not _claim(record, State.UNDOING):
        return
    progress = Progress(record)
    try:
        import_undo.undo(record, record.undone_by, progress)
    except import_undo.Refused as refused:
        _leave(record, str(refused))
    except DatabaseError:
        _leave(record, NOT_UNDONE)
    finally:
        # Only where none of the above has happened it is still being undone.
        _leave(record, f"Nothing was undone. {UNFORESEEN}")
        progress.end()


def running_before(record: Import) -> Import | None:
    """Another import into the bank that is running now."""
    others = Import.objects.filter(bank=record.bank_id, state=State.RUNNING).exclude(pk=record.pk)
    return next((other for other in others if not is_stalled(other)), None)


def found(record: Import) -> AbstractContextManager[Found]:
    """A context manager with what was found in the file. Raises OSError where it is gone."""
    return opened(cast(BinaryIO, record.found.storage.open(record.found.name or "")))


def source_of(record: Import) -> Source:
    """Raises OSError where the file is gone."""
    storage, name = record.file.storage, record.file.name or ""
    # Readers want a file of Python's own.
    return Source(
        record.file_name, record.file.size, lambda: cast(BinaryIO, storage.open(name).file)
    )


def options_of(record: Import) -> Options:
    """What the teacher has said about the file."""
    data: Mapping[str, Any] = record.options
    return Options(data.get("columns", {}), data.get("first_answer"), data.get("encoding"))


def fail_stalled(record: Import) -> None:
    """For one whose process has died."""
    _fail(record, DIED)


def forget_files(record: Import) -> None:
    """Deletes the file and what was found in it."""
    names = [file.name for file in (record.file, record.found) if file.name]
    Import.objects.filter(pk=record.pk).update(file="", found="")
    for name in names:
        record.file.storage.delete(name)


def _begin_next(record: Import) -> None:
    waiting = Import.objects.filter(bank=record.bank_id, state=State.WAITING)
    following = waiting.order_by("created_at").first()
    if following:
        run_soon(following)


def _claim(record: Import, state: str, then: str | None = None) -> bool:
    """Whether the import is ours now."""
    record.refresh_from_db()
    if record.state != state or (record.run and not is_stalled(record)):
        return False
    begun = "undone_at" if state == State.UNDOING else "started_at"
    mine = {"run": new_id(), begun: timezone.now(), "state": then or state}
    same = Import.objects.filter(pk=record.pk, state=state, run=record.run)
    if not same.update(**mine):
        return False
    for name, value in mine.items():
        setattr(record, name, value)
    return True


def _ours(record: Import) -> QuerySet[Import]:
    at_work = (State.LOOKING, State.RUNNING)
    return Import.objects.filter(pk=record.pk, run=record.run, state__in=at_work)


def _fail(record: Import, sentence: str) -> None:
    """Says what happened, if the import is still ours and not finished."""
    report = {**record.report, "problem": sentence}
    _ours(record).update(state=State.FAILED, finished_at=timezone.now(), report=report)


def _leave(record: Import, sentence: str) -> None:
    """As it was before the undo, and why, if the undo is still ours and has done nothing."""
    report = {**record.report, "problem": sentence}
    undoing = Import.objects.filter(pk=record.pk, run=record.run, state=State.UNDOING)
    undoing.update(state=State.DONE, undone_at=None, undone_by=None, report=report)


def _look(record: Import, progress: Progress) -> None:
    source, options = source_of(record), options_of(record)
    try:
        seen = look(record.bank, source, record.format, options, progress)
    except Unreadable as error:
        # Perhaps it is another format: its owner may say so.
        nothing = Look(record.format or table_by_name(record.file_name))
        _keep(record, nothing, {"problem": str(error)})
        nothing.findings.close()
        return
    try:
        if record.editor:
            find_elsewhere(seen, record.editor)
        report = reported(source, seen.format, options, seen.skipped, seen.warnings)
        _keep(record, seen, report)
    finally:
        seen.findings.close()


def _keep(record: Import, seen: Look, report: dict[str, Any]) -> None:
    old, storage = record.found.name, record.found.storage
    name = seen.findings.save(storage, f"imports/{new_id()}")
    kept = _ours(record).update(
        found=name,
        format=seen.format,
        state=State.LOOKED,
        run="",
        report=report,
        total=len(seen.findings.index.numbers),
        created=seen.count(NEW),
        updated=seen.count(CHANGED),
        unchanged=seen.count(UNCHANGED),
        skipped=seen.skipped_count,
        warnings=seen.warning_count,
    )
    unused = old if kept else name
    if unused:
        storage.delete(unused)


def _run(record: Import, progress: Progress) -> None:
    # Of somebody who began before and died.
    withdraw(record)
    with found(record) as seen:
        numbers, left_out = _numbers(record, seen)
    import_source(
        record.bank,
        source_of(record),
        by_name(record.format),
        options=options_of(record),
        editor=record.editor,
        record=record,
        numbers=numbers,
        progress=progress,
        finish=partial(_finish, record, left_out),
    )


def _numbers(record: Import, seen: Found) -> tuple[frozenset[int] | None, int]:
    """Which questions to import, None for all; and how many of them were left out."""
    chosen, importable = selected(record, seen.index), seen.index.importable()
    left_out = len(importable) - len(chosen)
    if not left_out:
        return None, 0
    return frozenset(seen.index.numbers) - (frozenset(importable) - chosen), left_out


def _finish(record: Import, left_out: int, result: ImportResult) -> None:
    done = _ours(record).update(
        state=State.DONE,
        finished_at=timezone.now(),
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        report={**_without_problem(record), "left_out": left_out},
        before=result.made.to_json(),
    )
    if not done:
        raise TakenOver


def _without_problem(record: Import) -> dict[str, Any]:
    """The report, without why it failed before."""
    return {name: value for name, value in record.report.items() if name != "problem"}
