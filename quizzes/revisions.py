"""Keeps what a question said: a new revision whenever its content differs from the latest."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, prefetch_related_objects

from .models import Question, Revision


@transaction.atomic
def record(
    questions: Iterable[Question], editor: AbstractBaseUser | None = None
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
            new = Revision(question=question, number=number, data=data, editor_id=_pk(editor))
            latest[question.pk] = new
            changed.append(new)
    if not changed:
        return latest
    # Somebody else may record the same change at the same moment: one of the two rows is enough.
    Revision.objects.bulk_create(changed, batch_size=500, ignore_conflicts=True)
    return latest_revisions(latest)


def latest_revisions(question_ids: Iterable[int]) -> dict[int, Revision]:
    """The newest revision of each question that has one, by question id."""
    newer = Revision.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
    revisions = Revision.objects.filter(~Exists(newer), question__in=list(question_ids))
    return {revision.question_id: revision for revision in revisions}


def _pk(user: AbstractBaseUser | None) -> int | None:
    return user.pk if user else None
