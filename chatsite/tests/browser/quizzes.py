"""A quiz for the browser tests: one question of each kind, with maths, code and a picture."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from quizzes.models import Bank, Choice, Question, Quiz, Slot

QUESTIONS: list[dict[str, Any]] = [
    {
        "name": "Parts of a cell",
        "kind": "single",
        "text": "![A plant cell whose parts are labelled A to E]"
        "(/static/quizzes/demo/plant-cell.svg)\n\nWhat is the part labelled **B**?",
        "hints": ["Which colour does B have, and which pigment gives plants that colour?"],
        "explanation": "Chloroplasts carry out photosynthesis.",
        "choices": [("Chloroplast", 1), ("Nucleus", 0), ("Vacuole", 0), ("Cell wall", 0)],
    },
    {
        "name": "Derivative",
        "kind": "single",
        "text": "What is the derivative of $f(x) = x^2 + \\frac{1}{x}$?",
        "explanation": "$$f'(x) = 2x - \\frac{1}{x^2}$$",
        "choices": [("$2x - \\frac{1}{x^2}$", 1), ("$2x + \\frac{1}{x^2}$", 0), ("$2x$", 0)],
    },
    {
        "name": "Python output",
        "kind": "multiple",
        "text": "Which of these print `4`?\n\n```python\nnumbers = [1, 2, 3, 4]\n```",
        "explanation": "Negative indices count from the end.",
        "choices": [
            ("`print(numbers[3])`", 0.5),
            ("`print(numbers[-1])`", 0.5),
            ("`print(numbers[4])`", -0.5),
        ],
    },
    {
        "name": "Water",
        "kind": "true_false",
        "text": "Water boils at a lower temperature on a high mountain.",
        "explanation": "The air pressure is lower there.",
        "choices": [("True", 1), ("False", 0)],
    },
]


def make_quiz(teacher: User, **rules: Any) -> Quiz:
    """A published quiz of the questions above, in this order, choices unshuffled."""
    bank = Bank.objects.create(slug="science", title="Science", owner=teacher)
    values = {"title": "A bit of science", "shuffle_choices": False, "pass_mark": 50}
    quiz = Quiz.objects.create(
        slug="science",
        owner=teacher,
        state=Quiz.State.PUBLISHED,
        access=Quiz.Access.GUESTS,
        **values | rules,
    )
    for position, data in enumerate(QUESTIONS):
        question = make_question(bank, **data)
        Slot.objects.create(quiz=quiz, position=position, question=question)
    return quiz


def make_question(bank: Bank, choices: list[tuple[str, float]], **values: Any) -> Question:
    question = Question.objects.create(bank=bank, **values)
    for position, (text, weight) in enumerate(choices):
        feedback = f"Feedback {question.pk}-{position}."
        Choice.objects.create(
            question=question, position=position, text=text, weight=weight, feedback=feedback
        )
    return question
