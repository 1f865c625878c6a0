"""Cards about a whole attempt, and the list of quizzes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.plain import excerpt, first_paragraph
from quizzes import marking
from quizzes.models import Attempt, Quiz, Response
from quizzes.results import Standing
from quizzes.wording import duration, number, percentage, when

from .question import LOOKS
from .templates import WidgetJson, build

UNANSWERED = "Not answered"


def summary_card(attempt: Attempt, responses: Sequence[Response], notice: str = "") -> WidgetJson:
    """Before finishing: the questions that can still be answered or changed."""
    answered = sum(response.is_answered for response in responses)
    deferred = attempt.quiz.is_deferred
    changeable = [r for r in responses if not r.is_final and (deferred or not r.is_answered)]
    return build(
        "summary",
        attempt=attempt.public_id,
        title=attempt.quiz.title,
        heading=f"{answered} of {len(responses)} questions answered",
        advice=_advice(attempt, all_answered=answered == len(responses)),
        rows=[_open_row(response) for response in changeable],
        may_finish=not attempt.is_finished,
        notice=notice,
    )


def _advice(attempt: Attempt, *, all_answered: bool) -> str:
    if attempt.is_finished:
        return "This attempt is finished."
    if not all_answered:
        return "Unanswered questions give no mark. You can still go back to them."
    if attempt.quiz.is_deferred:
        return "You can still change your answers."
    return "Finish the attempt to see your result."


def _open_row(response: Response) -> dict[str, str]:
    answered = response.is_answered
    return {
        "icon": "check" if answered else "empty-circle",
        "text": f"{response.position}\\. {first_paragraph(response.question.text)}",
        "state": "Answered" if answered else UNANSWERED,
        "question": response.public_id,
        "button": "Change" if answered else "Answer",
    }


def result_card(
    attempt: Attempt,
    responses: Sequence[Response],
    *,
    message: str,
    may_review: bool,
    again: str,
    notice: str = "",
) -> WidgetJson:
    """The end of an attempt. `message`: Markdown; `again`: the quiz's slug if it may be retried."""
    return build(
        "result",
        attempt=attempt.public_id,
        title=f"{attempt.quiz.title} · result",
        mark=f"{number(attempt.mark or 0.0)} of {number(attempt.max_mark)}",
        percent=percentage(attempt.percent or 0.0),
        badge=_passed_badge(attempt.passed),
        message=message,
        rows=[_result_row(response, may_review) for response in responses],
        later="" if may_review else _review_later(attempt.quiz),
        again=again,
        notice=notice,
    )


def _passed_badge(passed: bool | None) -> dict[str, str] | None:
    if passed is None:
        return None
    if passed:
        return {"label": "Passed", "color": "success"}
    return {"label": "Not passed", "color": "danger"}


def _result_row(response: Response, may_review: bool) -> dict[str, str]:
    look = LOOKS[marking.verdict(response.fraction or 0.0)]
    mark = f"mark {number(response.mark or 0.0)} of {number(response.max_mark)}"
    word = look.word if response.is_answered else UNANSWERED
    if not may_review:
        word, mark = ("Answered" if response.is_answered else UNANSWERED), ""
    return {
        "icon": look.icon if may_review else "check" if response.is_answered else "empty-circle",
        "color": look.color if may_review else "secondary",
        "text": f"{response.position}\\. {first_paragraph(response.question.text)}",
        "state": f"{word} · {mark}" if mark else word,
        "question": response.public_id if may_review else "",
    }


def _review_later(quiz: Quiz) -> str:
    if quiz.review == Quiz.Review.CLOSED and quiz.closes_at:
        return f"You can see which answers were right from {when(quiz.closes_at)}."
    return "Your teacher keeps the right answers to this quiz closed."


def quizzes_card(standings: Sequence[Standing]) -> WidgetJson:
    """The list of quizzes; the ones that can be taken now can be chosen."""
    return build("quizzes", rows=[_quiz_row(standing) for standing in standings])


def _quiz_row(standing: Standing) -> dict[str, Any]:
    may_start = standing.running is not None or standing.refusal is None
    return {
        "quiz": standing.quiz.slug if may_start else "",
        "title": standing.quiz.title,
        "detail": standing.refusal or _detail(standing),
        "badge": _state_badge(standing),
    }


def _detail(standing: Standing) -> str:
    quiz = standing.quiz
    parts = []
    if quiz.closes_at:
        parts.append(f"due {when(quiz.closes_at)}")
    if standing.time_limit:
        parts.append(duration(standing.time_limit))
    if quiz.attempts_allowed:
        left = max(quiz.attempts_allowed - standing.made, 0)
        parts.append("1 attempt left" if left == 1 else f"{left} attempts left")
    return " · ".join(parts) or excerpt(quiz.description) or "No time limit"


def _state_badge(standing: Standing) -> dict[str, str]:
    if standing.running:
        return {"label": "In progress", "color": "info"}
    if standing.percent is None:
        return {"label": "New", "color": "discovery"}
    color = {True: "success", False: "danger", None: "secondary"}[standing.passed]
    word = {True: "Passed, ", False: "Not passed, ", None: ""}[standing.passed]
    return {"label": f"{word}{percentage(standing.percent)}", "color": color}
