"""What learners can write in plain words, without any model: start, quizzes, progress, hint, help.

All of it runs on a database thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from quizzes import attempts
from quizzes.attempts import Refused, TimeOver
from quizzes.models import Attempt, Quiz
from quizzes.models.shared import editable_by
from quizzes.results import Standing, standings
from quizzes.wording import percentage

from . import actions, cards
from .items import CardRef
from .payloads import NextPayload
from .threads import newest_attempt
from .turns import Turn

HELP = """I can do these things for you:

- **quizzes**: show the quizzes you can take
- **start** and the name of a quiz: begin it, or go on where you were
- **progress**: how you stand in each quiz
- **hint**: a hint for the question you are at
- **next**, **finish**: go on, or end the attempt
- **help**: this list"""

CANNOT = "I can't answer free questions on this site. Write **help** to see what I understand."


@dataclass(frozen=True, slots=True)
class Asked:
    """A message from `user` in the thread `thread_id`; `name` is what stood behind the verb."""

    turn: Turn
    user: User
    thread_id: str
    name: str


def reply(text: str, thread_id: str, user_id: str) -> Turn:
    """Answer a message. What the quiz's rules refuse is said in the chat."""
    turn = Turn(user_id)
    verb, name = understand(text)
    user = User.objects.get(pk=user_id)
    try:
        VERBS.get(verb, _not_understood)(Asked(turn, user, thread_id, name))
    except Refused as refusal:
        turn.say(str(refusal))
        if isinstance(refusal, TimeOver) and (attempt := newest_attempt(user, thread_id)):
            turn.show(CardRef(cards.RESULT, attempt.public_id))
    return turn


def understand(text: str) -> tuple[str, str]:
    """The verb, a key of VERBS or "", and what is behind it: "Start  Algebra!" is start Algebra."""
    words = " ".join(text.split()).strip(" .!?\"'“”").split(" ", 1)
    verb = words[0].casefold()
    rest = words[1] if len(words) > 1 else ""
    verb = SYNONYMS.get(verb, verb)
    if verb not in VERBS or (rest and verb not in TAKES_A_NAME and len(rest.split()) > 3):
        return "", ""
    return verb, re.sub(r"^(the )?quiz\b\s*", "", rest, flags=re.IGNORECASE).strip(" \"'“”")


def start(asked: Asked) -> None:
    found = _matching(Quiz.objects.for_learner(asked.user), asked.name)
    if len(found) == 1:
        actions.begin(asked.turn, found[0], asked.user)
        return
    asked.turn.say(_which_one(asked.name, found))
    asked.turn.show(CardRef(cards.QUIZZES))


def _which_one(name: str, found: list[Quiz]) -> str:
    if not found:
        return f"I don't know a quiz called “{name[:80]}”. These are yours:"
    return "Which one do you mean? These are your quizzes:"


def preview(asked: Asked) -> None:
    found = _matching(editable_by(Quiz.objects.all(), asked.user), asked.name)
    if len(found) != 1:
        asked.turn.say("There is no such quiz of yours to preview. Nothing was started.")
        return
    actions.begin(asked.turn, found[0], asked.user, preview=True)


def _matching(quizzes: Iterable[Quiz], name: str) -> list[Quiz]:
    """The quizzes that `name` may mean: by slug or title, else by a part of the title."""
    found = list(quizzes)
    wanted = name.casefold()
    exact = [quiz for quiz in found if wanted in (quiz.slug, quiz.title.casefold())]
    return exact or [quiz for quiz in found if wanted in quiz.title.casefold()]


def list_quizzes(asked: Asked) -> None:
    asked.turn.show(CardRef(cards.QUIZZES))


def progress(asked: Asked) -> None:
    lines = [_progress(standing) for standing in standings(asked.user) if standing.made]
    asked.turn.say("\n".join(lines) or "You haven't started a quiz yet. Write “quizzes”.")


def _progress(standing: Standing) -> str:
    parts = []
    if standing.percent is not None:
        verdict = {True: ", passed", False: ", not passed yet", None: ""}[standing.passed]
        parts.append(f"{percentage(standing.percent)}{verdict}")
    if running := standing.running:
        parts.append(f"in progress at question {running.position} of {running.question_count}")
    return f"- **{standing.quiz.title}**: {'; '.join(parts) or 'no result'}"


def hint(asked: Asked) -> None:
    attempt = _running(asked)
    current = attempt.responses.get(position=attempt.position)
    if current.is_final:
        raise Refused("This question is already answered. Write “next” to go on.")
    response = attempts.take_hint(asked.user.pk, attempt.public_id, current.public_id)
    asked.turn.say(f"Here is a hint for question {response.position}:")
    asked.turn.show(cards.question_ref(response))


def go_on(asked: Asked) -> None:
    attempt = _running(asked)
    actions.go_on(asked.turn, NextPayload(attempt=attempt.public_id))


def finish(asked: Asked) -> None:
    asked.turn.show(CardRef(cards.SUMMARY, _running(asked).public_id))


def _running(asked: Asked) -> Attempt:
    attempt = newest_attempt(asked.user, asked.thread_id)
    if attempt is None or not attempt.is_running(timezone.now()):
        raise Refused("No quiz is in progress in this chat. Write “quizzes” to see yours.")
    return attempt


def say_help(asked: Asked) -> None:
    asked.turn.say(HELP)


def _not_understood(asked: Asked) -> None:
    asked.turn.say(CANNOT)


VERBS: dict[str, Callable[[Asked], None]] = {
    "start": start,
    "preview": preview,
    "quizzes": list_quizzes,
    "progress": progress,
    "hint": hint,
    "next": go_on,
    "finish": finish,
    "help": say_help,
}
TAKES_A_NAME = {"start", "preview"}
SYNONYMS = {
    "begin": "start",
    "take": "start",
    "resume": "start",
    "continue": "start",
    "quiz": "quizzes",
    "list": "quizzes",
    "results": "progress",
    "marks": "progress",
    "skip": "next",
    "end": "finish",
    "hi": "help",
    "hello": "help",
}
