"""What the formats without weights, feedback and formatting can hold of a question."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import is_full

from . import markdown
from .decoding import without_controls


def plain(text: str) -> str:
    """The text without Markdown's escapes; one with formatting stays as it is."""
    text = without_controls(text)
    unescaped = markdown.to_plain(text)
    return text if unescaped is None else unescaped


def has_formatting(question: QuestionContent) -> bool:
    texts = [question.text, *(choice.text for choice in question.choices)]
    return any(markdown.to_plain(text) is None for text in texts)


def right_choice(question: QuestionContent) -> ChoiceContent | None:
    """The one choice that is right while all others earn nothing; None where there is no such."""
    right = [choice for choice in question.choices if choice.weight]
    is_simple = question.kind != Kind.MULTIPLE and len(right) == 1 and is_full(right[0].weight)
    return right[0] if is_simple else None


def losses(question: QuestionContent) -> Iterator[str]:
    """What these formats leave out, in words."""
    if question.explanation or any(choice.feedback for choice in question.choices):
        yield "feedback"
    if question.hints:
        yield "hints"
    if question.max_mark != 1:
        yield "the maximum mark"
    if not question.shuffle or any(choice.pinned for choice in question.choices):
        yield "the order of the choices"
    if has_formatting(question):
        yield "formatting (it was written as Markdown)"
