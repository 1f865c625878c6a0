from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import doubts, problems

RIGHT, WRONG = ChoiceContent("Lima", 1.0), ChoiceContent("Cusco", 0.0)
GOOD = QuestionContent("Peru", Kind.SINGLE, "Capital of Peru?", (RIGHT, WRONG))
PARTLY = ChoiceContent("Callao", 0.5)
ALSO_RIGHT = ChoiceContent("City of Kings", 1.0)


def messages(**changes: object) -> str:
    return " ".join(problem.message for problem in problems(replace(GOOD, **changes)))  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    "question",
    [
        GOOD,
        replace(GOOD, choices=(RIGHT, PARTLY)),
        replace(GOOD, choices=(RIGHT, ALSO_RIGHT, WRONG)),
        replace(GOOD, kind=Kind.MULTIPLE, choices=(PARTLY, WRONG)),
        replace(GOOD, kind=Kind.TRUE_FALSE),
        replace(GOOD, choices=(replace(RIGHT, weight=0.999999), WRONG)),
    ],
)
def test_a_good_question_has_no_problems(question: QuestionContent) -> None:
    assert problems(question) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": " "}, "no text"),
        ({"name": "n" * 256}, "longer than 255"),
        ({"max_mark": 0.0}, "above 0"),
        ({"max_mark": float("nan")}, "above 0"),
        ({"text": "x" * 70_000}, "longer than 65,536"),
        ({"hints": ("x" * 70_000,)}, "longer than 65,536"),
        ({"tags": ("x" * 81,)}, "1 to 80"),
        ({"tags": (" ",)}, "1 to 80"),
        ({"category": ("x" * 201,)}, "1 to 200"),
        ({"choices": (RIGHT,)}, "at least two choices"),
        ({"choices": (RIGHT, *(ChoiceContent(str(n)) for n in range(26)))}, "at most 26"),
        ({"choices": (RIGHT, replace(RIGHT, weight=0.0))}, "Choice 2 (Lima) is there more than"),
        ({"choices": (RIGHT, ChoiceContent(" "))}, "Choice 2 has no text"),
        ({"choices": (RIGHT, replace(WRONG, weight=-1.5))}, "Choice 2 (Cusco) has the weight -1.5"),
        ({"choices": (RIGHT, replace(WRONG, weight=float("nan")))}, "has the weight nan"),
        ({"choices": (PARTLY, WRONG)}, "must have the full weight"),
        ({"kind": Kind.TRUE_FALSE, "choices": (RIGHT, ALSO_RIGHT)}, "only one may"),
        ({"kind": Kind.MULTIPLE, "choices": (WRONG, ChoiceContent("Ica", -1))}, "above 0"),
        ({"kind": Kind.TRUE_FALSE, "choices": (RIGHT, WRONG, PARTLY)}, "exactly two choices"),
    ],
)
def test_a_problem_is_named(changes: dict[str, object], message: str) -> None:
    assert message in messages(**changes)


def test_several_right_choices_are_only_doubtful_where_one_is_chosen() -> None:
    choices = (RIGHT, ALSO_RIGHT, WRONG)
    (sentence,) = doubts(replace(GOOD, choices=choices))
    assert sentence.startswith("2 choices have the full weight")
    assert doubts(replace(GOOD, kind=Kind.MULTIPLE, choices=choices)) == []
    assert doubts(GOOD) == []
