"""Kahoot's spreadsheet: its limits, and its eighth row."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, name_from, true_false
from quizzes.formats.shared.markdown import from_plain
from quizzes.formats.source import Source

from .strategies import questions
from .test_xlsx import workbook

HEADER = [
    None, "Question - max 120 characters", "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters", "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]  # fmt: skip
XY = (ChoiceContent("x", 1.0), ChoiceContent("y"))


def template(*rows: list[Any]) -> bytes:
    titles: list[list[Any]] = [[None, "Quiz template"], [None, "Add questions."], [], []]
    return workbook([[], *titles, [None, "Remember the limits."], [], HEADER, *rows])


def question(text: str = "Q", choices: tuple[ChoiceContent, ...] = XY) -> QuestionContent:
    return QuestionContent(name_from(text), Kind.SINGLE, text, choices)


def test_the_template_is_recognised_and_read() -> None:
    data = template(
        [1, "Q?", "w", "x", "y", "z", 20, "1,3"],
        [2, "R?", "w", "x", None, None, 20, 2],
        [3, "S?", "w", "x", "y", "z", 20, 1.3],
        [4, None, None, None, None, None, None, None],
    )
    assert guess(Source.of_bytes(data)).name == "kahoot"
    parsed = parse("kahoot", data)
    found = [[c.text for c in one.content.choices if c.weight] for one in parsed.questions]
    assert found == [["w", "y"], ["x"], ["w", "y"]]
    assert [item.line for item in parsed.skipped] == [12]


def test_another_spreadsheet_is_none_of_kahoots() -> None:
    data = workbook([["question", "a", "b", "correct"], ["Q", "x", "y", "B"]])
    assert guess(Source.of_bytes(data)).name == "xlsx"


def test_it_is_written_where_kahoot_looks_for_it() -> None:
    written = writable("kahoot").write([question()], BankInfo(title="Cells"))
    sheet: Any = load_workbook(BytesIO(written.data)).active
    assert sheet["B2"].value == "Cells"
    assert [cell.value for cell in sheet[8]] == HEADER
    assert [cell.value for cell in sheet[9]] == ["1", "Q", "x", "y", None, None, "20", "1"]
    assert written.warnings == ()


@pytest.mark.parametrize(
    ("left_out", "reason"),
    [
        (question("x" * 121), "more than 120 characters"),
        (question(choices=(*XY, ChoiceContent("x" * 76))), "1 to 75 characters"),
        (question(choices=tuple(ChoiceContent(text, text == "a") for text in "abcde")), "2 to 4"),
        (question(choices=(ChoiceContent("x", 0.5), ChoiceContent("y"))), "not exactly one"),
    ],
)
def test_what_does_not_fit_is_left_out_and_said(left_out: QuestionContent, reason: str) -> None:
    written = writable("kahoot").write([left_out, question()], BankInfo())
    assert len(parse("kahoot", written.data).questions) == 1
    assert [notice.line for notice in written.warnings] == [1]
    assert reason in written.warnings[0].message


def plain(one: QuestionContent) -> QuestionContent:
    """The question as far as Kahoot can hold it: a line of plain text each."""

    def line(text: str) -> str:
        return from_plain(" ".join(text.split()))

    right = max(one.choices, key=lambda choice: choice.weight)
    is_truth = one.kind == Kind.TRUE_FALSE
    return QuestionContent(
        name=name_from(" ".join(one.text.split())),
        kind=Kind.TRUE_FALSE if is_truth else Kind.SINGLE,
        text=line(one.text),
        choices=true_false(one.choices[0].weight > 0)
        if is_truth
        else tuple(ChoiceContent(line(c.text), float(c is right)) for c in one.choices),
    )


@given(st.lists(questions, min_size=1, max_size=3))
def test_what_fits_comes_back(written: list[QuestionContent]) -> None:
    written = [plain(one) for one in written]
    output = writable("kahoot").write(written, BankInfo())
    left_out = {notice.line for notice in output.warnings}
    parsed: Parsed = parse("kahoot", output.data)
    kept = [one for number, one in enumerate(written, 1) if number not in left_out]
    if not left_out:
        assert [one.content for one in parsed.questions] == kept


@given(questions)
def test_what_is_lost_is_said(one: QuestionContent) -> None:
    output = writable("kahoot").write([one], BankInfo())
    if output.warnings:
        return
    assert [found.content for found in parse("kahoot", output.data).questions] == [one]
