"""What Canvas, or QTI 1.2, has no place for, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.content import Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE
from quizzes.validation import is_full


def is_plain_true_false(question: QuestionContent) -> bool:
    """Whether the choices are what every program takes a true/false question to have."""
    return [choice.text for choice in question.choices] == [TRUE, FALSE]


def losses(question: QuestionContent) -> Iterator[str]:
    """What won't be, or not in Canvas, as it is here."""
    if question.kind == Kind.TRUE_FALSE and not is_plain_true_false(question):
        yield "A true/false question with other choices was written as single choice."
    if question.hints:
        yield "Canvas has no hints; they were left out."
    if question.tags:
        yield "QTI 1.2 has no tags; they were left out."
    if any(choice.pinned for choice in question.choices):
        yield "Canvas shuffles all choices or none: it doesn't keep some of them in their places."
    elif not question.shuffle:
        yield "Canvas shuffles the choices of a whole quiz or of none of its questions."
    yield from _weights(question)


def _weights(question: QuestionContent) -> Iterator[str]:
    weights = [choice.weight for choice in question.choices if choice.weight]
    if question.is_multiple:
        if any(weight != 1 / len(weights) for weight in weights):
            yield "Canvas gives every right choice the same share, whatever its weight is here."
    elif not all(map(is_full, weights)):
        yield (
            "Partial weights are written as points that vary by answer, which only Canvas's New "
            "Quizzes know; in its classic quizzes such choices are wholly right or wrong."
        )
