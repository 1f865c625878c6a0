"""What many questions say, from statements that are written out: a tenth of the ORM's time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import orjson

from quizzes.content import ChoiceContent, Kind, QuestionContent

from .rows import select

_QUESTIONS = """
    SELECT question.id, question.name, kind, text, explanation, hints, max_mark, shuffle, path
    FROM quizzes_question question
    LEFT JOIN quizzes_category category ON category.id = question.category_id
    WHERE question.id IN %s
"""
_CHOICES = """
    SELECT question_id, text, weight, feedback, pinned, public_id
    FROM quizzes_choice WHERE question_id IN %s ORDER BY position, id
"""
_TAGS = """
    SELECT question_id, name FROM quizzes_question_tags
    JOIN quizzes_tag tag ON tag.id = tag_id
    WHERE question_id IN %s ORDER BY name
"""


def contents(pks: Collection[int]) -> dict[int, QuestionContent]:
    """`Question.content()` of each, by primary key."""
    choices: dict[int, list[ChoiceContent]] = defaultdict(list)
    for pk, text, weight, feedback, pinned, public_id in select(_CHOICES, pks):
        choices[pk].append(ChoiceContent(text, weight, feedback, bool(pinned), public_id))
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, name in select(_TAGS, pks):
        tags[pk].append(name)
    return {
        pk: QuestionContent(
            name=name,
            kind=Kind(kind),
            text=text,
            choices=tuple(choices[pk]),
            explanation=explanation,
            hints=tuple(orjson.loads(hints)),
            tags=tuple(tags[pk]),
            category=tuple(path.split("\n")) if path else (),
            max_mark=max_mark,
            shuffle=bool(shuffle),
        )
        for pk, name, kind, text, explanation, hints, max_mark, shuffle, path in select(
            _QUESTIONS, pks
        )
    }
