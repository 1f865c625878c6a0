"""Writes text2qti's Markdown, which text2qti itself and our own reader read as the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FALSE, TRUE, BankInfo, Notice, Written, name_from
from quizzes.formats.shared.decoding import without_controls
from quizzes.validation import is_full

from .breaks import held, with_html_breaks

_FILE_PICTURE = re.compile(r"(!\[[^\[\]]{0,1000}\]\([ \t]*<?)file:")


def write(questions: Iterable[QuestionContent], bank: BankInfo) -> Written:
    rows = list(questions)
    orders = {row.shuffle for row in rows}
    blocks = [_header(bank, orders)]
    warnings: list[Notice] = []
    seen: set[str] = set()
    for number, question in enumerate(rows, 1):
        reason = _unwritable(question, seen)
        if reason:
            warnings.append(Notice(number, f"Left out: {reason}"))
            continue
        seen.add(_squeezed(question.text))
        blocks.append("\n".join(_block(len(seen), question)))
        if lost := list(_losses(question, len(orders) > 1)):
            warnings.append(Notice(number, f"text2qti can't hold {', '.join(lost)}."))
    text = "\n\n".join(block for block in blocks if block)
    return Written(f"{text}\n".encode(), tuple(warnings))


def _header(bank: BankInfo, orders: set[bool]) -> str:
    lines = []
    if title := " ".join(without_controls(bank.title).split()):
        lines.append(f"Quiz title: {title}")
    if description := _shown(bank.description):
        first, *rest = description.split("\n")
        lines.append(f"Quiz description: {first}")
        # The first of these lines tells how far all of them are indented.
        while rest and not rest[0]:
            lines.append(rest.pop(0))
        lines += [
            f"  {line if place else line.lstrip()}".rstrip() for place, line in enumerate(rest)
        ]
    if orders == {False}:
        lines.append("Shuffle answers: false")
    return "\n".join(lines)


def _block(number: int, question: QuestionContent) -> Iterator[str]:
    name = " ".join(without_controls(question.name).split())
    if name and name != name_from(held(question.text)):
        yield f"Title: {name}"
    if (points := _points(question)) != "1":
        yield f"Points: {points}"
    yield from _element(f"{number}. ", question.text)
    yield from _element("... ", question.explanation)
    for place, choice in enumerate(question.choices):
        yield from _element(_mark(question, place, choice), choice.text)
        yield from _element("... ", choice.feedback)


def _element(mark: str, text: str) -> Iterator[str]:
    """A text after its mark, the further lines below the beginning of the first."""
    if shown := _shown(text):
        first, *rest = shown.split("\n")
        yield f"{mark}{first}"
        for line in rest:
            yield f"{' ' * len(mark)}{line}".rstrip()


def _shown(text: str) -> str:
    return _FILE_PICTURE.sub(r"\1", with_html_breaks(held(text)))


def _mark(question: QuestionContent, place: int, choice: ChoiceContent) -> str:
    if question.kind == Kind.MULTIPLE:
        return "[*] " if choice.weight > 0 else "[ ] "
    letter = chr(ord("a") + place % 26)
    return f"*{letter}) " if is_full(choice.weight) else f"{letter}) "


def _points(question: QuestionContent) -> str:
    """The nearest whole or half number, which is what text2qti takes."""
    halves = max(1, round(question.max_mark * 2))
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def _unwritable(question: QuestionContent, seen: set[str]) -> str:
    """Why text2qti can't hold a question at all; "" when it can."""
    texts = [held(choice.text) for choice in question.choices]
    full = sum(is_full(choice.weight) for choice in question.choices)
    some = any(choice.weight > 0 for choice in question.choices)
    if not held(question.text) or not all(texts) or len(texts) < 2:
        return "text2qti needs a text, at least two choices, and a text for each of them."
    if len(set(map(_squeezed, texts))) < len(texts):
        return "text2qti refuses a question that has a choice twice."
    if _squeezed(question.text) in seen:
        return "text2qti refuses a file with two questions of the same text."
    if full != 1 if question.kind != Kind.MULTIPLE else not some:
        return "text2qti needs a choice that is right."
    return ""


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _losses(question: QuestionContent, is_order_mixed: bool) -> Iterator[str]:
    if question.tags or question.category:
        yield "tags and categories"
    if question.hints:
        yield "hints"
    if not _has_plain_weights(question):
        yield "parts of a mark (choices are right or wrong)"
    if _is_true_false(question) != (question.kind == Kind.TRUE_FALSE):
        yield "single choice of True and False, or other choices of true/false questions"
    if float(_points(question)) != question.max_mark:
        yield f"this maximum mark (it was written as {_points(question)})"
    is_kept = is_order_mixed and not question.shuffle
    if any(choice.pinned for choice in question.choices) or is_kept:
        yield "the order of the choices"
    yield from _lost_texts(question)


def _lost_texts(question: QuestionContent) -> Iterator[str]:
    choices = ((choice.text, choice.feedback) for choice in question.choices)
    texts = [question.text, question.explanation, *chain.from_iterable(choices)]
    if any("\t" in text for text in texts):
        yield "tabs (they were written as spaces)"
    if any(r"\(" in text or r"\[" in text for text in texts):
        yield r"formulas other than $…$"
    if any("![" in text for text in texts):
        yield "pictures (put them beside the file)"


def _has_plain_weights(question: QuestionContent) -> bool:
    """Whether the choices have the weights that a reader gives to right and wrong ones."""
    right = sum(choice.weight > 0 for choice in question.choices) or 1
    share = 1 / right if question.kind == Kind.MULTIPLE else 1.0
    return all(
        choice.weight == 0 or abs(choice.weight - share) < 1e-5 for choice in question.choices
    )


def _is_true_false(question: QuestionContent) -> bool:
    texts = [held(choice.text) for choice in question.choices]
    return question.kind != Kind.MULTIPLE and texts in ([TRUE, FALSE], [FALSE, TRUE])
