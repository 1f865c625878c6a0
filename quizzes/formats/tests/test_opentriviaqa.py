from __future__ import annotations

import pytest

from quizzes.content import Kind
from quizzes.formats import parse
from quizzes.formats.base import Parsed


def read(text: str) -> Parsed:
    return parse("opentriviaqa", text.encode())


GOOD = "#Q Good?\n^ yes\nA no\nB yes\n"


def test_the_choice_that_equals_the_answer_is_right() -> None:
    parsed = read("\n#Q Capital of Belgium?\n^ Brussels\nA Amsterdam\nB Brussels\nC Paris\n\n\n")
    question = parsed.questions[0].content
    assert (question.kind, question.text) == (Kind.SINGLE, "Capital of Belgium?")
    assert [(choice.text, choice.weight) for choice in question.choices] == [
        ("Amsterdam", 0),
        ("Brussels", 1),
        ("Paris", 0),
    ]
    assert parsed.questions[0].line == 2
    assert not parsed.warnings and not parsed.skipped


def test_a_text_may_have_several_lines_and_a_choice_as_well() -> None:
    question = read("#Q One,\nA two?\n\nThree?\n^ a\nA a\nb\nB c\n")
    assert question.skipped[0].reason == "The right answer “a” is none of the choices."
    question = read("#Q One,\nA two?\n\nThree?\n^ a\nb\nA a\nb\nB c\n")
    content = question.questions[0].content
    assert content.text == "One,  \nA two?\n\nThree?"
    assert [choice.text for choice in content.choices] == ["a  \nb", "c"]


@pytest.mark.parametrize(("answer", "weights"), [("True", [1, 0]), ("False", [0, 1])])
def test_true_and_false_make_a_true_false_question(answer: str, weights: list[int]) -> None:
    question = read(f"#Q It is.\n^ {answer}\nA False\nB True\n").questions[0].content
    assert question.kind == Kind.TRUE_FALSE
    assert [(choice.text, choice.weight) for choice in question.choices] == [
        ("True", weights[0]),
        ("False", weights[1]),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("#Q Q?\n^ maybe\nA yes\nB no\n", "“maybe” is none of the choices"),
        ("#Q Q?\nA yes\nB no\n", "no line “^”"),
        ("#Q Q?\n^ yes\n^ no\nA yes\nB no\n", "more than one line “^”"),
        ("Some text\nand more\n", "no “#Q” before"),
    ],
)
def test_one_bad_question_does_not_lose_the_next(text: str, reason: str) -> None:
    parsed = read(f"{text}\n{GOOD}")
    assert [one.content.text for one in parsed.questions] == ["Good?"]
    assert [reason in one.reason for one in parsed.skipped] == [True]


def test_what_is_left_out_is_said() -> None:
    parsed = read("#Q Q?\n^ a\nA a\nB b\nC b\n\nNot a choice\nand more\n" + GOOD)
    assert [choice.text for choice in parsed.questions[0].content.choices] == ["a", "b"]
    assert [(one.line, one.message) for one in parsed.warnings] == [
        (7, "The text after the choices was left out."),
        (1, "A choice was there twice; it was left out once."),
    ]
    assert len(parsed.questions) == 2


def test_lines_of_windows_1252_do_not_spoil_those_of_utf_8() -> None:
    data = (
        "#Q “Badger”?\n^ é\nA é\nB ".encode() + b"\xe4\n#Q \xe2\x80? \xe2\x80\x9c\n^ a\nA a\nB b\n"
    )
    parsed = parse("opentriviaqa", data)
    first, second = (one.content for one in parsed.questions)
    assert first.text == "“Badger”?"
    assert [choice.text for choice in first.choices] == ["é", "ä"]
    assert second.text == "\ufffd? “"
    assert [one.line for one in parsed.warnings] == [4, 5]


def test_a_text_without_end_is_not_taken_into_a_question() -> None:
    parsed = read("#Q Q?\n^ a\nA a\nB b\n" + "more\n" * 1_500 + GOOD)
    assert len(parsed.questions) == 2
    assert len(parsed.questions[0].content.choices[1].text) < 10_000
    assert "left out" in parsed.warnings[0].message
