"""The questions that come with Chatsite keep what a teacher may expect of a good bank."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from quizzes.content import QuestionContent
from quizzes.validation import problems

QUIZZES = Path(__file__).parents[1]
PICTURES = QUIZZES / "static" / "quizzes" / "demo"
BANKS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((QUIZZES / "demo").glob("*.json"))
}
QUESTIONS = [
    pytest.param(question, id=f"{slug}-{question['name']}")
    for slug, bank in BANKS.items()
    for question in bank["questions"]
]
PICTURE = re.compile(r"!\[([^\]]*)\]\(/static/quizzes/demo/([\w-]+\.svg)\)")
DRAWING = {"svg", "g", "path", "rect", "circle", "ellipse", "text"}
each_question = pytest.mark.parametrize("question", QUESTIONS)
each_bank = pytest.mark.parametrize("slug", BANKS)
each_picture = pytest.mark.parametrize(
    "picture", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.stem
)


def texts(question: dict[str, Any]) -> list[str]:
    return [question["text"], *(choice["text"] for choice in question["choices"])]


def pictures(question: dict[str, Any]) -> list[tuple[str, str]]:
    """The (alt text, file name) of each picture shown."""
    return [found for text in texts(question) for found in PICTURE.findall(text)]


def weights(question: dict[str, Any]) -> list[float]:
    return [choice["weight"] for choice in question["choices"]]


def test_there_are_five_banks_with_sixty_questions() -> None:
    assert len(BANKS) == 5
    assert len(QUESTIONS) >= 60


@each_bank
def test_a_bank_is_named_like_its_file(slug: str) -> None:
    data = BANKS[slug]
    assert (data["format"], data["version"], data["bank"]["slug"]) == ("chatsite", 1, slug)
    assert data["bank"]["title"] and data["bank"]["description"] and data["bank"]["language"]


@each_bank
def test_names_are_unique_within_a_bank(slug: str) -> None:
    names = [question["name"] for question in BANKS[slug]["questions"]]
    assert len(names) == len(set(names))


@each_bank
def test_the_right_choice_has_no_favourite_position(slug: str) -> None:
    singles = [q for q in BANKS[slug]["questions"] if q["kind"] == "single"]
    positions = Counter(weights(question).index(1) for question in singles)
    assert max(positions.values()) <= len(singles) / 2


@each_question
def test_a_question_passes_the_validation_of_imports(question: dict[str, Any]) -> None:
    assert problems(QuestionContent.from_json(question)) == []


@each_question
def test_every_choice_explains_itself(question: dict[str, Any]) -> None:
    feedback = [choice["feedback"].strip() for choice in question["choices"]]
    assert all(len(text) > 20 for text in feedback)
    assert len(feedback) == len(set(feedback))


@each_question
def test_a_question_has_an_explanation_hints_tags_and_a_category(question: dict[str, Any]) -> None:
    assert question["explanation"].strip()
    assert 1 <= len(question["hints"]) <= 2 and all(question["hints"])
    assert 2 <= len(question["tags"]) <= 4
    assert 1 <= len(question["category"]) <= 2


@each_question
def test_the_weights_fit_the_kind(question: dict[str, Any]) -> None:
    shares = weights(question)
    right = [weight for weight in shares if weight > 0]
    if question["kind"] == "multiple":
        assert sum(right) == pytest.approx(1)
        assert len(right) >= 2 and any(weight < 0 for weight in shares)
    else:
        assert shares.count(1) == 1 and min(shares) == 0


@each_bank
def test_true_comes_before_false(slug: str) -> None:
    questions = [q for q in BANKS[slug]["questions"] if q["kind"] == "true_false"]
    assert questions
    for question in questions:
        assert [choice["text"] for choice in question["choices"]] == ["True", "False"]
        assert question["shuffle"] is False


@each_question
def test_a_picture_exists_and_is_described(question: dict[str, Any]) -> None:
    shown = pictures(question)
    assert len(shown) == sum(text.count("![") for text in texts(question))
    for alt, name in shown:
        assert len(alt) > 20
        assert (PICTURES / name).is_file()


def test_every_picture_is_used() -> None:
    used = {name for bank in BANKS.values() for q in bank["questions"] for _, name in pictures(q)}
    assert used == {path.name for path in PICTURES.glob("*.svg")}


@each_picture
def test_a_picture_is_plain_drawing(picture: Path) -> None:
    root = ElementTree.parse(picture).getroot()
    assert {"width", "height", "viewBox"} <= root.attrib.keys()
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in DRAWING
        assert not any("href" in key or key.startswith("on") for key in element.attrib)
