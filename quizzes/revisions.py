"""Keeps what a question said: a new revision whenever its content differs from the latest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, prefetch_related_objects
from django.utils import timezone

from . import bulk
from .models import Import, Question, Response, Revision
from .rows import fetch

# Revisions never change, so one that was read once is kept: about 5 KB each.
_KEPT = 2000
_kept: dict[int, Revision] = {}
FIRST_COLUMNS = ("question_id", "number", "data", "editor_id", "created_at", "imported_in_id")


def attach(responses: Collection[Response]) -> None:
    """Give responses their revisions; at most one query for those that nobody asked for lately."""
    ids = {response.revision_id for response in responses}
    ids |= {response.key_id for response in responses if response.key_id}
    known = {id: kept for id in ids if (kept := _kept.get(id))}
    if missing := ids - known.keys():
        found = {revision.pk: revision for revision in fetch(Revision, "id IN %s", missing)}
        known |= found
        # Not before they are there for good: after a rollback another one may get the same id.
        transaction.on_commit(partial(_keep, found))
    for response in responses:
        response.revision = known[response.revision_id]
        response.key = known[response.key_id] if response.key_id else None


def _keep(revisions: Mapping[int, Revision]) -> None:
    if len(_kept) > _KEPT:
        _kept.clear()
    _kept.update(revisions)


@transaction.atomic
def record(
    questions: Iterable[Question],
    editor: AbstractBaseUser | None = None,
    imported_in: Import | None = None,
) -> dict[int, Revision]:
    """The revision that each question stands at now, by question id; new ones where needed.

    Call it after a question or its choices were changed. Attempts call it too, so that a change
    made past the admin is never shown under an old revision.
    """
    questions = list(questions)
    prefetch_related_objects(questions, "choices")
    latest = latest_revisions(question.pk for question in questions)
    changed = []
    for question in questions:
        data = question.asked().to_json()
        known = latest.get(question.pk)
        if known is None or known.data != data:
            number = known.number + 1 if known else 1
            new = Revision(
                question=question,
                number=number,
                data=data,
                editor_id=_pk(editor),
                imported_in=imported_in,
            )
            latest[question.pk] = new
            changed.append(new)
    if not changed:
        return latest
    # Somebody else may record the same change at the same moment: one of the two rows is enough.
    Revision.objects.bulk_create(changed, batch_size=500, ignore_conflicts=True)
    return latest_revisions(latest)


def record_first(
    asked: Iterable[tuple[int, dict[str, Any]]],
    editor: AbstractBaseUser | None = None,
    imported_in: Import | None = None,
) -> None:
    """The first revisions of questions that were created a moment ago.

    `asked`: each one's primary key and `Question.asked().to_json()`.
    """
    now = bulk.stored_time(timezone.now())
    common = (_pk(editor), now, _pk(imported_in))
    rows = [(pk, 1, orjson.dumps(data).decode(), *common) for pk, data in asked]
    bulk.insert(Revision, FIRST_COLUMNS, rows)


def latest_revisions(question_ids: Iterable[int]) -> dict[int, Revision]:
    """The newest revision of each question that has one, by question id."""
    newer = Revision.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
    revisions = Revision.objects.filter(~Exists(newer), question__in=list(question_ids))
    return {revision.question_id: revision for revision in revisions}


def _pk(row: Model | None) -> int | None:
    return row.pk if row else None
