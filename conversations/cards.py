"""Quiz cards: rendered from the attempt as it stands, whenever somebody reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from quizzes import marking
from quizzes.availability import refusal
from quizzes.content import QuestionContent
from quizzes.models import Attempt, Response
from quizzes.results import closing_message, may_review, standings

from .items import CardRef
from .widgets import QuestionView, question_card, quizzes_card, result_card, summary_card

QUESTION = "question"
SUMMARY = "summary"
RESULT = "result"
QUIZZES = "quizzes"

GONE: dict[str, Any] = {
    "type": "Card",
    "size": "full",
    "children": [{"type": "Text", "value": "This attempt is no longer kept."}],
}


def render(refs: Sequence[CardRef], user_id: str) -> list[dict[str, Any]]:
    """The widget JSON of each card, in order; one query for all the attempts' cards.

    Attempts are the user's own: a card of somebody else's says that it is gone.
    """
    responses = _load(refs, user_id)
    return [_render(ref, responses[ref.attempt], user_id) for ref in refs]


def card(ref: CardRef, user_id: str, notice: str = "") -> dict[str, Any]:
    """The widget JSON of one card, with a sentence above it for what was refused."""
    return _render(ref, _load([ref], user_id)[ref.attempt], user_id, notice)


def question_ref(response: Response) -> CardRef:
    return CardRef(QUESTION, response.attempt.public_id, response.position)


def of_response(response: Response, notice: str = "") -> dict[str, Any]:
    """The card of a response that comes with its attempt, quiz and revisions."""
    return question_card(_view(response), notice)


def preview(content: QuestionContent) -> list[dict[str, Any]]:
    """A question's card as learners meet it, and as they see it after a right answer."""
    ids = [f"choice-{index}" for index in range(len(content.choices))]
    named = content.with_ids(ids)
    right = [choice.id for choice in named.choices if choice.weight > 0]
    chosen = right if named.is_multiple else right[:1]
    earned = marking.fraction(named, chosen)
    common: dict[str, Any] = {
        "attempt": "",
        "question": "",
        "content": named,
        "order": ids,
        "position": 1,
        "count": 1,
        "is_current": False,
        "max_mark": named.max_mark,
    }
    before = QuestionView(**common)
    after = QuestionView(
        **common,
        selected=chosen,
        is_final=True,
        fraction=earned,
        mark=marking.mark(earned, named.max_mark),
    )
    return [question_card(before), question_card(after)]


def _load(refs: Sequence[CardRef], user_id: str) -> dict[str, list[Response]]:
    """What the cards show, by the attempt's public id, in order of position."""
    found: dict[str, list[Response]] = defaultdict(list)
    shown = [ref for ref in refs if ref.attempt]
    if not shown:
        return found
    attempts = {ref.attempt for ref in shown}
    positions = [ref.position for ref in shown if ref.position is not None]
    rows = Response.objects.select_related("attempt__quiz", "revision", "key")
    rows = rows.filter(attempt__public_id__in=attempts, attempt__learner=int(user_id))
    if len(positions) == len(shown):
        # A few too many where several attempts are shown; asking for each pair costs more.
        rows = rows.filter(position__in=positions)
    for response in rows.order_by("position"):
        found[response.attempt.public_id].append(response)
    return found


def _render(
    ref: CardRef, responses: list[Response], user_id: str, notice: str = ""
) -> dict[str, Any]:
    if ref.kind == QUIZZES:
        return quizzes_card(standings(User.objects.get(pk=user_id)))
    if ref.kind == QUESTION:
        responses = [response for response in responses if response.position == ref.position]
    if not responses:
        return GONE
    if ref.kind == QUESTION:
        return of_response(responses[0], notice)
    attempt = responses[0].attempt
    if ref.kind == RESULT and attempt.is_finished:
        return _result(attempt, responses, notice)
    return summary_card(attempt, responses, notice)


def _result(attempt: Attempt, responses: Sequence[Response], notice: str) -> dict[str, Any]:
    now = timezone.now()
    made = Attempt.objects.counted().filter(quiz=attempt.quiz_id, learner=attempt.learner_id)
    startable = not attempt.is_preview and refusal(attempt.quiz, list(made), now) is None
    return result_card(
        attempt,
        responses,
        message=closing_message(attempt),
        may_review=may_review(attempt, now),
        again=attempt.quiz.slug if startable else "",
        notice=notice,
    )


def _view(response: Response) -> QuestionView:
    attempt = response.attempt
    quiz = attempt.quiz
    now = timezone.now()
    over = not attempt.is_running(now)
    known = response.is_final and may_review(attempt, now)
    return QuestionView(
        attempt=attempt.public_id,
        question=response.public_id,
        content=response.marked_as if known else response.question,
        order=response.order,
        position=response.position,
        count=attempt.question_count,
        selected=response.selected,
        is_deferred=quiz.is_deferred,
        is_final=response.is_final or over,
        is_current=not over and attempt.position == response.position,
        is_last=response.position == attempt.question_count,
        tries=response.tries,
        tries_allowed=quiz.tries,
        hints_visible=response.hints_visible,
        hints_allowed=quiz.hints,
        penalty=quiz.penalty,
        fraction=response.fraction if known else None,
        mark=response.mark if known else None,
        max_mark=response.max_mark,
    )
