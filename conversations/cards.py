"""Quiz cards: rendered from the attempt as it stands, whenever somebody reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from quizzes import loading, marking
from quizzes.availability import refusal
from quizzes.content import QuestionContent
from quizzes.models import Attempt, Response
from quizzes.results import closing_message, may_review, standings

from .items import CardRef
from .widgets import QuestionView, question_card, quizzes_card, result_card, summary_card
from .widgets.templates import WidgetJson, build

QUESTION = "question"
SUMMARY = "summary"
RESULT = "result"
QUIZZES = "quizzes"

GONE = build("gone")


def render(refs: Sequence[CardRef], user_id: str) -> list[WidgetJson]:
    """The widget JSON of each card, in order; one query for all the attempts' cards.

    Attempts are the user's own: a card of somebody else's says that it is gone.
    """
    responses = _load(refs, user_id)
    return [_render(ref, responses[ref.attempt], user_id) for ref in refs]


def card(ref: CardRef, user_id: str, notice: str = "") -> WidgetJson:
    """The widget JSON of one card, with a sentence above it for what was refused."""
    return _render(ref, _load([ref], user_id)[ref.attempt], user_id, notice)


def question_ref(response: Response) -> CardRef:
    return CardRef(QUESTION, response.attempt.public_id, response.position)


def of_response(response: Response, notice: str = "") -> WidgetJson:
    """The card of a response that comes with its attempt, quiz and revisions."""
    ids = {"attempt": response.attempt.public_id, "question": response.public_id}
    return question_card(_view(response), **ids, notice=notice)


def preview(content: QuestionContent) -> list[WidgetJson]:
    """A question's card as learners meet it, and as they see it after a right answer."""
    ids = tuple(f"choice-{index}" for index in range(len(content.choices)))
    named = content.with_ids(ids)
    right = tuple(choice.id for choice in named.choices if choice.weight > 0)
    chosen = right if named.is_multiple else right[:1]
    earned = marking.fraction(named, chosen)
    common: dict[str, Any] = {
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
    return [question_card(view, attempt="", question="") for view in (before, after)]


def _load(refs: Sequence[CardRef], user_id: str) -> dict[str, list[Response]]:
    """What the cards show, by the attempt's public id, in order of position."""
    found: dict[str, list[Response]] = defaultdict(list)
    shown = [ref for ref in refs if ref.attempt]
    if not shown:
        return found
    attempts = loading.attempts([int(user_id)], {ref.attempt for ref in shown})
    positions = {ref.position for ref in shown}
    # A few too many where several attempts are shown; asking for each pair costs more.
    which = {} if None in positions else {"position": positions}
    for response in loading.responses(attempts, **which):
        found[response.attempt.public_id].append(response)
    return found


def _render(ref: CardRef, responses: list[Response], user_id: str, notice: str = "") -> WidgetJson:
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


def _result(attempt: Attempt, responses: Sequence[Response], notice: str) -> WidgetJson:
    now = timezone.now()
    made = Attempt.objects.counted().filter(quiz=attempt.quiz_id, learner=attempt.learner_id)
    startable = not attempt.is_preview and refusal(attempt.quiz, made.totals(), now) is None
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
    leads_on = not over or attempt.is_timed_out(now)
    known = response.is_final and may_review(attempt, now)
    return QuestionView(
        content=response.marked_as if known else response.question,
        order=tuple(response.order),
        position=response.position,
        count=attempt.question_count,
        selected=tuple(response.selected),
        is_deferred=quiz.is_deferred,
        is_final=response.is_final or over,
        is_over=over,
        is_current=leads_on and attempt.position == response.position,
        is_last=response.position == attempt.question_count,
        tries=tuple(map(tuple, response.tries)),
        tries_allowed=quiz.tries,
        hints_visible=response.hints_visible,
        hints_allowed=quiz.hints,
        penalty=quiz.penalty,
        fraction=response.fraction if known else None,
        mark=response.mark if known else None,
        max_mark=response.max_mark,
    )
