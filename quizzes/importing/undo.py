"""Takes an import back, as far as nobody has built on it. What learners answered stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from quizzes import revisions
from quizzes.importing.leftovers import withdraw
from quizzes.importing.plan import Plan, plan
from quizzes.importing.restoring import put_back, restore
from quizzes.models import Bank, Import, Question, Response, Revision, Slot

State = Import.State
AnyUser: TypeAlias = AbstractBaseUser | None
Progress: TypeAlias = Callable[[int], None]
_CHUNK = 500
# Of the questions that stay, in the report. More are only counted.
LISTED = 500


class Refused(Exception):
    """Nothing was undone. str() is a sentence for the teacher."""


def undo(record: Import, user: AnyUser, progress: Progress = lambda done: None) -> dict[str, Any]:
    """Takes the import back. Returns what it did, as the report keeps it.

    Questions that go are hidden at once, and deleted some at a time: others can write meanwhile on
    SQLite too. Raises Refused where it was done already, or somebody uses a question at this
    moment.
    """
    made = plan(record)
    with transaction.atomic():
        _undo(record, made, user)
    removed = withdraw(record, progress)
    outcome = {**_outcome(made), **removed}
    Import.objects.filter(pk=record.pk).update(report={**record.report, "undo": outcome})
    return outcome


def _undo(record: Import, made: Plan, user: AnyUser) -> None:
    finished = Import.objects.filter(pk=record.pk, state__in=(State.DONE, State.UNDOING))
    report = {name: said for name, said in record.report.items() if name != "problem"}
    report["undo"] = {**_outcome(made), "tags": 0, "categories": 0, "pictures": 0}
    undone = {"state": State.UNDONE, "undone_at": timezone.now(), "undone_by": user}
    if not finished.update(**undone, report=report):
        raise Refused("Nothing was undone: this import has been undone already.")
    record.refresh_from_db()
    # No other import into the bank meanwhile.
    Bank.objects.select_for_update().get(pk=record.bank_id)
    for start in range(0, len(made.deleted), _CHUNK):
        _hide(made.deleted[start : start + _CHUNK], record)
    for start in range(0, len(made.restored), _CHUNK):
        questions = restore(_backs(made.restored[start : start + _CHUNK], record))
        revisions.record(questions, user)
    put_back(record.before.get("places", {}), [pk for pk, _ in made.restored] + made.moved)


def _outcome(made: Plan) -> dict[str, Any]:
    return {
        "deleted": len(made.deleted),
        "restored": len(made.restored) + len(made.moved),
        "kept": [[kept.pk, kept.name, kept.reason] for kept in made.kept[:LISTED]],
        "kept_count": len(made.kept),
    }


def _hide(pks: Sequence[int], record: Import) -> None:
    """Raises Refused where somebody has begun to use one since the plan was made."""
    answered = Response.objects.filter(revision__question=OuterRef("pk"))
    asked = Slot.objects.filter(question=OuterRef("pk"))
    unused = Question.objects.filter(~Exists(answered), ~Exists(asked), pk__in=pks)
    if unused.update(hidden_by=record) < len(pks):
        raise Refused(
            "Nothing was undone: at this very moment somebody began to use one of the questions. "
            "Try again."
        )


def _backs(pairs: Sequence[tuple[int, int]], record: Import) -> list[tuple[int, Revision]]:
    """The questions with the revisions of these numbers, unless they were changed just now."""
    wanted = dict(pairs)
    rows = Revision.objects.filter(question__in=wanted, number__in=set(wanted.values()))
    rows = rows.filter(question__changed_at__lte=record.finished_at)
    return [(row.question_id, row) for row in rows if wanted[row.question_id] == row.number]
