"""What the quizzes keep about a learner, to hand over."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from .models import Attempt, Response
from .results import may_review


def export(user: User) -> list[dict[str, Any]]:
    """The user's attempts with their answers, as JSON values. Holds no key that is still secret."""
    rows = Attempt.objects.filter(learner=user).select_related("quiz")
    rows = rows.prefetch_related("responses__revision", "responses__key")
    return [_attempt(attempt) for attempt in rows]


def _attempt(attempt: Attempt) -> dict[str, Any]:
    open_to_learner = attempt.is_finished and may_review(attempt, timezone.now())
    return {
        "quiz": attempt.quiz.title,
        "number": attempt.number,
        "started_at": attempt.started_at,
        "finished_at": attempt.finished_at,
        "percent": attempt.percent,
        "answers": [_answer(row, open_to_learner) for row in attempt.responses.all()],
    }


def _answer(response: Response, with_mark: bool) -> dict[str, Any]:
    texts = {choice.id: choice.text for choice in response.question.choices}
    answer: dict[str, Any] = {
        "question": response.question.text,
        "choices": [texts[choice] for choice in response.order],
        "chosen": [texts[choice] for choice in response.selected],
        "tries": [[texts[choice] for choice in chosen] for chosen in response.tries],
        "hints_taken": response.hints_taken,
        "answered_at": response.answered_at,
    }
    if with_mark:
        answer |= {"mark": response.mark, "max_mark": response.max_mark}
    return answer
