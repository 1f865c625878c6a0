"""Answers to quiz questions: those that come at the same time are recorded together.

A submit is a sync action, which the SDK leaves to us as a whole. Recorded together, the answers of
a class cost a few statements and one wait for the disk, not so many for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
from chatkit.store import NotFoundError
from chatkit.types import ThreadCustomActionParams, ThreadsSyncCustomActionReq
from django.utils import translation

from quizzes import attempts
from quizzes.attempts import Answer, Outcome, Refused
from quizzes.models import Response

from . import actions, cards, metrics
from .extensions import AnyReq
from .identity import Head, identify_all
from .payloads import SubmitPayload
from .refusals import Refusal
from .store import Place, Sender, load_senders
from .turns import BadAction
from .widgets.templates import WidgetJson


@dataclass(frozen=True, slots=True)
class Submit:
    """A request that answers a question from its card."""

    head: Head
    params: ThreadCustomActionParams

    def place(self, user_id: str) -> Place:
        return user_id, self.params.thread_id, self.params.item_id or ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A submit that may be recorded."""

    user_id: str
    locale: str
    sender: Sender
    values: SubmitPayload

    @property
    def answer(self) -> Answer:
        values = self.values
        return Answer(int(self.user_id), values.attempt, values.question, values.selected)


def submit_of(request: AnyReq, head: Head) -> Submit | None:
    """The request as a submit, if it comes from a card."""
    if not isinstance(request, ThreadsSyncCustomActionReq):
        return None
    params = request.params
    if params.action.type != actions.SUBMIT or params.item_id is None:
        return None
    return Submit(head, params)


def record(submits: Sequence[Submit]) -> list[bytes | Exception]:
    """The reply to each submit, or why there is none, in order."""
    users = identify_all([submit.head for submit in submits])
    asked = list(zip(submits, users, strict=True))
    senders = load_senders([sub.place(user) for sub, user in asked if isinstance(user, str)])
    begun = [_begin(submit, user, senders) for submit, user in asked]
    answers = [each.answer for each in begun if isinstance(each, Begun)]
    outcomes = iter(metrics.counted(attempts.answer_all(answers)))
    return [_reply(each, next(outcomes)) if isinstance(each, Begun) else each for each in begun]


def _begin(
    submit: Submit, user: str | Refusal, senders: Mapping[Place, Sender]
) -> Begun | Exception:
    if isinstance(user, Refusal):
        return user
    sender = senders.get(submit.place(user))
    if sender is None:
        return NotFoundError("There is no such card.")
    try:
        values: SubmitPayload = actions.validated(SubmitPayload, submit.params.action.payload)
        actions.check_card(values, sender.card)
    except BadAction as error:
        return error
    return Begun(user, submit.head.locale, sender, values)


def _reply(begun: Begun, outcome: Outcome) -> bytes | Exception:
    if isinstance(outcome, attempts.NotFound):
        return NotFoundError(str(outcome))
    with translation.override(begun.locale):
        widget = orjson.Fragment(_widget(begun, outcome))
    return orjson.dumps({"updated_item": begun.sender.item | {"widget": widget}})


def _widget(begun: Begun, outcome: Response | Refused) -> WidgetJson:
    """The card that was answered from as it is now, with what was refused above it."""
    card = begun.sender.card
    if isinstance(outcome, Refused):
        return cards.card(card, begun.user_id, str(outcome))
    if card == cards.question_ref(outcome):
        return cards.of_response(outcome)
    return cards.card(card, begun.user_id)
