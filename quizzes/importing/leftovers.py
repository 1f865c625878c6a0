"""What an import made around its questions, and what of it nobody uses once they are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from quizzes.models import (
    Category,
    Choice,
    ClosingMessage,
    Import,
    Picture,
    Question,
    Quiz,
    Revision,
    Slot,
    Tag,
)

# Questions that are deleted in one transaction.
_TOGETHER = 500
_OF_QUESTIONS = (
    "quizzes_question_tags.question_id",
    "quizzes_choice.question_id",
    "quizzes_revision.question_id",
    "quizzes_question.id",
)
_PICTURE = re.compile(r"pictures/[\w.-]+")
_NAMED = "pictures/"


def withdraw(record: Import, progress: Callable[[int], None] | None = None) -> dict[str, int]:
    """Deletes the questions that an import hides, some at a time, then what it made around them.

    How many of each of the latter. A question that somebody uses after all is shown again.
    `progress` is told how many questions are done.
    """
    done = 0
    hidden = Question.everything.filter(hidden_by=record).order_by("pk")
    used = Q(revisions__responses__isnull=False) | Q(slots__isnull=False)
    while pks := list(hidden.values_list("pk", flat=True)[:_TOGETHER]):
        used_pks = list(hidden.filter(used, pk__in=pks).values_list("pk", flat=True))
        Question.everything.filter(pk__in=used_pks).update(hidden_by=None)
        # Where somebody begins to use one right now, the next round finds it used.
        with suppress(IntegrityError), transaction.atomic():
            _delete_questions(set(pks) - set(used_pks))
        done += len(pks)
        if progress:
            progress(done)
    with transaction.atomic():
        record.refresh_from_db(fields=["before"])
        removed = _remove_unused(record)
        Import.objects.filter(pk=record.pk).update(before={})
    return removed


def _delete_questions(pks: Collection[int]) -> None:
    """By statements that are written out: Django would look for all that may depend on them."""
    places = ", ".join(["%s"] * len(pks))
    with connection.cursor() as cursor:
        for column in _OF_QUESTIONS:
            table, name = column.split(".")
            cursor.execute(f"DELETE FROM {table} WHERE {name} IN ({places})", [*pks])


def _remove_unused(record: Import) -> dict[str, int]:
    """Deletes what the import made and nobody uses."""
    return {
        "tags": _remove_tags(record),
        "categories": _remove_categories(record),
        "pictures": _remove_pictures(record),
    }


def _made(record: Import, model: Any, name: str) -> QuerySet[Any]:
    pks = record.before.get(name, [])
    rows: QuerySet[Any] = model._default_manager.filter(bank=record.bank_id, pk__in=pks)
    return rows


def _remove_tags(record: Import) -> int:
    tagged = Question.tags.through.objects.filter(tag=OuterRef("pk"))
    asked = Slot.objects.filter(tag=OuterRef("pk"))
    unused = _made(record, Tag, "tags").exclude(Exists(tagged)).exclude(Exists(asked))
    return _delete(unused)


def _remove_categories(record: Import) -> int:
    """Leaves first, until none is left that could go."""
    filed = Question.everything.filter(category=OuterRef("pk"))
    below = Category.objects.filter(parent=OuterRef("pk"))
    asked = Slot.objects.filter(category=OuterRef("pk"))
    unused = _made(record, Category, "categories").exclude(Exists(filed) | Exists(below))
    removed = 0
    while count := _delete(unused.exclude(Exists(asked))):
        removed += count
    return removed


def _remove_pictures(record: Import) -> int:
    rows = list(_made(record, Picture, "pictures"))
    used = set(_named_pictures()) if rows else set()
    unused = [picture for picture in rows if picture.file.name not in used]
    _delete(Picture.objects.filter(pk__in=[picture.pk for picture in unused]))
    files: list[tuple[Storage, str]] = [
        (picture.file.storage, picture.file.name) for picture in unused
    ]
    # Not before the rows are gone for good.
    transaction.on_commit(partial(_delete_files, files))
    return len(unused)


def _delete(rows: QuerySet[Any]) -> int:
    pks = list(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=pks).delete()
    return len(pks)


def _delete_files(files: Sequence[tuple[Storage, str]]) -> None:
    for storage, name in files:
        storage.delete(name)


def _named_pictures() -> Iterator[str]:
    """The pictures that any text names, also one that a learner was shown long ago."""
    for model, fields in (
        (Question, ("text", "explanation", "hints")),
        (Choice, ("text", "feedback")),
        (Revision, ("data",)),
        (Quiz, ("description",)),
        (ClosingMessage, ("text",)),
    ):
        named = Q()
        for field in fields:
            named |= Q(**{f"{field}__icontains": _NAMED})
        rows = model._base_manager.filter(named).order_by()
        for values in rows.values_list(*fields).iterator():
            yield from _PICTURE.findall(str(values))
