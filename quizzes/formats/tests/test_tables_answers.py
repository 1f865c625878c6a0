"""How tables write which choice is right."""

from __future__ import annotations

import pytest

from quizzes.formats import parse
from quizzes.formats.base import Options, Parsed

CHOICES = "w,x,y,z"


def read(answers: list[str], first_answer: int | None = None, choices: str = CHOICES) -> Parsed:
    rows = "".join(f'Q{n},{choices},"{answer}"\n' for n, answer in enumerate(answers))
    text = f"question,option 1,option 2,option 3,option 4,correct\n{rows}"
    return parse("csv", text.encode(), Options(first_answer=first_answer))


def right(parsed: Parsed) -> list[str]:
    """The right choices of each question, put together."""
    return [
        "".join(choice.text for choice in one.content.choices if choice.weight)
        for one in parsed.questions
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("B", "x"), ("b", "x"), ("(b)", "x"), ("B.", "x"), ("Option B", "x"), ("option_2", "x"),
        ("X", "x"), ("B) x", "x"), ("A,C", "wy"), ("A;C", "wy"), ("A C", "wy"), ("AC", "wy"),
        ("ac", "wy"), ("A and C", "wy"), ("A & C", "wy"), ("w; y", "wy"), ("w|y", "wy"),
        ("Option 1, Option 3", "wy"),
    ],
)  # fmt: skip
def test_letters_and_texts(answer: str, expected: str) -> None:
    assert right(read([answer])) == [expected]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2", "x"), ("2.0", "x"), ("1,3", "wy"), ("1;3", "wy"), ("1.3", "wy"), ("1 3", "wy"),
     ("13", "wy"), ("2026-03-01", "wy"), ("2026-01-03 00:00", "wy")],
)  # fmt: skip
def test_numbers_that_count_from_1_as_a_spreadsheet_mangles_them(
    answer: str, expected: str
) -> None:
    assert right(read([answer], first_answer=1)) == [expected]


def test_a_0_shows_that_numbers_count_from_0() -> None:
    assert right(read(["1", "0", "3"])) == ["x", "w", "z"]


def test_the_number_of_the_last_choice_shows_that_numbers_count_from_1() -> None:
    assert right(read(["1", "2", "4"])) == ["w", "x", "z"]


@pytest.mark.parametrize("answers", [["1", "2"], ["0", "4"]])
def test_what_does_not_show_it_or_contradicts_itself_is_refused(answers: list[str]) -> None:
    parsed = read(answers)
    assert parsed.questions == []
    assert "--first-answer 0 or --first-answer 1" in parsed.skipped[0].reason


def test_one_may_say_what_numbers_count_from() -> None:
    assert right(read(["1", "2"], first_answer=0)) == ["x", "y"]
    assert right(read(["1", "2"], first_answer=1)) == ["w", "x"]


def test_a_text_that_looks_like_a_place_is_a_text_among_texts() -> None:
    assert right(read(["5", "3"], choices="2,3,4,5")) == ["5", "3"]
    assert right(read(["K", "A"], choices="C,D,A,K")) == ["K", "A"]


def test_a_place_is_a_place_where_others_are_places_only() -> None:
    text = "question,option 1,option 2,option 3,correct\nQ,x,y,z,3\nR,3,2,1,1\nS,C,A,B,2\n"
    assert right(parse("csv", text.encode())) == ["z", "3", "A"]


@pytest.mark.parametrize("answer", ["E", "maybe", "A,Q", "9"])
def test_an_answer_that_is_no_choice_is_skipped_with_its_row(answer: str) -> None:
    parsed = read([answer, "B"], first_answer=1)
    assert right(parsed) == ["x"]
    assert parsed.skipped[0].line == 2
    assert "is none of the 4 choices" in parsed.skipped[0].reason
