from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from quizzes.content import Kind
from quizzes.formats import parse

ITEM = {
    "type": "multiple",
    "difficulty": "hard",
    "category": "Entertainment: Film & TV",
    "question": "Who said “It's <i>alive</i>” & when?",
    "correct_answer": "Victor & Igor",
    "incorrect_answers": ["Nobody at all", "50% of them"],
}


def entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#039;")


def percent(text: str) -> str:
    return quote(text, safe="")


def base_64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def encoded(way: Callable[[str], str]) -> bytes:
    item = {
        key: [way(one) for one in value] if isinstance(value, list) else way(str(value))
        for key, value in ITEM.items()
    }
    return json.dumps({"response_code": 0, "results": [item]}).encode()


@pytest.mark.parametrize("way", [entities, percent, base_64])
def test_all_encodings_give_the_same_question(way: Callable[[str], str]) -> None:
    parsed = parse("opentdb", encoded(way))
    question = parsed.questions[0].content
    assert question.text == r"Who said “It's \<i>alive\</i>” & when?"
    assert [(c.text, c.weight) for c in question.choices] == [
        ("Victor & Igor", 1), ("Nobody at all", 0), ("50% of them", 0),
    ]  # fmt: skip
    assert question.category == ("Entertainment", "Film & TV")
    assert question.tags == ("hard",)


def test_a_boolean_has_true_before_false() -> None:
    item = {"type": "boolean", "question": "Q", "correct_answer": "False",
            "incorrect_answers": ["True"]}  # fmt: skip
    question = parse("opentdb", json.dumps([item]).encode()).questions[0].content
    assert question.kind == Kind.TRUE_FALSE
    assert [(c.text, c.weight) for c in question.choices] == [("True", 0), ("False", 1)]


def test_a_bad_item_does_not_lose_the_others() -> None:
    items = [ITEM, {**ITEM, "type": "essay"}, None, {**ITEM, "correct_answer": 4}, ITEM]
    parsed = parse("opentdb", json.dumps(items).encode())
    assert [one.line for one in parsed.questions] == [1, 5]
    assert [item.line for item in parsed.skipped] == [2, 3, 4]
