"""The people and things that tests are about: a teacher, a learner, a stranger, one small quiz."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import TestCase, TransactionTestCase

from quizzes.models import Bank, Choice, Question, Quiz, Slot

CAPITALS = {"Peru": "Lima", "Kenya": "Nairobi", "Nepal": "Kathmandu"}


class Cast:
    """A mixin: Grace teaches, Ada learns, Mallory is the stranger. `quiz` asks for capitals."""

    teacher: User
    learner: User
    stranger: User
    bank: Bank
    quiz: Quiz

    def make_cast(self) -> None:
        self.teacher = User.objects.create_user("grace", is_staff=True)
        self.learner = User.objects.create_user("ada")
        self.stranger = User.objects.create_user("mallory")
        self.bank = Bank.objects.create(slug="geo", title="Geography", owner=self.teacher)
        self.quiz = self.make_quiz("capitals")
        for position, (country, capital) in enumerate(CAPITALS.items()):
            question = self.make_question(f"Capital of {country}", capital, "Paris", "Rome")
            Slot.objects.create(quiz=self.quiz, position=position, question=question)

    def make_quiz(self, slug: str, **rules: Any) -> Quiz:
        values = {"title": slug.title(), "owner": self.teacher, "state": Quiz.State.PUBLISHED}
        return Quiz.objects.create(slug=slug, **values | rules)

    def make_question(self, name: str, right: str, *wrong: str, **values: Any) -> Question:
        """A ready single-choice question; its first choice is the right one."""
        values = {"bank": self.bank, "text": f"{name}?", "explanation": f"It is {right}."} | values
        question = Question.objects.create(name=name, **values)
        for position, text in enumerate((right, *wrong)):
            Choice.objects.create(
                question=question,
                position=position,
                text=text,
                weight=1.0 if position == 0 else 0.0,
                feedback=f"About {text}.",
            )
        return question


class QuizTestCase(Cast, TestCase):
    """Each test in a transaction that is rolled back."""

    def setUp(self) -> None:
        self.make_cast()


class CommittedTestCase(Cast, TransactionTestCase):
    """For tests with several connections or threads: rows are committed."""

    def setUp(self) -> None:
        self.make_cast()
