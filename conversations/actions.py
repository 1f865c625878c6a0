"""The quiz's actions: payload in, domain call, card out. All of it runs on a database thread.

`mcq.submit`, `mcq.clear` and `mcq.hint` touch their own card only, so they also come as sync
actions, which work while something else streams. The others add to the thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from pydantic import BaseModel, ValidationError

from quizzes import attempts
from quizzes.attempts import Answer, Refused, TimeOver
from quizzes.models import Attempt, Quiz, Response
from quizzes.results import may_review
from quizzes.wording import duration, when

from . import cards, metrics
from .items import CardItem, CardRef
from .payloads import (
    AttemptPayload,
    HintPayload,
    NextPayload,
    Nothing,
    QuestionPayload,
    QuizPayload,
    SubmitPayload,
)
from .shown import cards_shown
from .turns import BadAction, Turn

Handler = Callable[[Turn, Any], None]


def perform(
    action_type: str,
    payload: Any,
    sender: CardItem | None,
    user_id: str,
    last: CardItem | None = None,
) -> Turn:
    """Do what an action asks. What the quiz's rules refuse becomes a notice in the turn.

    `last`: the card that the thread ends with.
    Raises BadAction, and attempts.NotFound for ids that are unknown or somebody else's.
    """
    schema, handler = _known(action_type)
    values = validated(schema, payload)
    if sender is not None:
        check_card(values, sender.card)
    turn = Turn(user_id, sender, last)
    try:
        handler(turn, values)
    except Refused as refusal:
        turn.notice = str(refusal)
        if isinstance(refusal, TimeOver) and action_type not in SYNC:
            turn.show(CardRef(cards.RESULT, values.attempt))
    _redraw_sender(turn, action_type)
    return turn


def _redraw_sender(turn: Turn, action_type: str) -> None:
    """Show the sender as it is now, if the action hasn't done so.

    A sync action has no other place for its notice than the card itself.
    """
    if turn.sender is not None and turn.refreshed is None:
        notice = turn.notice if action_type in SYNC else ""
        turn.refreshed = cards.card(turn.sender.card, turn.user_id, notice)


def _known(action_type: str) -> tuple[type[BaseModel], Handler]:
    if action_type not in HANDLERS:
        raise BadAction("This site doesn't know that action. Nothing was recorded.")
    return HANDLERS[action_type]


def validated(schema: type[BaseModel], payload: Any) -> Any:
    try:
        return schema.model_validate({} if payload is None else payload)
    except ValidationError as error:
        places = {".".join(map(str, part["loc"])) or "payload" for part in error.errors()}
        raise BadAction(
            f"The action's payload can't be used ({', '.join(sorted(places))}). "
            "Nothing was recorded."
        ) from error


def check_card(values: Any, card: CardRef) -> None:
    """Raise BadAction where a card's action is about another attempt than the card."""
    attempt = getattr(values, "attempt", None)
    if card.attempt and attempt and card.attempt != attempt:
        raise BadAction("This card belongs to another attempt. Nothing was recorded.")


def submit(turn: Turn, values: SubmitPayload) -> None:
    answer = Answer(_learner(turn), values.attempt, values.question, values.selected)
    (outcome,) = metrics.counted(attempts.answer_all([answer]))
    if isinstance(outcome, Exception):
        raise outcome
    turn.redraw(outcome)


def clear(turn: Turn, values: QuestionPayload) -> None:
    turn.redraw(attempts.clear(_learner(turn), values.attempt, values.question))


def hint(turn: Turn, values: HintPayload) -> None:
    turn.redraw(attempts.take_hint(_learner(turn), values.attempt, values.question, values.hint))


def go_on(turn: Turn, values: NextPayload) -> None:
    """The next unanswered question; behind the last one the result, or what is still open.

    Asked again, it shows the same: the summary stands behind the question that it was asked from.
    """
    following = attempts.advance(_learner(turn), values.attempt, values.question)
    summary = CardRef(cards.SUMMARY, values.attempt)
    if following and not turn.ends_with(summary):
        turn.show(cards.question_ref(following))
    elif _has_open_questions(values.attempt):
        turn.show(summary)
    else:
        finish(turn, values)


def _has_open_questions(attempt_id: str) -> bool:
    """Whether something could still be answered or changed before the attempt is finished."""
    return Response.objects.filter(attempt__public_id=attempt_id, is_final=False).exists()


def show(turn: Turn, values: QuestionPayload) -> None:
    response = attempts.show(_learner(turn), values.attempt, values.question)
    turn.show(cards.question_ref(response))


def finish(turn: Turn, values: AttemptPayload) -> None:
    turn.clock = attempts.finish(_learner(turn), values.attempt)
    result = CardRef(cards.RESULT, values.attempt)
    if turn.sender:
        turn.others = cards_shown(turn.sender, turn.user_id)
    if not any(card.card == result for card in turn.others):
        turn.show(result)


def explain(turn: Turn, values: QuestionPayload) -> None:
    """Show a question with its right answers, feedback and explanation."""
    response = attempts.find(_learner(turn), values.attempt, values.question)
    if not (response.is_final and may_review(response.attempt, timezone.now())):
        raise Refused("The right answer to this question isn't open yet.")
    turn.show(cards.question_ref(response))


def list_quizzes(turn: Turn, values: Nothing) -> None:
    turn.show(CardRef(cards.QUIZZES))


def start_quiz(turn: Turn, values: QuizPayload) -> None:
    user = User.objects.get(pk=turn.user_id)
    quiz = Quiz.objects.for_learner(user).filter(slug=values.quiz).first()
    if quiz is None:
        raise Refused("There is no such quiz for you. Ask for “quizzes” to see yours.")
    begin(turn, quiz, user)


def begin(turn: Turn, quiz: Quiz, user: User, *, preview: bool = False) -> None:
    """Start or go on with an attempt, and show where it stands."""
    running = attempts.in_progress(quiz, user.pk, preview=preview)
    attempt = attempts.start(quiz, user, preview=preview)
    resumed = running is not None and running.pk == attempt.pk
    turn.title = quiz.title
    turn.clock = attempt
    question = CardRef(cards.QUESTION, attempt.public_id, attempt.position)
    if not turn.ends_with(question):
        turn.say(_welcome_back(attempt) if resumed else _welcome(attempt))
    turn.show(question)


def _welcome(attempt: Attempt) -> str:
    quiz = attempt.quiz
    count = attempt.question_count
    lines = [f"**{quiz.title}**: {count} question{'' if count == 1 else 's'}."]
    if quiz.time_limit and attempt.deadline:
        left = duration(attempt.deadline - attempt.started_at)
        lines.append(f"You have {left}, until {when(attempt.deadline)}.")
    if quiz.is_deferred:
        lines.append("You see your result at the end, and can change answers until then.")
    elif quiz.tries > 1:
        lines.append(f"You have {quiz.tries} tries for each question.")
    if attempt.is_preview:
        lines.append("This is a preview: it counts nowhere.")
    return " ".join(lines)


def _welcome_back(attempt: Attempt) -> str:
    place = f"question {attempt.position} of {attempt.question_count}"
    return f"Welcome back to **{attempt.quiz.title}**. You go on with {place}."


def _learner(turn: Turn) -> int:
    return int(turn.user_id)


SUBMIT = "mcq.submit"
SYNC = frozenset({SUBMIT, "mcq.clear", "mcq.hint"})
HANDLERS: dict[str, tuple[type[BaseModel], Handler]] = {
    SUBMIT: (SubmitPayload, submit),
    "mcq.clear": (QuestionPayload, clear),
    "mcq.hint": (HintPayload, hint),
    "mcq.next": (NextPayload, go_on),
    "mcq.show": (QuestionPayload, show),
    "mcq.finish": (AttemptPayload, finish),
    "mcq.explain": (QuestionPayload, explain),
    "mcq.quizzes": (Nothing, list_quizzes),
    "mcq.start": (QuizPayload, start_quiz),
}
