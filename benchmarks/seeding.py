"""Rows for the site under test, made with its own code. Runs in a process of its own:

    python -m benchmarks.seeding PLAN [THREADS]

PLAN is JSON, a list of [clients, answers]: so many learners who can each give as many. THREADS: how
many more threads each has. Prints, as JSON by clients, what each learner may send. Environment
variables name the database.
"""

from __future__ import annotations

import json
import os
import sys
from copy import copy
from math import ceil
from typing import Any, TypeAlias

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from chatkit.types import ThreadMetadata
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

from conversations import cards
from conversations.items import CardItem, CardRef
from conversations.models import Thread, ThreadItem
from quizzes import attempts
from quizzes.ids import new_id
from quizzes.models import Bank, Choice, Question, Quiz, Response, Slot

from .questions import QUESTIONS, Asked, feedback

Json: TypeAlias = dict[str, Any]
CSRF = "c" * 32


def main(plan: list[tuple[int, int]], threads: int = 0) -> dict[int, list[Json]]:
    call_command("migrate", verbosity=0)
    quizzes = make_quizzes(max(_attempts(answers) for _, answers in plan))
    pattern = attempts.start(quizzes[0], User.objects.create_user("first"))
    responses = list(pattern.responses.select_related("revision"))
    groups: dict[int, list[Json]] = {}
    for clients, answers in plan:
        taken = quizzes[: _attempts(answers)]
        names = [f"learner-{clients}-{number}" for number in range(clients)]
        groups[clients] = [make_learner(name, taken, responses, threads) for name in names]
    return groups


def _attempts(answers: int) -> int:
    return ceil(answers / len(QUESTIONS))


def make_quizzes(count: int) -> list[Quiz]:
    """Quizzes that all ask the same questions: a learner has one attempt at each."""
    teacher = User.objects.create_user("teacher", is_staff=True)
    bank = Bank.objects.create(slug="numbers", title="Numbers", owner=teacher)
    questions = [make_question(bank, question) for question in QUESTIONS]
    quizzes = [
        Quiz(slug=f"numbers-{n}", title=f"Numbers {n}", owner=teacher, state=Quiz.State.PUBLISHED)
        for n in range(count)
    ]
    Quiz.objects.bulk_create(quizzes)
    Slot.objects.bulk_create(
        Slot(quiz=quiz, position=position, question=question)
        for quiz in quizzes
        for position, question in enumerate(questions)
    )
    return quizzes


def make_question(bank: Bank, asked: Asked) -> Question:
    question = Question.objects.create(
        bank=bank, name=asked.id, text=asked.text, explanation=asked.explanation
    )
    Choice.objects.bulk_create(
        Choice(
            question=question,
            position=position,
            text=text,
            weight=0.0 if position else 1.0,
            feedback=feedback(text),
        )
        for position, text in enumerate(asked.choices)
    )
    return question


def make_learner(name: str, quizzes: list[Quiz], pattern: list[Response], threads: int) -> Json:
    """A signed-in learner with a thread that shows every question of an attempt at each quiz."""
    user = User.objects.create_user(name)
    Thread.objects.bulk_create(new_thread(user) for _ in range(threads))
    thread = new_thread(user)
    thread.save()
    submits = [submit for quiz in quizzes for submit in make_attempt(user, thread, quiz, pattern)]
    return {"headers": sign_in(user), "thread": thread.public_id, "submits": submits}


def sign_in(user: User) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = f"sessionid={session.session_key}; csrftoken={CSRF}"
    return {"Cookie": cookie, "X-CSRFToken": CSRF}


def new_thread(user: User) -> Thread:
    kept = ThreadMetadata(id=f"thr_{new_id()}", created_at=timezone.now())
    return Thread(
        public_id=kept.id, owner=user, data=kept.model_dump_json(), created_at=kept.created_at
    )


def make_attempt(user: User, thread: Thread, quiz: Quiz, pattern: list[Response]) -> list[Json]:
    """Like the attempt that `pattern` is of: starting each would take ten times as long."""
    attempt = copy(pattern[0].attempt)
    attempt.pk, attempt.public_id, attempt.learner, attempt.quiz = None, new_id(), user, quiz
    attempt.save(force_insert=True)
    responses = [copy(response) for response in pattern]
    for response in responses:
        response.pk, response.public_id, response.attempt = None, new_id(), attempt
    Response.objects.bulk_create(responses)
    items = [make_item(thread, attempt.public_id, response) for response in responses]
    ThreadItem.objects.bulk_create(items)
    pairs = zip(items, responses, strict=True)
    return [submit(item, attempt.public_id, response) for item, response in pairs]


def make_item(thread: Thread, attempt: str, response: Response) -> ThreadItem:
    """The open card of a question, stored as the store does it."""
    ref = CardRef(cards.QUESTION, attempt, response.position)
    card = CardItem.of(
        ref,
        '{"type":"Card"}',
        id=f"msg_{new_id()}",
        thread_id=thread.public_id,
        created_at=timezone.now(),
    )
    return ThreadItem(
        thread=thread,
        public_id=card.id,
        kind="widget",
        data=card.model_dump_json(by_alias=True, serialize_as_any=True, exclude={"widget"}),
        card_kind=ref.kind,
        card_attempt=ref.attempt,
        card_position=ref.position,
    )


def submit(item: ThreadItem, attempt: str, response: Response) -> Json:
    """A right answer to every other question."""
    choices = response.question.choices
    is_right = response.position % 2 == 0
    choice = next(choice for choice in choices if (choice.weight == 1.0) == is_right)
    return {
        "item": item.public_id,
        "attempt": attempt,
        "question": response.public_id,
        "choice": choice.id,
        "verdict": "Correct" if is_right else "Incorrect",
    }


if __name__ == "__main__":
    json.dump(main(json.loads(sys.argv[1]), *map(int, sys.argv[2:])), sys.stdout)
