"""Two people at one question: the second to save is told of the first, and loses nothing."""

from __future__ import annotations

import hashlib
import json
import re
import time
from datetime import UTC, datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from quizzes.models import Choice, Question
from quizzes.wording import when

PREFIX = "choices"
Row = dict[str, list[str]]


def version(question: Question) -> str:
    """What a form carries: when it was opened, and a digest of what it showed."""
    return f"{int(time.time())}-{_digest(question)}"


def is_stale(version: str, question: Question) -> bool:
    """Whether the question says something else now than at that version."""
    return version.partition("-")[2] != _digest(question)


def sentence(version: str, question: Question) -> str:
    """Who came first, and what to do now."""
    return (
        f"{_change(version, question)} after you opened it, so nothing was saved. Nothing that "
        "you wrote is lost: it is still in this form. Choices that were added meanwhile stand "
        "among yours. Compare with the history below, then save again to keep your version."
    )


def on_current_choices(data: QueryDict, question: Question) -> QueryDict:
    """The sent form, on the choices as they are now.

    Choices that are gone become new rows, choices that were added come in as they are.
    """
    current = {str(choice.pk): choice for choice in question.choices.all()}
    rows = _rows(data)
    kept = [row for row in rows if _id(row) in current]
    known = {_id(row) for row in kept}
    added = [_row(choice) for pk, choice in current.items() if pk not in known]
    new = [row | {"id": [""]} for row in rows if _id(row) not in current and "DELETE" not in row]
    changed = data.copy()
    for key in [key for key in changed if _place(key)]:
        del changed[key]
    for index, row in enumerate([*kept, *added, *new]):
        for name, values in row.items():
            changed.setlist(f"{PREFIX}-{index}-{name}", values)
    changed[f"{PREFIX}-TOTAL_FORMS"] = str(len(kept) + len(added) + len(new))
    changed[f"{PREFIX}-INITIAL_FORMS"] = str(len(kept) + len(added))
    return changed


def _digest(question: Question) -> str:
    content = question.content().to_json()
    shown = [content, question.state, question.category_id]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _change(version: str, question: Question) -> str:
    """ "Grace changed this question on …"; nobody is named where nobody is known."""
    opened = version.partition("-")[0]
    since = datetime.fromtimestamp(int(opened) if re.fullmatch(r"\d{1,10}", opened) else 0, UTC)
    kind = ContentType.objects.get_for_model(Question)
    log = LogEntry.objects.filter(content_type=kind, object_id=question.pk, action_time__gte=since)
    revisions = question.revisions.filter(created_at__gte=since, editor__isnull=False)
    known = [(entry.action_time, entry.user) for entry in log.select_related("user")]
    for row in revisions.select_related("editor"):
        known += [(row.created_at, row.editor)] if row.editor else []
    if not known:
        return "This question was changed"
    moment, user = max(known, key=lambda change: change[0])
    return f"{user.get_full_name() or user.username} changed this question on {when(moment)},"


def _place(key: str) -> re.Match[str] | None:
    return re.fullmatch(rf"{PREFIX}-(\d{{1,4}})-(\w+)", key)


def _rows(data: QueryDict) -> list[Row]:
    """The rows that were sent, each as its fields."""
    rows: dict[int, Row] = {}
    for key, values in data.lists():
        if place := _place(key):
            rows.setdefault(int(place[1]), {})[place[2]] = values
    return [rows[index] for index in sorted(rows)]


def _id(row: Row) -> str:
    return (row.get("id") or [""])[-1]


def _row(choice: Choice) -> Row:
    """A choice as the form would send it; its place is at the end."""
    row = {
        "id": [str(choice.pk)],
        "question": [str(choice.question_id)],
        "text": [choice.text],
        "weight": [str(choice.weight)],
        "feedback": [choice.feedback],
    }
    return row | {"pinned": ["on"]} if choice.pinned else row
