"""Imports that nobody looks into first: those of a command. Each leaves a record all the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from quizzes.formats.base import Format, Options
from quizzes.formats.source import Source
from quizzes.ids import new_id
from quizzes.importing import ImportResult, import_source
from quizzes.importing.progress import Progress
from quizzes.importing.records import file_name, options_to
from quizzes.importing.reporting import report
from quizzes.importing.running import running_before
from quizzes.models import Bank, Import

# How often to look whether another import into the bank is over.
_SECONDS = 0.5


def import_now(
    bank: Bank,
    source: Source,
    known: Format,
    *,
    options: Options,
    progress: Callable[[int], None],
    waiting: Callable[[str], None] = lambda name: None,
    keep_questions: bool = False,
) -> ImportResult:
    """As `import_source`, with a record of it in the list of imports if anything was usable.

    While another import into the bank is running it waits; `waiting` is told the name of its file.
    """
    record = _begun(bank, source, known, options, waiting)
    sign_of_life = Progress(record)

    def heard(done: int) -> None:
        progress(done)
        sign_of_life(done)

    try:
        return import_source(
            bank,
            source,
            known,
            options=options,
            record=record,
            progress=heard,
            finish=partial(_finish, record, source, options),
            keep_questions=keep_questions,
        )
    finally:
        sign_of_life.end()
        Import.objects.filter(pk=record.pk, state=Import.State.RUNNING).delete()


def _begun(
    bank: Bank,
    source: Source,
    known: Format,
    options: Options,
    waiting: Callable[[str], None],
) -> Import:
    record = Import(
        bank=bank,
        file_name=file_name(source.name),
        format=known.name,
        options=options_to(options),
        run=new_id(),
        state=Import.State.RUNNING,
    )
    while True:
        with transaction.atomic():
            # Of two at once only one finds no other.
            Bank.objects.select_for_update().get(pk=bank.pk)
            other = running_before(record)
            if not other:
                record.started_at = timezone.now()
                record.save()
                return record
        waiting(other.file_name)
        time.sleep(_SECONDS)


def _finish(record: Import, source: Source, options: Options, result: ImportResult) -> None:
    if not result.is_usable:
        return
    Import.objects.filter(pk=record.pk).update(
        state=Import.State.DONE,
        finished_at=timezone.now(),
        total=result.created + result.updated + result.unchanged,
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        skipped=len(result.skipped),
        warnings=len(result.warnings),
        before=result.made.to_json(),
        report=report(source, result.format, options, result.skipped, result.warnings),
    )
