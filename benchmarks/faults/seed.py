"""The site's rows: python -m benchmarks.faults.seed LEARNERS

One quiz of each kind, and learners who sign in with PASSWORD. Environment variables name the
database.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.management import call_command

from quizzes.models import Bank, Choice, Question, Quiz, Slot

from .names import PASSWORD, QUIZZES, learner_name

QUESTIONS = 10
RULES: dict[str, dict[str, Any]] = {
    "immediate": {},
    "tries": {"tries": 3},
    "deferred": {"feedback": Quiz.Feedback.DEFERRED},
    "multiple": {"tries": 2, "penalty": 0.1},
    "timed": {"time_limit": timedelta(minutes=30), "shuffle_questions": True},
}


def main(learners: int) -> None:
    call_command("migrate", verbosity=0)
    teacher = User.objects.create_user("teacher", is_staff=True)
    password = make_password(PASSWORD)
    User.objects.bulk_create(
        User(username=learner_name(number), password=password) for number in range(learners)
    )
    bank = Bank.objects.create(slug="faults", title="Faults", owner=teacher)
    for slug in QUIZZES:
        make_quiz(slug, bank, teacher)


def make_quiz(slug: str, bank: Bank, owner: User) -> None:
    published = Quiz.State.PUBLISHED
    title = slug.title()
    quiz = Quiz.objects.create(slug=slug, title=title, owner=owner, state=published, **RULES[slug])
    for number in range(QUESTIONS):
        multiple = slug == "multiple" or (slug == "deferred" and number % 3 == 0)
        Slot.objects.create(
            quiz=quiz, position=number, question=make_question(bank, slug, number, multiple)
        )


def make_question(bank: Bank, slug: str, number: int, multiple: bool) -> Question:
    """Six choices with texts of their own; the first is right, with `multiple` the second too."""
    kind = Question.Kind.MULTIPLE if multiple else Question.Kind.SINGLE
    question = Question.objects.create(
        bank=bank,
        name=f"{slug} {number}",
        kind=kind,
        text=f"Which of these belong to **{slug}** and {number}?",
        explanation=f"Because of {number}.",
        hints=[f"It begins with {slug[0]}.", "Read the question again."],
        max_mark=1 + number % 3,
    )
    weights = [0.5, 0.5, -0.5, -0.25, 0.0, 0.0] if multiple else [1.0, 0.5, 0.0, 0.0, 0.0, -0.25]
    Choice.objects.bulk_create(
        Choice(
            question=question,
            position=position,
            text=f"{slug} {number} {letter}",
            weight=weight,
            feedback=f"About {letter}.",
        )
        for position, (letter, weight) in enumerate(zip("uvwxyz", weights, strict=True))
    )
    return question


if __name__ == "__main__":
    main(int(sys.argv[1]))
