"""The preview beside the question form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from quizzes.tests.cast import QuizTestCase

QUESTION = {
    "name": "Capital of Peru",
    "kind": "single",
    "text": "Capital of *Peru*?",
    "choices": [
        {"text": "Lima", "weight": 1, "feedback": "Since 1535."},
        {"text": "Cusco", "weight": 0},
    ],
}


class QuestionPreviewTests(QuizTestCase):
    def preview(self, question: Any) -> Any:
        self.client.force_login(self.teacher)
        url = reverse("question-preview")
        return self.client.post(url, question, content_type="application/json")

    def test_it_shows_the_open_and_the_answered_card(self) -> None:
        before, after = self.preview(QUESTION).json()["widgets"]
        self.assertNotIn("Since 1535.", str(before))
        self.assertIn("Since 1535.", str(after))

    def test_it_says_what_keeps_a_question_from_being_asked(self) -> None:
        answer = self.preview(QUESTION | {"choices": QUESTION["choices"][:1]}).json()
        self.assertEqual(answer["problems"], ["A question needs at least two choices."])

    def test_it_refuses_what_is_no_question(self) -> None:
        nonsense: Any
        for nonsense in ([], {"kind": "essay"}, "[" * 100_000, {**QUESTION, "choices": 7}):
            self.assertEqual(self.preview(nonsense).status_code, 400)

    def test_learners_are_turned_away(self) -> None:
        self.client.force_login(self.learner)
        answer = self.client.post(
            reverse("question-preview"), QUESTION, content_type="application/json"
        )
        self.assertEqual(answer.status_code, 302)
