"""Visit the site's lists with so many rows, then with so many: python -m benchmarks.visits 10 10000

Prints for each the pages with their queries and milliseconds, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from quizzes.models import Attempt, Bank, Choice, Question, Quiz, Slot  # noqa: E402

TIMES = 3


def main(*counts: int) -> list[dict[str, Any]]:
    call_command("migrate", verbosity=0)
    boss = User.objects.create_superuser("boss")
    bank = Bank.objects.create(slug="numbers", title="Numbers", owner=boss)
    quizzes = [make_quiz(number, boss) for number in range(3)]
    found = []
    for count in counts:
        add_questions(bank, quizzes[0], count)
        add_attempts(quizzes, boss, count)
        client = Client(headers={"host": "localhost"})
        client.force_login(boss)
        found.append({path: visit(client, path) for path in paths()})
    return found


def make_quiz(number: int, owner: User) -> Quiz:
    published = Quiz.State.PUBLISHED
    title = f"Numbers {number}"
    return Quiz.objects.create(slug=f"n-{number}", title=title, owner=owner, state=published)


def add_questions(bank: Bank, quiz: Quiz, count: int) -> None:
    there = bank.questions.count()
    Question.objects.bulk_create(
        Question(bank=bank, name=f"Question {n}", text=f"Which is {n}?")
        for n in range(there, count)
    )
    bare = list(Question.objects.filter(choices=None))
    Choice.objects.bulk_create(
        Choice(question=question, text=str(n), position=n, weight=float(n == 0))
        for question in bare
        for n in range(4)
    )
    if not quiz.slots.exists():
        Slot.objects.bulk_create(
            Slot(quiz=quiz, question=question, position=n) for n, question in enumerate(bare)
        )


def add_attempts(quizzes: list[Quiz], learner: User, count: int) -> None:
    now = timezone.now()
    Attempt.objects.bulk_create(
        Attempt(
            quiz=quizzes[number % len(quizzes)],
            learner=learner,
            number=number,
            state=Attempt.State.FINISHED,
            started_at=now,
            finished_at=now,
            mark=1.0,
            max_mark=2.0,
            question_count=2,
        )
        for number in range(Attempt.objects.count(), count)
    )


def paths() -> list[str]:
    """Home, results, and every list of the admin."""
    found = [reverse("home"), reverse("results")]
    for model in admin.site._registry:
        meta = model._meta
        try:
            found.append(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        except NoReverseMatch:
            continue
    return found


def visit(client: Client, path: str) -> dict[str, float]:
    """The queries of one visit, the milliseconds of the fastest of a few."""
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        reply = client.get(path)
    assert reply.status_code == 200, f"{path}: {reply.status_code}"
    return {"queries": len(queries), "ms": 1000 * min(seconds(client, path) for _ in range(TIMES))}


def seconds(client: Client, path: str) -> float:
    started = time.perf_counter()
    client.get(path)
    return time.perf_counter() - started


if __name__ == "__main__":
    json.dump(main(*map(int, sys.argv[1:])), sys.stdout)
