"""Writes imported questions: a fixed number of queries for each chunk, whatever it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from quizzes import bulk, revisions
from quizzes.content import QuestionContent
from quizzes.ids import new_ids
from quizzes.models import Bank, Category, Choice, Import, Question, Tag
from quizzes.rows import update, values

_QUESTION_FIELDS = ("name", "kind", "text", "explanation", "hints", "max_mark", "shuffle")
_CHOICE_FIELDS = ("position", "text", "weight", "feedback", "pinned")
_UPDATED = (*_QUESTION_FIELDS, "category_id", "changed_at")
QUESTION_COLUMNS = (
    "id", "bank_id", "category_id", "name", "kind", "text", "explanation", "hints", "max_mark",
    "shuffle", "state", "created_at", "changed_at", "hidden_by_id",
)  # fmt: skip
CHOICE_COLUMNS = (
    "public_id", "question_id", "position", "text", "weight", "feedback", "pinned",
)  # fmt: skip
_TAGGING = Question.tags.through


@dataclass(slots=True)
class Made:
    """What an undo needs beside the revisions, by primary keys.

    What came with the questions, and where those were, with which tags, that were moved.
    """

    categories: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    places: dict[str, tuple[int | None, list[int]]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Writer:
    """Writes questions into a bank, and the categories and tags that they need."""

    def __init__(
        self, bank: Bank, editor: AbstractBaseUser | None = None, record: Import | None = None
    ) -> None:
        self.bank, self.editor, self.record = bank, editor, record
        self.made = Made()
        self._categories: dict[tuple[str, ...], int] = {}
        self._tags: dict[str, int] = {}
        self._know_categories()
        self._know_tags()

    def create(self, contents: Sequence[QuestionContent], hidden_by: Import | None = None) -> None:
        """New questions with their first revisions."""
        if not contents:
            return
        self._prepare(contents)
        pks = bulk.next_ids(Question, len(contents))
        made = list(zip(pks, contents, strict=True))
        bulk.insert(Question, QUESTION_COLUMNS, self._question_rows(made, hidden_by))
        choices, asked = _choice_rows(made)
        bulk.insert(Choice, CHOICE_COLUMNS, choices)
        self._set_tags(made)
        revisions.record_first(asked, self.editor, self.record)

    def update(self, contents: dict[int, QuestionContent]) -> None:
        """Questions by primary key; the choices' ids say which of them are there."""
        if not contents:
            return
        self._prepare(contents.values())
        # Some may have been deleted since they were compared.
        rows = list(Question.objects.filter(pk__in=contents).prefetch_related("choices"))
        contents = {row.pk: contents[row.pk] for row in rows}
        self._keep_places(rows, contents)
        # What was changed past the admin has no revision yet; an undo goes back to it.
        revisions.record(rows)
        _update_choices(rows, contents)
        for row in rows:
            self._fill(row, contents[row.pk])
        update(Question, [values(row, _UPDATED) for row in rows])
        _TAGGING.objects.filter(question__in=rows).delete()
        self._set_tags(contents.items())
        for row in rows:
            # What was prefetched is out of date.
            getattr(row, "_prefetched_objects_cache", {}).clear()
        revisions.record(rows, self.editor, self.record)

    def _prepare(self, contents: Iterable[QuestionContent]) -> None:
        paths = {content.category for content in contents}
        missing = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
        if missing := missing - self._categories.keys():
            self._make_categories(missing)
        names = {tag for content in contents for tag in content.tags}
        if names := names - self._tags.keys():
            tags = [Tag(bank=self.bank, name=name) for name in sorted(names)]
            Tag.objects.bulk_create(tags, batch_size=500, ignore_conflicts=True)
            self._know_tags()
            self.made.tags += [self._tags[name] for name in sorted(names)]

    def _make_categories(self, missing: set[tuple[str, ...]]) -> None:
        for depth in sorted({len(path) for path in missing}):
            rows = [
                Category(
                    bank=self.bank,
                    parent_id=self._categories.get(path[:-1]),
                    name=path[-1],
                    path="\n".join(path),
                )
                for path in sorted(missing)
                if len(path) == depth
            ]
            # Somebody may create the same category at this moment.
            Category.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
            self._know_categories()
            self.made.categories += [self._categories[tuple(row.path.split("\n"))] for row in rows]

    def _keep_places(
        self, rows: Iterable[Question], contents: Mapping[int, QuestionContent]
    ) -> None:
        """Of the questions that get another category or other tags."""
        tagged: dict[int, list[int]] = defaultdict(list)
        known = _TAGGING.objects.filter(question__in=contents)
        for question, tag in known.values_list("question_id", "tag_id"):
            tagged[question].append(tag)
        for row in rows:
            content = contents[row.pk]
            category = self._categories.get(content.category)
            tags = {self._tags[name] for name in content.tags}
            if (category, tags) != (row.category_id, set(tagged[row.pk])):
                self.made.places[str(row.pk)] = (row.category_id, sorted(tagged[row.pk]))

    def _know_categories(self) -> None:
        rows = self.bank.categories.values_list("path", "pk")
        self._categories = {tuple(path.split("\n")): pk for path, pk in rows}

    def _know_tags(self) -> None:
        self._tags = dict(self.bank.tags.values_list("name", "pk"))

    def _question_rows(
        self, made: Iterable[tuple[int, QuestionContent]], hidden_by: Import | None
    ) -> list[tuple[Any, ...]]:
        hider = hidden_by.pk if hidden_by else None
        now = bulk.stored_time(timezone.now())
        state = Question.State.READY.value
        return [
            (pk, self.bank.pk, self._categories.get(content.category), content.name,
             content.kind.value, content.text, content.explanation,
             orjson.dumps(content.hints).decode(), content.max_mark, content.shuffle, state,
             now, now, hider)
            for pk, content in made
        ]  # fmt: skip

    def _fill(self, question: Question, content: QuestionContent) -> None:
        for name in _QUESTION_FIELDS:
            setattr(question, name, getattr(content, name))
        question.kind = content.kind.value
        question.hints = list(content.hints)
        question.category_id = self._categories.get(content.category)
        question.changed_at = timezone.now()

    def _set_tags(self, made: Iterable[tuple[int, QuestionContent]]) -> None:
        rows = [
            (pk, self._tags[name])
            for pk, content in made
            if content.tags
            for name in dict.fromkeys(content.tags)
        ]
        bulk.insert(_TAGGING, ("question_id", "tag_id"), rows)


def _choice_rows(
    made: Sequence[tuple[int, QuestionContent]],
) -> tuple[list[tuple[Any, ...]], list[tuple[int, dict[str, Any]]]]:
    """The rows of all choices, and what each question asks with the ids that they got."""
    ids = new_ids(sum(len(content.choices) for _, content in made))
    rows, asked = [], []
    for pk, content in made:
        choices = [
            {
                "text": choice.text,
                "weight": choice.weight,
                "feedback": choice.feedback,
                "pinned": choice.pinned,
                "id": ids.pop(),
            }
            for choice in content.choices
        ]
        rows += [
            (one["id"], pk, position, one["text"], one["weight"], one["feedback"], one["pinned"])
            for position, one in enumerate(choices)
        ]
        asked.append((pk, _asked(content, choices)))
    return rows, asked


def _asked(content: QuestionContent, choices: list[dict[str, Any]]) -> dict[str, Any]:
    """As Question.asked().to_json() has it, which takes ten times as long."""
    return {
        "name": content.name,
        "kind": content.kind.value,
        "text": content.text,
        "choices": choices,
        "explanation": content.explanation,
        "hints": content.hints,
        "tags": (),
        "category": (),
        "max_mark": content.max_mark,
        "shuffle": content.shuffle,
    }


def _update_choices(rows: Iterable[Question], contents: dict[int, QuestionContent]) -> None:
    changed: list[Choice] = []
    added: list[Choice] = []
    gone: list[int] = []
    for question in rows:
        known = {choice.public_id: choice for choice in question.choices.all()}
        for position, choice in enumerate(contents[question.pk].choices):
            row = known.pop(choice.id, None)
            target = changed if row else added
            row = row or Choice(question=question)
            for name in _CHOICE_FIELDS[1:]:
                setattr(row, name, getattr(choice, name))
            row.position = position
            target.append(row)
        gone += [choice.pk for choice in known.values()]
    Choice.objects.filter(pk__in=gone).delete()
    update(Choice, [values(row, _CHOICE_FIELDS) for row in changed])
    Choice.objects.bulk_create(added, batch_size=2000)
