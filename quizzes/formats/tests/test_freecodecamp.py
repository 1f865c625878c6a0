from __future__ import annotations

import time

import pytest

from quizzes.content import Kind
from quizzes.formats import parse
from quizzes.formats.base import Parsed

GOOD = '{ Question: "Good?", Answer: "a", Distractor1: "b" }'


def read(text: str) -> Parsed:
    return parse("freecodecamp", text.encode())


def test_the_answer_is_right_and_the_link_is_in_the_explanation() -> None:
    parsed = read("""const quiz: Item[] = [
  {
    Question:
      "What is it?",
    Answer: 'Right',
    Distractor1: "Wrong",
    Distractor2: "Wronger",
    Explanation: "Because.",
    Link: "https://en.wikipedia.org/wiki/Python_(language)",
  },
];
export default quiz;
""")
    question = parsed.questions[0].content
    assert parsed.questions[0].line == 2
    assert (question.text, question.kind) == ("What is it?", Kind.SINGLE)
    assert [(choice.text, choice.weight) for choice in question.choices] == [
        ("Right", 1),
        ("Wrong", 0),
        ("Wronger", 0),
    ]
    assert question.explanation == (
        "Because.\n\n[en.wikipedia.org](https://en.wikipedia.org/wiki/Python_(language))"
    )
    assert not parsed.warnings and not parsed.skipped


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r'"a \"b\" c"', 'a "b" c'),
        (r"'it\'s'", "it's"),
        ("`one\ntwo`", "one  \ntwo"),
        ("\"a\" + 'b' + `c`", "abc"),
        ('"a" /* + "x" */ + // comment "\n "b"', "ab"),
        (r'"\x41\u0042\u{1F600}\ud83d\ude00"', "AB😀😀"),
        ('"a\\\nb"', "ab"),
        ('"use `*args` and *x*"', r"use `*args` and \*x\*"),
        ('"<b>, {, } and // are text"', r"\<b>, {, } and // are text"),
    ],
)
def test_a_string_is_read_as_the_language_means_it(literal: str, text: str) -> None:
    parsed = read(f"[{{ Question: {literal}, Answer: `a`, Distractor1: 'b' }}]")
    assert parsed.questions[0].content.text == text
    assert parsed.warnings == []


def test_what_can_not_be_seen_is_kept_as_typed() -> None:
    parsed = read(r'{ Question: "Which?", Answer: "\b", Distractor1: "\n", Distractor2: "g" }')
    texts = [choice.text for choice in parsed.questions[0].content.choices]
    assert texts == [r"\b", r"\n", "g"]
    assert [one.message for one in parsed.warnings] == [
        f"An escape in “{key}” means something that can't be seen; it was kept as typed."
        for key in ("Answer", "Distractor1")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '{ Question: `a ${alert(1)}`, Answer: "a", Distractor1: "b" }',
            "“Question” is not a plain",
        ),
        ('{ Question: ask(), Answer: "a", Distractor1: "b" }', "which is not run"),
        ('{ Question: "a", Distractor1: "b" }', "“Answer” is missing"),
        ('{ Question: "a", Answer: ["a"], Distractor1: "b" }', "“Answer” is not a plain"),
        ('{ Question: "a\n", Answer: "a", Distractor1: "b" }', "“Question” is not a plain"),
    ],
)
def test_one_bad_question_does_not_lose_the_next(text: str, reason: str) -> None:
    parsed = read(f"[{text},\n{GOOD}]")
    assert [one.content.text for one in parsed.questions] == ["Good?"]
    assert [reason in one.reason for one in parsed.skipped] == [True]


def test_a_question_that_is_cut_off_is_said() -> None:
    parsed = read(f'[{GOOD}, {{ Question: "Cut?", Answer: "a", Distractor1: "b", Explanation: `x')
    assert len(parsed.questions) == 1
    assert [(one.reason, one.name) for one in parsed.skipped] == [
        ("The closing } of this question is missing.", "Cut?")
    ]


def test_types_and_other_objects_are_no_questions() -> None:
    parsed = read(
        "interface Item { Question: string; Answer: string; Distractor1: string }\n"
        "const settings = { title: 'x', Link: 'y' };\n" + GOOD
    )
    assert len(parsed.questions) == 1
    assert parsed.skipped == []


def test_what_is_left_out_is_said() -> None:
    parsed = read(
        '{ Question: "Q?", Answer: "a", Distractor1: "b", Distractor2: "b", Answer: "c",'
        ' Link: "javascript:alert(1)", Author: "me" }'
    )
    question = parsed.questions[0].content
    assert [choice.text for choice in question.choices] == ["c", "b"]
    assert "](" not in question.explanation
    said = " ".join(one.message for one in parsed.warnings)
    for word in ("“Answer” is there twice", "wrong choice was there twice", "no address", "Author"):
        assert word in said


def test_true_and_false_make_a_true_false_question() -> None:
    question = read('{ Question: "Q", Answer: "False", Distractor1: "True" }').questions[0].content
    assert question.kind == Kind.TRUE_FALSE
    assert [(choice.text, choice.weight) for choice in question.choices] == [
        ("True", 0),
        ("False", 1),
    ]


@pytest.mark.parametrize("unit", ['\\"', "\\`", "\\'", "/*", "{", '"', "`a", "+", '{a:"b"'])
def test_strings_and_comments_without_end_take_linear_time(unit: str) -> None:
    start = time.process_time()
    read(GOOD + unit * (300_000 // len(unit)))
    assert time.process_time() - start < 5
