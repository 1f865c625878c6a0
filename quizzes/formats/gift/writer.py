"""Writes GIFT that both Moodle and our own reader read as the same questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, BankInfo, Notice, Written
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.weights import to_percent
from quizzes.validation import is_full

from .text import category_line, escape


def write(questions: Iterable[QuestionContent], bank: BankInfo) -> Written:
    lines: list[str] = []
    warnings: list[Notice] = []
    category: tuple[str, ...] = ()
    for number, question in enumerate(questions, 1):
        if question.category != category:
            category = question.category
            lines += [f"$CATEGORY: {category_line(category)}", ""]
        lines += [*_question(question), ""]
        warnings += [Notice(number, message) for message in _losses(question)]
    return Written("\n".join(lines).encode(), tuple(warnings))


def _question(question: QuestionContent) -> Iterator[str]:
    if question.tags:
        yield "// " + " ".join(f"[tag:{_tag(tag)}]" for tag in question.tags)
    stem = f"::{escape(' '.join(question.name.split()))}::[markdown]{escape(question.text)}"
    general = f"####{_text(question.explanation)}" if question.explanation.strip() else ""
    if is_plain_true_false(question):
        yield f"{stem}{{{_truth(question)}{general}}}"
        return
    yield f"{stem}{{"
    for choice in question.choices:
        yield f"\t{_choice(choice, question.kind)}"
    if general:
        yield f"\t{general}"
    yield "}"


def is_plain_true_false(question: QuestionContent) -> bool:
    """Whether the choices are what every program takes a true/false question to have."""
    texts = [choice.text for choice in question.choices]
    weights = sorted(choice.weight for choice in question.choices)
    return question.kind == Kind.TRUE_FALSE and texts == [TRUE, FALSE] and weights == [0, 1]


def _truth(question: QuestionContent) -> str:
    if_true, if_false = question.choices
    word = "TRUE" if is_full(if_true.weight) else "FALSE"
    right, wrong = (if_true, if_false) if word == "TRUE" else (if_false, if_true)
    if right.feedback.strip():
        return f"{word}#{_text(wrong.feedback)}#{_text(right.feedback)}"
    return f"{word}#{_text(wrong.feedback)}" if wrong.feedback.strip() else word


def _choice(choice: ChoiceContent, kind: Kind) -> str:
    mark = "~"
    if kind != Kind.MULTIPLE and is_full(choice.weight):
        mark = "="
    elif choice.weight:
        mark = f"~%{to_percent(choice.weight)}%"
    feedback = f"#{_text(choice.feedback)}" if choice.feedback.strip() else ""
    return f"{mark}{_text(choice.text)}{feedback}"


def _text(text: str) -> str:
    """A text whose beginning is not taken for a weight or a format."""
    escaped = escape(text)
    return f"[markdown]{escaped}" if escaped.startswith(("%", "[")) else escaped


def _tag(tag: str) -> str:
    clean = " ".join(without_controls(tag).split())
    return clean.replace("\\", "\\\\").replace("]", "\\]")


def _losses(question: QuestionContent) -> Iterator[str]:
    if question.kind == Kind.TRUE_FALSE and not is_plain_true_false(question):
        yield "A true/false question with other choices was written as single choice."
    if question.hints:
        yield "GIFT has no hints."
    if question.max_mark != 1:
        yield "GIFT has no maximum marks."
    if not question.shuffle or any(choice.pinned for choice in question.choices):
        yield "GIFT can't keep choices in their order."
