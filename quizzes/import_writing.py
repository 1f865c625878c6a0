"""Writes imported questions: a fixed number of queries for each chunk, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from quizzes import revisions
from quizzes.content import ChoiceContent, QuestionContent
from quizzes.import_matching import has_derived_name

from .models import Bank, Category, Choice, Question, Tag

_QUESTION_FIELDS = ("name", "kind", "text", "explanation", "hints", "max_mark", "shuffle")
_CHOICE_FIELDS = ("position", "text", "weight", "feedback", "pinned")


@dataclass(frozen=True, slots=True)
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


@dataclass(slots=True)
class Places:
    """The categories and tags of a bank that an import needs, by path and by name."""

    categories: Mapping[tuple[str, ...], Category]
    tags: Mapping[str, Tag]

    @classmethod
    def prepare(cls, bank: Bank, contents: Sequence[QuestionContent]) -> Places:
        """Those that are missing are created."""
        paths = {content.category for content in contents}
        names = {tag for content in contents for tag in content.tags}
        return cls(_categories(bank, paths), _tags(bank, names))


def _categories(bank: Bank, paths: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], Category]:
    needed = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    known = {category.names: category for category in bank.categories.all()}
    for depth in range(1, max(map(len, needed), default=0) + 1):
        missing = sorted(path for path in needed if len(path) == depth and path not in known)
        if not missing:
            continue
        rows = [
            Category(bank=bank, parent=known.get(path[:-1]), name=path[-1], path="\n".join(path))
            for path in missing
        ]
        # Somebody may create the same category at this moment.
        Category.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        known = {category.names: category for category in bank.categories.all()}
    return known


def _tags(bank: Bank, names: set[str]) -> Mapping[str, Tag]:
    known = {tag.name: tag for tag in bank.tags.all()}
    missing = sorted(names - set(known))
    if not missing:
        return known
    rows = [Tag(bank=bank, name=name) for name in missing]
    Tag.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return {tag.name: tag for tag in bank.tags.all()}


@dataclass(slots=True)
class Chunk:
    """Some imported questions, each with the question that it updates or None."""

    bank: Bank
    created: list[QuestionContent] = field(default_factory=list)
    updated: list[tuple[Question, QuestionContent]] = field(default_factory=list)
    unchanged: int = 0

    @classmethod
    def compare(
        cls,
        bank: Bank,
        pairs: Sequence[tuple[QuestionContent, int | None]],
        silent_about: frozenset[str],
    ) -> Chunk:
        """Sorts `pairs` of contents and primary keys by what is to be done.

        What the file's format is `silent_about` stays as it is in the bank.
        """
        known = _questions([pk for _, pk in pairs if pk is not None])
        chunk = cls(bank)
        for content, pk in pairs:
            if pk is None:
                chunk.created.append(content)
                continue
            question = known[pk]
            content = merged(question.content(), content, silent_about)
            if _comparable(content) == _comparable(question.content()):
                chunk.unchanged += 1
            else:
                chunk.updated.append((question, content))
        return chunk

    @property
    def counts(self) -> Counts:
        return Counts(len(self.created), len(self.updated), self.unchanged)

    def write(self, places: Places, editor: AbstractBaseUser | None) -> None:
        revisions.record_first(self._create(places), editor)
        revisions.record(self._update(places), editor)

    def _create(self, places: Places) -> list[tuple[Question, QuestionContent]]:
        """The new questions, each with its content as it is now: choices have their ids."""
        rows = [Question(bank=self.bank) for _ in self.created]
        for row, content in zip(rows, self.created, strict=True):
            _fill(row, content, places)
        Question.objects.bulk_create(rows, batch_size=500)
        pairs = list(zip(rows, self.created, strict=True))
        choices = [
            [
                _choice(Choice(question=row), choice, position)
                for position, choice in enumerate(content.choices)
            ]
            for row, content in pairs
        ]
        Choice.objects.bulk_create(chain.from_iterable(choices), batch_size=2000)
        _set_tags(pairs, places)
        return [
            (row, content.with_ids([choice.public_id for choice in made]))
            for (row, content), made in zip(pairs, choices, strict=True)
        ]

    def _update(self, places: Places) -> list[Question]:
        rows = [question for question, _ in self.updated]
        if not rows:
            return []
        _update_choices(self.updated)
        for question, content in self.updated:
            _fill(question, content, places)
            question.changed_at = timezone.now()
            # What was prefetched is out of date.
            getattr(question, "_prefetched_objects_cache", {}).clear()
        columns = [*_QUESTION_FIELDS, "category", "changed_at"]
        Question.objects.bulk_update(rows, columns, batch_size=200)
        Question.tags.through.objects.filter(question__in=rows).delete()
        _set_tags(self.updated, places)
        return rows


def merged(
    known: QuestionContent, new: QuestionContent, silent_about: frozenset[str]
) -> QuestionContent:
    """`new` with the ids of `known`, and with its words where the file says nothing."""
    choices = [
        replace(choice, id=old.id, **_kept(old, choice, silent_about)) if old else choice
        for old, choice in _paired(known.choices, new.choices)
    ]
    # No category is no statement about the place: a teacher may have filed the question since.
    category = new.category or known.category
    name = known.name if has_derived_name(new) else new.name
    kept = _kept(known, new, silent_about)
    return replace(replace(new, choices=tuple(choices), category=category, name=name), **kept)


def _kept(
    known: QuestionContent | ChoiceContent,
    new: QuestionContent | ChoiceContent,
    silent_about: frozenset[str],
) -> dict[str, Any]:
    """The fields of `known` that stay: the file's format can't say anything of them."""
    unsaid = (
        field.name
        for field in fields(new)
        if field.name in silent_about and getattr(new, field.name) == field.default
    )
    return {name: getattr(known, name) for name in unsaid}


def _paired(
    known: Sequence[ChoiceContent], new: Sequence[ChoiceContent]
) -> list[tuple[ChoiceContent | None, ChoiceContent]]:
    """Each new choice with the known one that it is: of the same text, else at the same place."""
    by_text = {choice.text: choice for choice in known}
    found = [by_text.pop(choice.text, None) for choice in new]
    free = {id(choice) for choice in by_text.values()}
    for place, choice in enumerate(known[: len(new)]):
        if found[place] is None and id(choice) in free:
            found[place] = choice
    return list(zip(found, new, strict=True))


def _comparable(content: QuestionContent) -> QuestionContent:
    return replace(content, tags=tuple(sorted(set(content.tags))))


def _questions(pks: Sequence[int]) -> dict[int, Question]:
    questions = Question.objects.filter(pk__in=pks).select_related("category")
    return {question.pk: question for question in questions.prefetch_related("choices", "tags")}


def _fill(question: Question, content: QuestionContent, places: Places) -> None:
    for name in _QUESTION_FIELDS:
        setattr(question, name, getattr(content, name))
    question.kind = content.kind.value
    question.hints = list(content.hints)
    question.category = places.categories[content.category] if content.category else None


def _choice(row: Choice, content: ChoiceContent, position: int) -> Choice:
    row.position = position
    row.text = content.text
    row.weight = content.weight
    row.feedback = content.feedback
    row.pinned = content.pinned
    return row


def _update_choices(updated: Iterable[tuple[Question, QuestionContent]]) -> None:
    changed: list[Choice] = []
    added: list[Choice] = []
    gone: list[int] = []
    for question, content in updated:
        known = {choice.public_id: choice for choice in question.choices.all()}
        for position, choice in enumerate(content.choices):
            row = known.pop(choice.id, None)
            target = changed if row else added
            target.append(_choice(row or Choice(question=question), choice, position))
        gone += [choice.pk for choice in known.values()]
    Choice.objects.filter(pk__in=gone).delete()
    Choice.objects.bulk_update(changed, _CHOICE_FIELDS, batch_size=200)
    Choice.objects.bulk_create(added, batch_size=2000)


def _set_tags(pairs: Sequence[tuple[Question, QuestionContent]], places: Places) -> None:
    through = Question.tags.through
    rows = [
        through(question_id=question.pk, tag_id=places.tags[name].pk)
        for question, content in pairs
        for name in dict.fromkeys(content.tags)
    ]
    through.objects.bulk_create(rows, batch_size=2000)
