"""Marks: a question and a selection in, a number out. No database, no clock, no model.

The rules are those of Moodle's multiple-choice question (qtype_multichoice) and of its
"interactive with multiple tries" behaviour, so that imported questions give the marks that their
authors expect.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from .content import ChoiceContent, QuestionContent
from .validation import TOLERANCE

# Enough for thirds and sevenths to add up, few enough to hide binary rounding.
DIGITS = 7


class Verdict(StrEnum):
    CORRECT = "correct"
    PARTLY = "partly"
    INCORRECT = "incorrect"


def fraction(question: QuestionContent, selected: Collection[str]) -> float:
    """The share of the mark that choosing the ids in `selected` earns.

    One choice: its weight, -1..1. Several: the sum of the weights, kept within 0..1. Ids that
    are not the question's count nothing.
    """
    chosen = set(selected)
    total = sum(choice.weight for choice in question.choices if choice.id in chosen)
    if question.is_multiple:
        total = min(max(total, 0.0), 1.0)
    return 1.0 if total >= 1 - TOLERANCE else round(total, DIGITS)


def after_penalties(earned: float, penalty: float, times: int) -> float:
    """What is left of the fraction `earned` after `times` wrong tries or hints, not below 0.

    A fraction of 0 or less stays as it is: nothing was earned that a penalty could take.
    """
    if earned <= 0:
        return earned
    return round(max(0.0, earned - penalty * times), DIGITS)


def mark(earned: float, max_mark: float) -> float:
    """The fraction `earned` of `max_mark`."""
    return round(earned * max_mark, DIGITS)


def total(marks: Collection[float]) -> float:
    """The sum of an attempt's marks."""
    return round(sum(marks), DIGITS)


def verdict(earned: float) -> Verdict:
    """What to call a fraction before penalties."""
    if earned >= 1 - TOLERANCE:
        return Verdict.CORRECT
    return Verdict.PARTLY if earned > TOLERANCE else Verdict.INCORRECT


def choice_verdict(question: QuestionContent, choice: ChoiceContent) -> Verdict:
    """What to call a choice. In a multiple response every positive weight is a right choice."""
    if question.is_multiple:
        return Verdict.CORRECT if choice.weight > 0 else Verdict.INCORRECT
    return verdict(choice.weight)
