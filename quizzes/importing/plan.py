"""What an undo of an import would do: which questions go, which go back, which stay and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef

from quizzes import revisions
from quizzes.models import Import, Question, Response, Revision

_CHUNK = 500
IN_ATTEMPTS = "Learners have answered it."
IN_QUIZ = "A quiz asks it."
EDITED = "It was changed after the import."
NO_EARLIER = "No earlier version of it was kept."


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that an undo leaves as it is."""

    pk: int
    name: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What an undo would do. `restored`: each question with the number of its revision before.

    `moved`: those that only get back their category and tags.
    """

    deleted: list[int] = field(default_factory=list)
    restored: list[tuple[int, int]] = field(default_factory=list)
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


def _imported(record: Import) -> Iterator[Revision]:
    rows = Revision.objects.filter(imported_in=record).order_by("pk").select_related("question")
    needed = (
        "number",
        "imported_in",
        "question__name",
        "question__created_at",
        "question__changed_at",
    )
    yield from rows.only(*needed).iterator(chunk_size=_CHUNK)


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
    numbers = _numbers(pks)
    changed = _changed(chunk, numbers)
    for revision in chunk:
        question = revision.question
        earlier = [number for number in numbers[question.pk] if number < revision.number]
        is_created = _is_created(question, revision, record)
        reason = ""
        if question.pk in changed or _is_later(question, record):
            reason = EDITED
        elif is_created and question.pk in answered:
            reason = IN_ATTEMPTS
        elif is_created and question.pk in asked:
            reason = IN_QUIZ
        elif not is_created and not earlier:
            reason = NO_EARLIER
        if reason:
            made.kept.append(Kept(question.pk, question.name, reason))
        elif is_created:
            made.deleted.append(question.pk)
        else:
            made.restored.append((question.pk, max(earlier)))


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


def _numbers(pks: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of all revisions, by question."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Revision.objects.filter(question__in=pks).order_by()
    for question, number in rows.values_list("question_id", "number"):
        found[question].append(number)
    return found


def _changed(chunk: Sequence[Revision], numbers: Mapping[int, Sequence[int]]) -> set[int]:
    """The questions that say something else now than the import made them say."""
    later = {
        revision.question_id: revision.number
        for revision in chunk
        if max(numbers[revision.question_id]) > revision.number
    }
    latest = revisions.latest_revisions(later)
    rows = Revision.objects.filter(question__in=later, imported_in=chunk[0].imported_in_id)
    mine = {row.question_id: row.data for row in rows} if later else {}
    return {question for question in later if latest[question].data != mine[question]}
