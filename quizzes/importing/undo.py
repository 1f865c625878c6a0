"""Takes an import back, as far as nobody has built on it. What learners answered stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from quizzes import revisions
from quizzes.importing.leftovers import remove_unused
from quizzes.importing.plan import plan
from quizzes.importing.restoring import put_back, restore
from quizzes.models import Bank, Category, Import, Picture, Question, Revision, Tag

_CHUNK = 500
# Of the questions that stay, in the report. More are only counted.
LISTED = 500


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
            {pk: (category, tuple(sorted(tagged.get(pk, ())))) for pk, category in filed},
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
        questions = restore(_backs(made.restored[start : start + _CHUNK]))
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


def _backs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, Revision]]:
    """The questions with the revisions of these numbers."""
    wanted = dict(pairs)
    rows = Revision.objects.filter(question__in=wanted, number__in=set(wanted.values()))
    return [(row.question_id, row) for row in rows if wanted[row.question_id] == row.number]


def _delete(pks: Sequence[int]) -> None:
    # Without these first Django would read them all to delete them one by one.
    Question.tags.through.objects.filter(question__in=pks).delete()
    Question.objects.filter(pk__in=pks).delete()
