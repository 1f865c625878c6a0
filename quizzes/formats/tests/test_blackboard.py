"""Blackboard's tab-delimited text, as Blackboard's help describes it and spreadsheets save it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, name_from, true_false
from quizzes.formats.corpus.comparison import seen
from quizzes.formats.shared.markdown import from_plain
from quizzes.formats.source import Source

from .strategies import questions, words

PNG = "iVBORw0KGgo="


def read(text: str) -> Parsed:
    return parse("blackboard", text.encode())


def choices(parsed: Parsed, number: int = 0) -> list[tuple[str, float]]:
    return [(one.text, one.weight) for one in parsed.questions[number].content.choices]


@pytest.mark.parametrize(
    "line",
    [
        "MC\tQ?\tx\tincorrect\ty\tcorrect",
        "mc\tQ?\tx\tIncorrect\ty\tCORRECT\t\t\t",
        '"MC"\t"Q?"\tx\tincorrect\t"y"\tcorrect',
        "  MC \t Q? \tx \tincorrect\t y\tcorrect ",
        "MC\t<p>Q?</p>\t<span style='color: red'>x</span>\tincorrect\t y\tcorrect",
        "MC\t<p>12ab_34cd</p> Q?\tA. x\tincorrect\tB. y\tcorrect",
        "MC\tQ?\tA. <i></i>x\tincorrect\tB. y\tcorrect",
    ],
)
def test_a_choice_is_right(line: str) -> None:
    parsed = read(line)
    assert parsed.questions[0].content.text == "Q?"
    assert choices(parsed) == [("x", 0), ("y", 1)]


def test_what_was_left_out_is_said_once() -> None:
    line = "MC\t<p>12ab_34cd</p> Q?\tA. x\tincorrect\tB. y\tcorrect\n"
    messages = [item.message for item in read(line * 3).warnings]
    assert len(messages) == 2
    assert "12ab_34cd" in messages[1]


def test_multiple_answers_share_the_mark() -> None:
    parsed = read("MA\tQ?\tx\tcorrect\ty\tincorrect\tz\tcorrect\n")
    assert parsed.questions[0].content.kind == Kind.MULTIPLE
    assert choices(parsed) == [("x", 0.5), ("y", 0), ("z", 0.5)]


def test_several_right_answers_of_a_single_choice_are_said() -> None:
    parsed = read("MC\tQ?\tx\tcorrect\ty\tcorrect\n")
    assert parsed.questions[0].content.kind == Kind.MULTIPLE
    assert "has several right choices" in parsed.warnings[0].message


def test_statements() -> None:
    parsed = read("TF\tSky is blue.\tTRUE\nTF\tSky is red.\tfalse\n")
    assert choices(parsed, 0) == [("True", 1), ("False", 0)]
    assert choices(parsed, 1) == [("True", 0), ("False", 1)]


def test_html_becomes_markdown_and_other_signs_stay() -> None:
    parsed = read("MC\tIs 1 < 2 &amp; <b>2</b> &gt; 1?\ta < b\tcorrect\t*c*\tincorrect\n")
    assert parsed.questions[0].content.text == "Is 1 < 2 & **2** > 1?"
    assert choices(parsed) == [("a < b", 1), ("\\*c\\*", 0)]


def test_a_picture_within_is_kept_and_one_elsewhere_is_said() -> None:
    embedded = f'<img src="data:image/png;base64,{PNG}" alt="A cell">'
    parsed = read(f"TF\t{embedded}\ttrue\nTF\t<p>x</p><img src='a.png' alt='b'>\ttrue\n")
    assert parsed.questions[0].content.text == "![A cell](file:picture-1.png)"
    assert list(parsed.questions[0].files) == ["picture-1.png"]
    assert "a.png is not in the file" in parsed.warnings[0].message


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ESS\tWhy?\tBecause.", "An essay question has no choices to tick."),
        ("MAT\tWhich?\ta\tb", "A matching question has no choices to tick."),
        ("What is this?", "A line begins with MC, MA or TF"),
        ("MC", "has no text"),
        ("MC\tQ?", "not two choices"),
        ("MC\tQ?\tx\tcorrect", "not two choices"),
        ("MC\tQ?\tx\tincorrect\ty\tincorrect", "None of the choices is right"),
        ("MC\tQ?\tx\tcorrect\ty", "After each choice"),
        ("MC\tQ?\tx\tyes\ty\tno", "After each choice"),
        ("TF\tQ?\tmaybe", "“true” or “false”"),
        ("TF\tQ?\ttrue\tfalse", "there is more"),
        ("TF\t" + "<b>" * 1000 + "x" + "</b>" * 1000 + "\ttrue", "nested"),
    ],
)
def test_a_line_that_is_no_question_fails_alone(line: str, reason: str) -> None:
    parsed = read(f"\n{line}\nTF\tSky is blue.\ttrue\n")
    assert len(parsed.questions) == 1
    assert [item.line for item in parsed.skipped] == [2]
    assert reason in parsed.skipped[0].reason


def test_a_quoted_cell_may_have_lines_and_quotation_marks() -> None:
    parsed = read('MC\t"Say ""hello""\nto all"\tx\tcorrect\ty\tincorrect\nTF\tS\ttrue\n')
    assert parsed.questions[0].content.text == 'Say "hello"  \nto all'
    assert [one.line for one in parsed.questions] == [1, 3]


def test_a_quotation_that_is_never_closed_takes_nothing_along() -> None:
    parsed = read('MC\t5" disk\tx\tcorrect\ty\tincorrect\t"\nTF\t"S\ttrue\n' * 40)
    assert len(parsed.questions) + len(parsed.skipped) == 80
    assert len(parsed.questions) >= 40


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_whatever_a_spreadsheet_saves(encoding: str) -> None:
    text = "MC\tWo ist die Börse?\tKöln\tcorrect\tUlm\tincorrect\t\t\r\n"
    source = Source.of_bytes(text.encode(encoding), "a.txt")
    assert guess(source).name == "blackboard"
    with source.open() as file:
        assert parse("blackboard", file.read()).questions[0].content.text == "Wo ist die Börse?"


def plain(question: QuestionContent) -> QuestionContent:
    """The question as far as the format can hold it."""
    text = from_plain(question.text.replace("\t", " "))
    right = max(question.choices, key=lambda choice: choice.weight)
    return QuestionContent(
        name=name_from(text),
        kind=question.kind,
        text=text,
        choices=true_false(question.choices[0].weight > 0)
        if question.kind == Kind.TRUE_FALSE
        else tuple(
            ChoiceContent(from_plain(one.text.replace("\t", " ")), float(one is right))
            for one in question.choices
        ),
    )


@given(st.lists(questions, min_size=1, max_size=3))
def test_plain_questions_come_back(written: list[QuestionContent]) -> None:
    written = [plain(question) for question in written]
    output = writable("blackboard").write(written, BankInfo())
    again = [one.content for one in parse("blackboard", output.data).questions]
    if not output.warnings:
        assert [shown(one) for one in again] == [shown(one) for one in written]


def shown(question: QuestionContent) -> tuple[object, ...]:
    """What a reader sees, however it is escaped and lines are parted."""
    texts = (question.text, *(choice.text for choice in question.choices))
    weights = tuple(choice.weight for choice in question.choices)
    return (question.kind, *map(seen, texts), weights)


@given(questions, words)
def test_what_is_lost_is_said(question: QuestionContent, hint: str) -> None:
    output = writable("blackboard").write([question], BankInfo())
    again = (
        [one.content for one in parse("blackboard", output.data).questions] if output.data else []
    )
    assert again == [question] or output.warnings
