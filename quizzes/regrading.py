"""Marks past answers again after a question's key was corrected."""

from __future__ import annotations

from django.db import transaction

from . import marking, revisions
from .attempts import settle
from .models import Attempt, Question, Response, Revision


def regrade(question: Question) -> int:
    """Mark all final answers to `question` with its latest revision; count the changed ones.

    An answer stays as it is where the choices are no longer the same ones: the learner was
    asked something else.
    """
    key = revisions.record([question])[question.pk]
    answers = Response.objects.filter(revision__question=question, is_final=True)
    attempts = list(answers.order_by("attempt").values_list("attempt", flat=True).distinct())
    return sum(_regrade(attempt, question, key) for attempt in attempts)


@transaction.atomic
def _regrade(attempt_id: int, question: Question, key: Revision) -> int:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
    attempt = rows.get(pk=attempt_id)
    responses = attempt.responses.select_related("revision", "key")
    changed = [
        response
        for response in responses.filter(revision__question=question, is_final=True)
        if _mark_again(response, attempt, key)
    ]
    Response.objects.bulk_update(changed, ["key", "fraction", "mark"])
    if changed and attempt.is_finished:
        marks = attempt.responses.values_list("mark", flat=True)
        attempt.mark = marking.total([mark or 0.0 for mark in marks])
        attempt.save(update_fields=["mark"])
    return len(changed)


def _mark_again(response: Response, attempt: Attempt, key: Revision) -> bool:
    """Whether the answer's fraction or mark is another one with `key`."""
    if response.question.choice_ids != key.content.choice_ids:
        return False
    before = response.fraction, response.mark
    response.attempt = attempt
    response.key = None if key.pk == response.revision_id else key
    settle(response)
    return (response.fraction, response.mark) != before
