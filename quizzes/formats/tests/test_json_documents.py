"""JSON as programs that ask questions keep it, in the many shapes that it has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizzes.content import Kind
from quizzes.formats import guess, parse
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.source import Source

LETTERS = {"a": "x", "b": "y", "c": "z"}
FLAGGED = [{"text": text, "isCorrect": text == "y"} for text in "xyz"]


def read(document: Any, **options: Any) -> Parsed:
    return parse("json_other", json.dumps(document).encode(), Options(**options))


def known(document: Any, name: str = "a.json") -> str:
    return guess(Source.of_bytes(json.dumps(document).encode(), name)).name


# Each is the question Q? with x, y and z, of which y is right.
ITEMS: tuple[dict[str, Any], ...] = (
    {"question": "Q?", "options": ["x", "y", "z"], "correctAnswer": 1},
    {"question": "Q?", "options": ["x", "y", "z"], "correctAnswer": "y"},
    {"question": "Q?", "options": ["x", "y", "z"], "correctAnswer": "B"},
    {"question": "Q?", "options": ["x", "y", "z"], "answerIndex": 1},
    {"question": "Q?", "options": ["x", "y", "z"], "correctIndex": "1"},
    {"question": "Q?", "answers": ["x", "y", "z"], "correct_answer_index": 1},
    {"question": "Q?", "choices": ["x", "y", "z"], "answer": "b) y"},
    {"question": "Q?", "choices": ["x", "y", "z"], "answer": "Option B"},
    {"q": "Q?", "opts": ["x", "y", "z"], "a": 1},
    {"question": "Q?", "options": LETTERS, "correct": "b"},
    {"question": "Q?", "options": LETTERS, "correct_answer": "y"},
    {"question": "Q?", "option_a": "x", "option_b": "y", "option_c": "z", "correct_option": "B"},
    {"question": "Q?", "optionA": "x", "optionB": "y", "optionC": "z", "answer": "y"},
    {"question": "Q?", "A": "x", "B": "y", "C": "z", "answer": "B"},
    {"question": "Q?", "opa": "x", "opb": "y", "opc": "z", "correct": "b"},
    {"question": "Q?", "option1": "x", "option2": "y", "option3": "z", "answer": 2},
    {"text": "Q?", "options": FLAGGED},
    {"questionText": "Q?", "answerOptions": [
        {"answerText": text, "isCorrect": text == "y"} for text in "xyz"]},
    {"prompt": "Q?", "options": [
        {"id": letter, "text": text} for letter, text in LETTERS.items()], "correctOptionId": "b"},
    {"question": "Q?", "options": [
        {"key": letter, "value": text} for letter, text in LETTERS.items()], "answer": ["b"]},
    {"question": "Q?", "options": [
        {"label": name, "value": name * 5} for name in ("first", "second", "third")],
     "answer": "second"},
    {"question": {"text": "Q?"}, "answers": [
        {"answer": text, "correct": int(text == "y")} for text in "xyz"]},
    {"question": "Q?", "answers": {f"answer_{letter}": text for letter, text in LETTERS.items()}
     | {"answer_d": None},
     "correct_answers": {f"answer_{letter}_correct": str(letter == "b").lower()
                         for letter in "abcd"}},
)  # fmt: skip


@pytest.mark.parametrize("item", ITEMS)
def test_a_question_is_read_in_every_shape(item: dict[str, Any]) -> None:
    parsed = read([item])
    (question,) = parsed.questions
    assert (question.content.text, question.content.kind) == ("Q?", Kind.SINGLE)
    assert [choice.weight for choice in question.content.choices] == [0, 1, 0]
    texts = [choice.text for choice in question.content.choices]
    assert texts in (["x", "y", "z"], ["first", "second", "third"])


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.csv", "questions"])
def test_every_shape_is_recognised(item: dict[str, Any], name: str) -> None:
    assert known([item], name) == "json_other"
    assert known({"title": "Quiz", "questions": [item]}, name) == "json_other"
    assert known({"settings": {"options": {"time": 10, "shuffle": True}}, "data": {"1": item}},
                 name) == "json_other"  # fmt: skip


def test_a_right_answer_beside_the_wrong_ones() -> None:
    item = {"question": {"text": "Q?"}, "correctAnswer": "y", "incorrectAnswers": ["x", "z"],
            "tags": ["one", "two"], "difficulty": "easy", "category": "science"}  # fmt: skip
    content = read([item]).questions[0].content
    assert [(choice.text, choice.weight) for choice in content.choices] == [
        ("y", 1), ("x", 0), ("z", 0),
    ]  # fmt: skip
    assert (content.tags, content.category) == (("one", "two", "easy"), ("science",))


def test_several_right_ones_are_multiple_response() -> None:
    marked = [{"text": text, "correct": text != "x"} for text in "xyz"]
    for item in (
        {"question": "Q?", "options": marked},
        {"question": "Q?", "options": ["x", "y", "z"], "correctAnswers": [1, 2]},
        {"question": "Q?", "options": ["x", "y", "z"], "correct": ["y", "z"]},
    ):
        content = read([item]).questions[0].content
        assert content.kind == Kind.MULTIPLE
        assert [choice.weight for choice in content.choices] == [0, 0.5, 0.5]


def test_what_is_said_about_a_question_comes_with_it() -> None:
    options = [
        {"text": "x", "is_correct": "false", "feedback": "No."},
        {"text": "*y*", "is_correct": "true", "explanation": "Yes."},
    ]
    item = {"question": "Q?", "options": options, "explanation": "Because.", "hint": "Think.",
            "points": 5, "topic": "Cells", "image": "a.png"}  # fmt: skip
    parsed = read({"title": "Biology", "questions": [item]})
    content = parsed.questions[0].content
    assert [(choice.text, choice.feedback) for choice in content.choices] == [
        ("x", "No."), ("\\*y\\*", "Yes."),
    ]  # fmt: skip
    assert (content.explanation, content.hints) == ("Because.", ("Think.",))
    assert (content.max_mark, content.category) == (5, ("Cells",))
    assert parsed.bank.title == "Biology"
    assert "“image”" in parsed.warnings[0].message


@pytest.mark.parametrize(
    "item",
    [
        {"question": "Q.", "type": "true_false", "correctAnswer": "true"},
        {"question": "Q.", "type": "boolean", "correct_answer": True},
        {"statement": "Q.", "answer": True},
        {"question": "Q.", "options": ["False", "True"], "answer": "True"},
        {"question": "Q.", "options": ["False", "True"], "answer": True},
    ],
)
def test_statements_are_true_or_false(item: dict[str, Any]) -> None:
    content = read([item]).questions[0].content
    assert content.kind == Kind.TRUE_FALSE
    assert [choice.weight for choice in content.choices][content.choices[0].text != "True"] == 1


def test_names_of_what_questions_are_in_become_their_category() -> None:
    item = ITEMS[0]
    document = {
        "title": "All",
        "sections": [
            {"title": "Plants", "questions": [item]},
            {"name": "Animals", "Birds": [item], "id": 7},
        ],
    }
    found = read(document).questions
    assert [one.content.category for one in found] == [("Plants",), ("Animals", "Birds")]
    assert [one.line for one in found] == [1, 2]
    assert [one.content.category for one in read({"Plants": [item]}).questions] == [("Plants",)]


def test_what_can_not_be_asked_among_them_is_named() -> None:
    essay = {"question": "Why?", "type": "essay"}
    unclear = {"question": "Which?", "options": ["x", "y"], "answer": "w"}
    parsed = read([ITEMS[0], essay, unclear, {"settings": 1}, "text"])
    assert [(one.line, one.name) for one in parsed.skipped] == [(2, "Why?"), (3, "Which?")]
    assert "no choices in this object" in parsed.skipped[0].reason


@pytest.mark.parametrize(
    "document",
    [
        {"name": "x", "version": "1", "dependencies": {"a": "1", "b": "2"}},
        [{"title": "Post", "body": "Text", "comments": ["a", "b"]}],
        {"questions": [{"question": "Why?", "type": "essay"}]},
        {"users": [{"label": "A", "options": ["x", "y"]}]},
        [1, 2, 3],
    ],
)
def test_other_json_is_none(document: Any) -> None:
    with pytest.raises(Unreadable, match="none of the formats"):
        known(document)
    with pytest.raises(Unreadable, match="There are no questions"):
        read(document)


def test_depth_is_bounded() -> None:
    deep = b"[" * 500 + json.dumps(ITEMS[0]).encode() + b"]" * 500
    with pytest.raises(Unreadable):
        parse("json_other", deep)


def test_numbers_beside_letters_count_from_0_only_where_one_is_0() -> None:
    def item(answer: int) -> dict[str, Any]:
        return {"question": "Q?", "opa": "x", "opb": "y", "opc": "z", "cop": answer}

    def right(*answers: int) -> list[list[float]]:
        found = read([item(answer) for answer in answers]).questions
        return [[choice.weight for choice in one.content.choices] for one in found]

    assert right(2, 0) == [[0, 0, 1], [1, 0, 0]]
    assert right(2, 3) == [[0, 1, 0], [0, 0, 1]]
