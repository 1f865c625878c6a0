"""Writes lines of Blackboard's question upload."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from quizzes.content import Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, Notice, Written, name_from
from quizzes.formats.shared.file_links import file_names
from quizzes.formats.shared.plain_question import losses, plain, right_choice
from quizzes.validation import TOLERANCE, is_full


def write(questions: Iterable[QuestionContent]) -> Written:
    lines: list[str] = []
    warnings: list[Notice] = []
    for number, question in enumerate(questions, 1):
        if reason := _unwritable(question):
            warnings.append(Notice(number, f"Left out: {reason}"))
            continue
        lines.append("\t".join(_cells(question)))
        if lost := [*losses(question), *_more_losses(question)]:
            warnings.append(Notice(number, f"Blackboard's text can't hold {', '.join(lost)}."))
    return Written("".join(f"{line}\r\n" for line in lines).encode(), tuple(warnings))


def _cells(question: QuestionContent) -> Iterator[str]:
    if _is_truth(question):
        yield "TF"
        yield _cell(question.text)
        yield "true" if is_full(question.choices[0].weight) else "false"
        return
    yield "MA" if question.is_multiple else "MC"
    yield _cell(question.text)
    for choice in question.choices:
        yield _cell(choice.text)
        yield "correct" if choice.weight > 0 else "incorrect"


def _cell(text: str) -> str:
    """A text as HTML on one line without tabs, and without what would end a cell."""
    lines = html.escape(plain(text).replace("\t", " "), quote=False).strip().split("\n")
    return "<br>".join(line.strip() for line in lines)


def _unwritable(question: QuestionContent) -> str:
    if not question.text.strip():
        return "the question has no text."
    if not question.is_multiple and right_choice(question) is None:
        return "not exactly one choice earns the whole mark while the others earn nothing."
    if not any(choice.weight > 0 for choice in question.choices):
        return "no choice is right."
    return ""


def _is_truth(question: QuestionContent) -> bool:
    texts = [choice.text for choice in question.choices]
    return question.kind == Kind.TRUE_FALSE and texts == [TRUE, FALSE]


def _more_losses(question: QuestionContent) -> Iterator[str]:
    if question.name != name_from(question.text):
        yield "names"
    if question.category:
        yield "categories"
    if file_names(question):
        yield "pictures"
    if question.tags:
        yield "tags"
    if question.kind == Kind.TRUE_FALSE and not _is_truth(question):
        yield "other choices of true/false questions (they were written as single choice)"
    if question.is_multiple and not _shares_alike(question):
        yield "weights of their own"


def _shares_alike(question: QuestionContent) -> bool:
    right = [choice.weight for choice in question.choices if choice.weight > 0]
    is_equal = all(abs(weight - 1 / len(right)) < TOLERANCE for weight in right)
    return is_equal and not any(choice.weight < 0 for choice in question.choices)
