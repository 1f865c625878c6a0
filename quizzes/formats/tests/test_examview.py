from __future__ import annotations

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.examview import ExamView
from quizzes.formats.source import Source

XML = """<?xml version='1.0' encoding='utf-8'?>
<examview type='test' platform='Windows'>
  <header><title>Plants</title></header>
  <question type='mc' question-id='1' bank-id='0'>
    <text><font size='10'>Which is <b>green</b>?</font></text>
    <rationale>Chlorophyll.</rationale>
    <choices columns='2'><choice-a>Snow</choice-a><choice-b><i>Leaf</i></choice-b></choices>
    <answer>B</answer>
    <info><difficulty>easy</difficulty><reference>p. 3</reference></info>
  </question>
  <question type='tf' question-id='2'><text>Snow is green.</text><answer>F</answer></question>
  <question type='yn' question-id='3'><text>Agreed?</text><answer>Y</answer></question>
  <question type='mr' question-id='4'><text>Which?</text>
    <choices><choice-a>a</choice-a><choice-b>b</choice-b><choice-c>c</choice-c></choices>
    <answer>A,C</answer></question>
  <question type='es' question-id='5'><text>Write.</text></question>
  <question type='mc' question-id='6'><text>Broken</text><answer>C</answer></question>
</examview>
"""
TEXT = """Plants: a test

Multiple Choice
Identify the choice that best completes the statement or answers the question.

____ 1. Which part
is green?
a.\tRoot\tc.\tLeaf
b.\tSnow

2. Which are parts?
a. Root
b. Snow
c. Leaf

True/False
Indicate whether the statement is true or false.

____ 3. Snow is green.

Completion

4. Leaves are ____.

Answer Section

MULTIPLE CHOICE

1. ANS: C PTS: 2 DIF: easy REF: p. 3
TOP: leaves KEY: green | parts
Feedback
A\tIt is brown.
C\tYes.

2. ANS: A, C PTS: 1
Both of them are.

TRUE/FALSE

3. ANS: F PTS: 1

COMPLETION

4. ANS:
green
PTS: 1
"""


def parsed(text: str) -> Parsed:
    return Parsed.of(ExamView().read(Source.of_bytes(text.encode()), Options()))


def weights(question: QuestionContent) -> list[tuple[str, float]]:
    return [(choice.text, choice.weight) for choice in question.choices]


def test_xml_is_read() -> None:
    found = parsed(XML)
    first, truth, yes, several = (one.content for one in found.questions)
    assert first.text == "Which is **green**?"
    assert weights(first) == [("Snow", 0), ("*Leaf*", 1)]
    assert (first.explanation, first.tags) == ("Chlorophyll.", ("easy",))
    assert "reference" in found.warnings[0].message
    assert truth.kind == Kind.TRUE_FALSE
    assert weights(truth) == [("True", 0), ("False", 1)]
    assert weights(yes) == [("Yes", 1), ("No", 0)]
    assert several.kind == Kind.MULTIPLE
    assert weights(several) == [("a", 0.5), ("b", 0), ("c", 0.5)]
    assert [item.name for item in found.skipped] == ["Write.", "Broken"]
    assert "essay" in found.skipped[0].reason


def test_text_is_read_with_its_answer_section() -> None:
    found = parsed(TEXT)
    first, several, truth = (one.content for one in found.questions)
    assert first.text == "Which part  \nis green?"
    assert several.kind == Kind.MULTIPLE
    assert several.explanation == "Both of them are."
    assert truth.kind == Kind.TRUE_FALSE
    assert "gap" in found.skipped[0].reason


def test_choices_in_columns_are_read_by_their_letters() -> None:
    first = parsed(TEXT).questions[0].content
    assert first.choices == (
        ChoiceContent("Root", 0, "It is brown."),
        ChoiceContent("Snow", 0),
        ChoiceContent("Leaf", 1, "Yes."),
    )
    assert (first.max_mark, first.tags) == (2, ("easy", "leaves", "green", "parts"))


def test_numbers_may_begin_anew_in_each_section() -> None:
    text = TEXT.replace("3. Snow", "1. Snow").replace("3. ANS", "1. ANS")
    kinds = [one.content.kind for one in parsed(text).questions]
    assert kinds == [Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1. ANS: C", "1. ANS: E", "none of the choices"),
        ("1. ANS: C PTS: 2 DIF: easy REF: p. 3", "", "no answer"),
    ],
)
def test_a_question_without_a_right_choice_is_skipped(old: str, new: str, words: str) -> None:
    found = parsed(TEXT.replace(old, new))
    assert words in found.skipped[0].reason


def test_both_are_recognised_by_their_content() -> None:
    for text in (XML, TEXT):
        assert ExamView().recognises(Source.of_bytes(text.encode()))
    for text in ("<quiz><question type='multichoice'/></quiz>", "1. Q\n*a. x\nb. y", ""):
        assert not ExamView().recognises(Source.of_bytes(text.encode()))


@pytest.mark.parametrize("text", ["<examview/>", "<examview>", "Only text"])
def test_a_file_without_questions_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed(text)
