"""Grace and Mallory both teach here: each is a stranger to what the other owns."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from django.urls import reverse

from quizzes.admin import conflicts
from quizzes.models import Attempt, Bank, Category, Question

from .cast import QuizTestCase


class AdminTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        teachers = Group.objects.get(name="Teachers")
        for user in (self.teacher, self.stranger):
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            user.groups.add(teachers)
        self.question = Question.objects.get(name="Capital of Peru")
        self.client.force_login(self.teacher)

    def sign_in(self, user: User) -> None:
        self.client.force_login(user)

    def make_superuser(self) -> User:
        return User.objects.create_superuser("root")

    def foreign_bank(self) -> Bank:
        return Bank.objects.create(slug="secret", title="Secret bank", owner=self.stranger)

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(f"admin:quizzes_{name}", args=args), query)

    def post(self, name: str, *args: Any, data: dict[str, Any]) -> Any:
        return self.client.post(reverse(f"admin:quizzes_{name}", args=args), data)

    def question_form(self, question: Question | None = None, **values: Any) -> dict[str, Any]:
        """What the question page sends; a new question on rivers without `question`."""
        choices = list(question.choices.all()) if question else []
        data: dict[str, Any] = {
            "bank": self.bank.pk,
            "category": "",
            "name": question.name if question else "Rivers",
            "kind": "single",
            "state": "ready",
            "text": question.text if question else "Which is the longest river?",
            "explanation": question.explanation if question else "",
            "hints": question.hints if question else [],
            "tag_names": "",
            "max_mark": "1",
            "shuffle": "on",
            "version": conflicts.version(question) if question else "",
            "choices-TOTAL_FORMS": max(len(choices), 2),
            "choices-INITIAL_FORMS": len(choices),
        }
        for index, choice in enumerate(choices):
            data |= {
                f"choices-{index}-id": choice.pk,
                f"choices-{index}-question": choice.question_id,
                f"choices-{index}-text": choice.text,
                f"choices-{index}-weight": choice.weight,
                f"choices-{index}-feedback": choice.feedback,
                f"choices-{index}-position": choice.position,
            }
            if choice.pinned:
                data[f"choices-{index}-pinned"] = "on"
        if not choices:
            for index, (text, weight) in enumerate([("Nile", 1), ("Rhine", 0)]):
                data |= {f"choices-{index}-text": text, f"choices-{index}-weight": weight}
        return data | values

    def make_category(self, *names: str, bank: Bank | None = None) -> Category:
        parent = None
        for name in names:
            parent = Category.objects.create(bank=bank or self.bank, parent=parent, name=name)
        assert parent
        return parent

    def attempt_of(self, learner: User) -> Attempt:
        return Attempt.objects.get(learner=learner)
