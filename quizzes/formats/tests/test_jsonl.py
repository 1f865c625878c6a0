from __future__ import annotations

import json
from typing import Any

import pytest

from quizzes.content import Kind
from quizzes.formats import parse
from quizzes.formats.base import Options, Parsed


def read(*items: Any, first_answer: int | None = None) -> Parsed:
    lines = (item if isinstance(item, str) else json.dumps(item) for item in items)
    return parse("jsonl", "\n".join(lines).encode(), Options(first_answer=first_answer))


def weights(parsed: Parsed, number: int = 0) -> list[float]:
    return [choice.weight for choice in parsed.questions[number].content.choices]


NESTED = [{"label": "A", "text": "x"}, {"label": "B", "text": "y"}, {"label": "C", "text": "z"}]


@pytest.mark.parametrize(
    "item",
    [
        {"question": {"stem": "Q?", "choices": NESTED}, "answerKey": "B"},
        {"question_stem": "Q?", "choices": {"text": ["x", "y", "z"], "label": ["A", "B", "C"]},
         "answerKey": "B"},
        {"question": "Q?", "choices": {"text": ["x", "y", "z"], "label": ["1", "2", "3"]},
         "answerKey": "2"},
        {"question": "Q?", "choices": {"text": ["x", "y", "z"], "label": ["A", "B", "C"]},
         "answerKey": "2"},
        {"question": "Q?", "choices": {"text": ["x", "y", "z"], "label": ["1", "2", "3"]},
         "answerKey": "B"},
        {"question": "Q?", "choices": ["x", "y", "z"], "answer": 1},
        {"question": "Q?", "options": ["x", "y", "z"], "answer": "B", "answer_index": 1},
        {"question": "Q?", "options": {"A": "x", "B": "y", "C": "z"}, "answer": "y"},
        {"question": "Q?", "options": ["x", "y", "z"], "answer": "Y"},
    ],
)  # fmt: skip
def test_the_right_choice_is_found_in_every_shape(item: dict[str, Any]) -> None:
    parsed = read(item)
    content = parsed.questions[0].content
    assert (content.text, content.kind) == ("Q?", Kind.SINGLE)
    assert [(choice.text, choice.weight) for choice in content.choices] == [
        ("x", 0),
        ("y", 1),
        ("z", 0),
    ]
    assert parsed.skipped == []


def test_sciq_has_its_support_as_explanation() -> None:
    item = {"question": "Q?", "distractor1": "a", "distractor3": "c", "distractor2": "b",
            "correct_answer": "d", "support": "Because."}  # fmt: skip
    content = read(item).questions[0].content
    assert [choice.text for choice in content.choices] == ["d", "a", "b", "c"]
    assert weights(read(item)) == [1, 0, 0, 0]
    assert content.explanation == "Because."


def test_a_text_to_read_comes_before_the_question() -> None:
    content = (
        read({"question": "Q?", "passage": "Read *this*.", "answer": True}).questions[0].content
    )
    assert content.text == "Read \\*this\\*.\n\nQ?"
    assert content.name == "Q?"
    assert content.kind == Kind.TRUE_FALSE


def test_several_right_answers_make_multiple_response() -> None:
    for answer in (["A", "C"], "A, C"):
        parsed = read({"question": {"stem": "Q?", "choices": NESTED}, "answerKey": answer})
        assert parsed.questions[0].content.kind == Kind.MULTIPLE
        assert weights(parsed) == [0.5, 0, 0.5]


def test_numbers_count_from_what_the_file_or_a_person_says() -> None:
    def item(answer: Any) -> dict[str, Any]:
        return {"question": "Q?", "choices": ["x", "y", "z"], "answer": answer}

    assert weights(read(item("1"), item("3"))) == [1, 0, 0]
    assert weights(read(item("1"), item("0"))) == [0, 1, 0]
    assert weights(read(item(1), first_answer=1)) == [1, 0, 0]
    assert "counted from 0" in read(item(1)).warnings[0].message
    assert "from 0 or from 1" in read(item("1")).skipped[0].reason


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"question": {"stem": "Q?", "choices": NESTED}}, "doesn't say which choice is right"),
        ({"question": {"stem": "Q?", "choices": NESTED}, "answerKey": ""}, "doesn't say"),
        ({"question": {"stem": "Q?", "choices": NESTED}, "answerKey": "E"}, "“E” is none of the 3"),
        ({"question": {"stem": "Q?", "choices": NESTED}, "answerKey": {}}, "can't be understood"),
        ({"question": "Q?", "answer": "x"}, "no choices"),
        ({"choices": ["a", "b"]}, "no text of a question"),
        ("{broken", "not a JSON object"),
        ("[1]", "not a JSON object"),
    ],
)
def test_one_bad_line_does_not_lose_the_next(item: Any, reason: str) -> None:
    good = {"question": "Good?", "choices": ["x", "y"], "answer": "A"}
    parsed = read(item, "", good)
    assert [(one.line, one.content.text) for one in parsed.questions] == [(3, "Good?")]
    assert [reason in one.reason for one in parsed.skipped] == [True]


def test_keys_that_are_left_out_are_said_once() -> None:
    item = {"question": "Q?", "choices": ["x", "y", "y"], "answer": "A", "source": "s"}
    parsed = read(item, item)
    assert [(one.line, one.message) for one in parsed.warnings] == [
        (1, "A choice was there twice; it was left out once."),
        (1, "Left out, here and in the lines below: “source”."),
        (2, "A choice was there twice; it was left out once."),
    ]


def test_a_subject_is_the_category_and_true_and_false_are_recognised() -> None:
    item = {"question": "Q", "subject": "algebra", "choices": ["False", "True"], "answer": "A"}
    content = read(item).questions[0].content
    assert content.category == ("algebra",)
    assert content.kind == Kind.TRUE_FALSE
    assert [choice.weight for choice in content.choices] == [0, 1]
