"""A finished attempt as its learner may see it, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from .content import ChoiceContent, QuestionContent
from .marking import Verdict, choice_verdict, fraction, verdict
from .models import Attempt, Response
from .results import may_review


@dataclass(frozen=True, slots=True)
class ReviewedChoice:
    """`verdict` is None and `feedback` "" while the review isn't open."""

    text: str
    selected: bool
    verdict: Verdict | None
    feedback: str


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """Texts are Markdown. `verdict`, `mark` are None while the review isn't open."""

    position: int
    text: str
    language: str
    choices: Sequence[ReviewedChoice]
    verdict: Verdict | None
    mark: float | None
    max_mark: float
    explanation: str

    @property
    def is_answered(self) -> bool:
        return any(choice.selected for choice in self.choices)


def reviewed(attempt: Attempt) -> list[ReviewedQuestion]:
    """The questions of a finished attempt, with the key only where the quiz's rules open it."""
    is_open = may_review(attempt, timezone.now())
    rows = attempt.responses.select_related("key", "revision__question__bank")
    return [_question(response, is_open) for response in rows.order_by("position")]


def _question(response: Response, is_open: bool) -> ReviewedQuestion:
    question = response.marked_as
    choices = {choice.id: choice for choice in question.choices}
    return ReviewedQuestion(
        position=response.position,
        text=question.text,
        language=response.revision.question.bank.language,
        choices=[_choice(question, choices[id], response, is_open) for id in response.order],
        verdict=verdict(fraction(question, response.selected)) if is_open else None,
        mark=response.mark if is_open else None,
        max_mark=response.max_mark,
        explanation=question.explanation if is_open else "",
    )


def _choice(
    question: QuestionContent, choice: ChoiceContent, response: Response, is_open: bool
) -> ReviewedChoice:
    selected = choice.id in response.selected
    if not is_open:
        return ReviewedChoice(choice.text, selected, None, "")
    verdict = choice_verdict(question, choice)
    explains = selected or verdict != Verdict.INCORRECT
    return ReviewedChoice(choice.text, selected, verdict, choice.feedback if explains else "")
