"""Gives questions back what they said, and where they were, before an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.content import ChoiceContent
from quizzes.models import Category, Choice, Question, Revision, Tag
from quizzes.rows import update, values

_FIELDS = ("name", "kind", "text", "explanation", "hints", "max_mark", "shuffle", "changed_at")
_CHOICE_FIELDS = ("position", "text", "weight", "feedback", "pinned")
_CHUNK = 500


def restore(pairs: Sequence[tuple[int, Revision]]) -> list[Question]:
    """The questions, each with the content of its revision again; no revision is recorded."""
    backs = dict(pairs)
    questions = list(Question.objects.filter(pk__in=backs).prefetch_related("choices"))
    for question in questions:
        _fill(question, backs[question.pk])
    _write_choices(questions, backs)
    update(Question, [values(question, _FIELDS) for question in questions])
    for question in questions:
        # What was prefetched is out of date.
        getattr(question, "_prefetched_objects_cache", {}).clear()
    return questions


def put_back(places: Mapping[str, Any], pks: Sequence[int]) -> None:
    """The questions with these keys into the category, and with the tags, that `places` says."""
    wanted = [pk for pk in pks if str(pk) in places]
    for start in range(0, len(wanted), _CHUNK):
        _put_back(places, wanted[start : start + _CHUNK])


def _fill(question: Question, back: Revision) -> None:
    content = back.content
    question.name, question.kind, question.text = content.name, content.kind.value, content.text
    question.explanation, question.hints = content.explanation, list(content.hints)
    question.max_mark, question.shuffle = content.max_mark, content.shuffle
    # As old as what it says, so that an import before this one can be undone too.
    question.changed_at = back.created_at


def _write_choices(questions: Sequence[Question], backs: Mapping[int, Revision]) -> None:
    changed: list[Choice] = []
    added: list[Choice] = []
    gone: list[int] = []
    for question in questions:
        known = {choice.public_id: choice for choice in question.choices.all()}
        for position, content in enumerate(backs[question.pk].content.choices):
            row = known.pop(content.id, None)
            (changed if row else added).append(
                _choice(row or Choice(question=question, public_id=content.id), content, position)
            )
        gone += [choice.pk for choice in known.values()]
    Choice.objects.filter(pk__in=gone).delete()
    update(Choice, [values(choice, _CHOICE_FIELDS) for choice in changed])
    Choice.objects.bulk_create(added, batch_size=2000)


def _choice(row: Choice, content: ChoiceContent, position: int) -> Choice:
    row.position, row.text, row.weight = position, content.text, content.weight
    row.feedback, row.pinned = content.feedback, content.pinned
    return row


def _put_back(places: Mapping[str, Any], pks: Sequence[int]) -> None:
    through = Question.tags.through
    old = {pk: places[str(pk)] for pk in pks}
    categories = _existing(Category, {category for category, _ in old.values() if category})
    tags = _existing(Tag, {tag for _, mine in old.values() for tag in mine})
    questions = list(Question.objects.filter(pk__in=pks))
    for question in questions:
        category = old[question.pk][0]
        question.category_id = category if category in categories else None
    update(Question, [values(question, ["category_id"]) for question in questions])
    through.objects.filter(question__in=pks).delete()
    through.objects.bulk_create(
        (through(question_id=pk, tag_id=tag) for pk in pks for tag in old[pk][1] if tag in tags),
        batch_size=2000,
    )


def _existing(model: Any, pks: set[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
