"""Takes an import back, as far as nobody has built on it. What learners answered stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from quizzes import revisions
from quizzes.import_leftovers import remove_unused
from quizzes.import_restoring import put_back, restore

from .models import Bank, Category, Import, Picture, Question, Response, Revision, Tag

_CHUNK = 500
# Of the questions that stay, in the report. More are only counted.
LISTED = 500
IN_ATTEMPTS = "Learners have answered it."
IN_QUIZ = "A quiz asks it."
EDITED = "It was changed after the import."
NO_EARLIER = "No earlier version of it was kept."


class Refused(Exception):
    """Nothing was undone. str() is a sentence for the teacher."""


@dataclass(slots=True)
class Before:
    """What a bank has before an import, to know afterwards what came with it."""

    categories: frozenset[int]
    tags: frozenset[int]
    pictures: frozenset[int]
    places: dict[int, tuple[int | None, tuple[int, ...]]]

    @classmethod
    def of(cls, bank: Bank) -> Before:
        tagged: dict[int, list[int]] = defaultdict(list)
        rows = Question.tags.through.objects.filter(question__bank=bank)
        for question, tag in rows.values_list("question_id", "tag_id").iterator():
            tagged[question].append(tag)
        filed = bank.questions.order_by().values_list("pk", "category_id").iterator()
        return cls(
            _pks(Category, bank),
            _pks(Tag, bank),
            _pks(Picture, bank),
            {pk: (category, tuple(sorted(tagged[pk]))) for pk, category in filed},
        )

    def difference(self, bank: Bank) -> dict[str, Any]:
        """What an undo needs, as JSON: what was made, and where questions were before."""
        now = Before.of(bank)
        moved = {pk: old for pk, old in self.places.items() if now.places.get(pk, old) != old}
        return {
            "categories": sorted(now.categories - self.categories),
            "tags": sorted(now.tags - self.tags),
            "pictures": sorted(now.pictures - self.pictures),
            "places": {str(pk): [category, list(tags)] for pk, (category, tags) in moved.items()},
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that an undo leaves as it is."""

    pk: int
    name: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What an undo would do. `restored`: each question with the revision that it gets back.

    `moved`: those that only get back their category and tags.
    """

    deleted: list[int] = field(default_factory=list)
    restored: list[tuple[int, Revision]] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def plan(record: Import) -> Plan:
    """What an undo of a finished import would do now."""
    made = Plan()
    seen: set[int] = set()
    for chunk in _chunks(_imported(record)):
        seen.update(revision.question_id for revision in chunk)
        _plan_chunk(made, record, chunk)
    moved = sorted(set(map(int, record.before.get("places", {}))) - seen)
    for start in range(0, len(moved), _CHUNK):
        for question in Question.objects.filter(pk__in=moved[start : start + _CHUNK]):
            if _is_later(question, record):
                made.kept.append(Kept(question.pk, question.name, EDITED))
            else:
                made.moved.append(question.pk)
    return made


def undo(record: Import, user: User) -> dict[str, Any]:
    """Takes the import back in one transaction. Returns what it did, as the report keeps it.

    Raises Refused where that was done already, or somebody uses a question at this moment.
    """
    try:
        with transaction.atomic():
            return _undo(record, user)
    except (ProtectedError, IntegrityError):
        raise Refused(
            "Nothing was undone: at this very moment somebody began to use one of the questions. "
            "Try again."
        ) from None


def _undo(record: Import, user: User) -> dict[str, Any]:
    mine = Import.objects.filter(pk=record.pk, state=Import.State.DONE)
    if not mine.update(state=Import.State.UNDONE, undone_at=timezone.now(), undone_by=user):
        raise Refused("Nothing was undone: this import has been undone already.")
    record.refresh_from_db()
    # No other import into the bank meanwhile.
    Bank.objects.select_for_update().get(pk=record.bank_id)
    made = plan(record)
    for start in range(0, len(made.deleted), _CHUNK):
        _delete(made.deleted[start : start + _CHUNK])
    places = record.before.get("places", {})
    for start in range(0, len(made.restored), _CHUNK):
        questions = restore(made.restored[start : start + _CHUNK])
        revisions.record(questions, user)
    put_back(places, [pk for pk, _ in made.restored] + made.moved)
    outcome = {
        "deleted": len(made.deleted),
        "restored": len(made.restored) + len(made.moved),
        "kept": [[kept.pk, kept.name, kept.reason] for kept in made.kept[:LISTED]],
        "kept_count": len(made.kept),
        **remove_unused(record),
    }
    report = {**record.report, "undo": outcome}
    Import.objects.filter(pk=record.pk).update(report=report, before={})
    return outcome


def _pks(model: Any, bank: Bank) -> frozenset[int]:
    rows = model._default_manager.filter(bank=bank).order_by()
    return frozenset(rows.values_list("pk", flat=True))


def _imported(record: Import) -> Iterator[Revision]:
    rows = Revision.objects.filter(imported_in=record).order_by("pk")
    yield from rows.select_related("question").iterator(chunk_size=_CHUNK)


def _chunks(rows: Iterator[Revision]) -> Iterator[list[Revision]]:
    chunk: list[Revision] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _plan_chunk(made: Plan, record: Import, chunk: Sequence[Revision]) -> None:
    pks = [revision.question_id for revision in chunk]
    answered, asked = _in_use(pks)
    others = _other_revisions(pks)
    for revision in chunk:
        question, mine = revision.question, others[revision.question_id]
        earlier = [other for other in mine if other.number < revision.number]
        latest = max(mine, key=lambda other: other.number)
        reason = ""
        if _is_later(question, record) or latest.data != revision.data:
            reason = EDITED
        elif _is_created(question, revision, record):
            reason = IN_ATTEMPTS if question.pk in answered else ""
            reason = reason or (IN_QUIZ if question.pk in asked else "")
        elif not earlier:
            reason = NO_EARLIER
        if reason:
            made.kept.append(Kept(question.pk, question.name, reason))
        elif _is_created(question, revision, record):
            made.deleted.append(question.pk)
        else:
            back = max(earlier, key=lambda other: other.number)
            made.restored.append((question.pk, back))


def _is_created(question: Question, revision: Revision, record: Import) -> bool:
    """A question may be older than its first revision: one that was made past the admin."""
    began: datetime = record.started_at or record.created_at
    return revision.number == 1 and question.created_at >= began


def _is_later(question: Question, record: Import) -> bool:
    return record.finished_at is not None and question.changed_at > record.finished_at


def _in_use(pks: Sequence[int]) -> tuple[set[int], set[int]]:
    """Those that learners have answered, and those that quizzes name."""
    questions = Question.objects.filter(pk__in=pks)
    answers = Response.objects.filter(revision__question=OuterRef("pk"))
    answered = questions.filter(Exists(answers)).values_list("pk", flat=True)
    asked = questions.filter(slots__isnull=False).values_list("pk", flat=True)
    return set(answered), set(asked)


def _other_revisions(pks: Sequence[int]) -> dict[int, list[Revision]]:
    found: dict[int, list[Revision]] = defaultdict(list)
    for revision in Revision.objects.filter(question__in=pks):
        found[revision.question_id].append(revision)
    return found


def _delete(pks: Sequence[int]) -> None:
    # Without these first Django would read them all to delete them one by one.
    Question.tags.through.objects.filter(question__in=pks).delete()
    Question.objects.filter(pk__in=pks).delete()
