"""Visit the site's lists with so many attempts, then with more:

    python -m benchmarks.visits 10 10000

Prints for each the pages with their queries and milliseconds, as JSON. A tenth of the attempts are
one learner's at one quiz, who visits the home page and the results. A teacher, who owns everything,
and a superuser visit the admin. Environment variables name the database.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from quizzes import attempts, teachers
from quizzes.ids import new_id
from quizzes.models import Attempt, Bank, Choice, Question, Quiz, Slot

TIMES = 5
# Of each list there are so many rows at most, however many attempts there are.
MOST = 10_000
QUIZZES = 100
LEARNERS = 1000

# Those of one attempt, once more for each attempt that has none.
RESPONSES = """
    INSERT INTO quizzes_response (public_id, attempt_id, position, revision_id, "order", max_mark,
        selected, tries, hints_taken, is_final, fraction, mark, answered_at)
    SELECT CAST(attempt.id AS varchar(20)) || '-' || CAST(one.position AS varchar(5)), attempt.id,
        one.position, one.revision_id, one."order", one.max_mark,
        one."order", one."order", 0, true, 0, 0, attempt.started_at
    FROM quizzes_attempt attempt, quizzes_response one
    WHERE one.attempt_id = (SELECT min(attempt_id) FROM quizzes_response)
        AND attempt.id > (SELECT max(attempt_id) FROM quizzes_response)
"""


def main(*counts: int) -> list[dict[str, Any]]:
    call_command("migrate", verbosity=0)
    people = {
        "learner": User.objects.create_user("ada"),
        "teacher": User.objects.create_user("grace", is_staff=True),
        "superuser": User.objects.create_superuser("boss"),
    }
    people["teacher"].groups.add(Group.objects.get(name=teachers.NAME))
    found = []
    for count in counts:
        add_quizzes(people["teacher"], min(count, QUIZZES))
        add_questions(Bank.objects.earliest("pk"), min(count, MOST))
        add_attempts(people["learner"], count)
        if connection.vendor == "postgresql":
            # As its daemon does, sooner or later. SQLite has none.
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        found.append(visits(people))
    return found


def add_quizzes(owner: User, count: int) -> None:
    """As many banks, too."""
    for number in range(Quiz.objects.count(), count):
        names = {"slug": f"numbers-{number}", "title": f"Numbers {number}", "owner": owner}
        Bank.objects.create(**names)
        Quiz.objects.create(**names, state=Quiz.State.PUBLISHED)


def add_questions(bank: Bank, count: int) -> None:
    Question.objects.bulk_create(
        Question(bank=bank, name=f"Question {n}", text=f"Which is {n}?")
        for n in range(bank.questions.count(), count)
    )
    bare = list(Question.objects.filter(choices=None))
    Choice.objects.bulk_create(
        Choice(question=question, text=str(n), position=n, weight=float(n == 0))
        for question in bare
        for n in range(4)
    )
    Slot.objects.bulk_create(
        Slot(quiz=quiz, question=question, position=position)
        for quiz in Quiz.objects.filter(slots=None)
        for position, question in enumerate(bank.questions.order_by("pk")[:5])
    )


def add_attempts(learner: User, count: int) -> None:
    """A tenth are the learner's at one quiz."""
    quizzes = list(Quiz.objects.order_by("pk"))
    if not Attempt.objects.exists():
        first = attempts.start(quizzes[0], learner)
        attempts.finish(learner.pk, first.public_id)
    User.objects.bulk_create(
        (User(username=f"learner {n}") for n in range(min(count, LEARNERS))), ignore_conflicts=True
    )
    others = list(User.objects.filter(username__startswith="learner"))
    there = Attempt.objects.count()
    of_learner = Attempt.objects.filter(learner=learner).count()
    rows = [_attempt(quizzes[0], learner, number) for number in range(of_learner, count // 10)]
    rows += [
        _attempt(quizzes[number % len(quizzes)], others[number // 7 % len(others)], number)
        for number in range(there + len(rows), count)
    ]
    Attempt.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(RESPONSES)


def _attempt(quiz: Quiz, learner: User, number: int) -> Attempt:
    started = timezone.now() - timedelta(seconds=number)
    return Attempt(
        quiz=quiz,
        learner=learner,
        number=number + 1,
        public_id=new_id(),
        state=Attempt.State.FINISHED,
        started_at=started,
        finished_at=started + timedelta(minutes=10),
        mark=float(number % 5),
        max_mark=5.0,
        question_count=5,
    )


def visits(people: dict[str, User]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for who, user in people.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        pages = learner_pages() if who == "learner" else admin_pages(user)
        found |= {f"{who} {path}": visit(client, path) for path in pages}
    return found


def learner_pages() -> list[str]:
    results = reverse("results")
    return [reverse("home"), results, f"{results}?page=last"]


def admin_pages(user: User) -> list[str]:
    """Every list, and the attempts of the quiz with most of them."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        meta = model._meta
        if not user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
            continue
        try:
            found.append(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        except NoReverseMatch:
            continue
    attempts_list = reverse("admin:quizzes_attempt_changelist")
    quiz = Quiz.objects.earliest("pk").pk
    return [*found, f"{attempts_list}?quiz__id__exact={quiz}", f"{attempts_list}?q=ada"]


def visit(client: Client, path: str) -> dict[str, float]:
    """The queries of one visit; the fastest of a few, in milliseconds by the clock and of CPU.

    On a busy machine the second says more; on SQLite it is everything, on PostgreSQL our share.
    """
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        reply = client.get(path)
    queries = len(captured)
    assert reply.status_code == 200, f"{path}: {reply.status_code}"
    times = [seconds(client, path) for _ in range(TIMES)]
    ms, cpu_ms = (1000 * min(taken) for taken in zip(*times, strict=True))
    return {"queries": queries, "ms": ms, "cpu_ms": cpu_ms}


def seconds(client: Client, path: str) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    client.get(path)
    return time.perf_counter() - clock, time.process_time() - cpu


if __name__ == "__main__":
    json.dump(main(*map(int, sys.argv[1:])), sys.stdout)
