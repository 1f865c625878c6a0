"""The layouts that people's tables have."""

from __future__ import annotations

import csv
import tracemalloc
from io import StringIO
from itertools import islice

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import by_name, parse, writable
from quizzes.formats.base import BankInfo, Options, Parsed, ParsedQuestion, Unreadable
from quizzes.formats.source import Source


def read(text: str) -> Parsed:
    return parse("csv", text.encode())


def right(text: str) -> list[list[str]]:
    """The texts of the right choices of each question."""
    return [[c.text for c in one.content.choices if c.weight > 0] for one in read(text).questions]


@pytest.mark.parametrize(
    "text",
    [
        "question,option a,option b,option c,correct\nQ,x,y,z,B\n",
        "Question;Option 1;Option 2;Option 3;Correct Answer\nQ;x;y;z;y\n",
        "question\toption_a\toption_b\tanswer\nQ\tx\ty\tb\n",
        "Question,Choices,Correct\nQ,x|y|z,B\n",
        "question,correct answer,incorrect answer 1,incorrect answer 2\nQ,y,x,z\n",
        "question,answer,wrong_1,wrong_2\nQ,y,x,z\n",
        "pregunta,a,b,c,respuesta correcta\nQ,x,y,z,B\n",
        "\ufeffQUESTION,A,B,Answer\n\nQ,x,y,B\n",
        "question,a,b,correct\nQ,x,y,2\n",
        "question,a,b,c,correct\nQ,x,y,z,1\nR,y,x,z,0\n",
        "Q,x,y,z,B\nR,y,x,z,A\n",
        "MC,,5,Q,2,x,y,,,,,why\n",
    ],
)
def test_the_right_choice_is_found(text: str) -> None:
    assert right(text)[0] == ["y"]


def test_numbers_that_may_count_from_0_or_1_are_refused() -> None:
    parsed = read("question,a,b,c,correct\nQ,x,y,z,1\nR,x,y,z,2\n")
    assert parsed.questions == []
    assert [item.line for item in parsed.skipped] == [2, 3]
    assert "from 0 or from 1" in parsed.skipped[0].reason


def test_a_choice_that_is_a_number_is_found_by_its_text() -> None:
    assert right("question,a,b,c,correct\n2+2?,3,4,5,4\n1+1?,1,2,3,2\n") == [["4"], ["2"]]


def test_several_letters_make_multiple_response() -> None:
    question = read("question,a,b,c,correct\nQ,x,y,z,A;C\n").questions[0].content
    assert question.kind == Kind.MULTIPLE
    assert [choice.weight for choice in question.choices] == [0.5, 0, 0.5]


def test_statements_are_true_or_false() -> None:
    parsed = read("question,answer\nSky is blue,TRUE\nSky is red,false\n")
    assert [one.content.kind for one in parsed.questions] == [Kind.TRUE_FALSE] * 2
    assert right("question,answer\nSky is blue,TRUE\nSky is red,false\n") == [["True"], ["False"]]


def test_the_other_columns_are_read() -> None:
    question = read(
        "title,question,a,b,feedback a,correct,explanation,category,tags,difficulty,points,hint 1\n"
        "N,Q,x,y,No.,B,Because.,Bio/Cells,\"one, two\",easy,3,Think.\n"
    ).questions[0].content  # fmt: skip
    assert question.name == "N"
    assert question.choices[0].feedback == "No."
    assert question.explanation == "Because."
    assert question.category == ("Bio", "Cells")
    assert question.tags == ("one", "two", "easy")
    assert question.max_mark == 3
    assert question.hints == ("Think.",)


def test_a_bad_row_is_listed_with_its_line() -> None:
    parsed = read('question,a,b,correct\n"Q\n2",x,y,B\nR,x,y,Z\nS,x,y,\n')
    assert [(item.line, item.name) for item in parsed.skipped] == [(4, "R"), (5, "S")]


def test_unknown_columns_are_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="The first row must name them"):
        read("foo,bar\n1,2\n")


def test_no_cell_is_run_as_a_formula() -> None:
    question = read("question,a,b,correct\nQ,=1+1,@x,A\n").questions[0].content
    written = writable("csv").write([question], BankInfo())
    assert b"'=1+1" in written.data
    assert [one.content for one in parse("csv", written.data).questions] == [question]


def test_a_comma_in_a_tag_is_said() -> None:
    question = QuestionContent("N", Kind.SINGLE, "Q", (), tags=("a, b",))
    assert "a, b" in writable("csv").write([question], BankInfo()).warnings[0].message


@pytest.mark.parametrize("name", ["csv", "xlsx", "kahoot", "blackboard"])
def test_a_picture_that_a_table_can_not_hold_is_said(name: str) -> None:
    choices = (ChoiceContent("a", 1.0), ChoiceContent("b"))
    question = QuestionContent("Q", Kind.SINGLE, "![A cell](file:cell.png)", choices)
    written = writable(name).write([question], BankInfo())
    assert any("picture" in warning.message for warning in written.warnings)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "'=1", "''", "＝1+1", "－1", "+49 170 1234", "-²", "-1e5"],
)
def test_what_a_spreadsheet_would_run_is_marked_and_comes_back(text: str) -> None:
    choices = (ChoiceContent(text, 1.0), ChoiceContent("b"))
    question = QuestionContent(text, Kind.SINGLE, text, choices, explanation=text)
    written = writable("csv").write([question], BankInfo()).data
    cells = next(islice(csv.reader(StringIO(written.decode("utf-8-sig"))), 1, None))
    assert [cell for cell in cells if cell.startswith(f"'{text}")] == [f"'{text}"] * 4
    assert [one.content for one in parse("csv", written).questions] == [question]


@pytest.mark.parametrize("number", ["-5", "-5.25", "5"])
def test_a_number_is_left_a_number(number: str) -> None:
    choices = (ChoiceContent(number, 1.0), ChoiceContent("b"))
    question = QuestionContent("N", Kind.SINGLE, "Q", choices)
    assert f",{number},100,".encode() in writable("csv").write([question], BankInfo()).data


def test_an_apostrophe_that_is_not_ours_stays() -> None:
    question = read("question,a,b,correct\n'=1?,'-x,y,A\n").questions[0].content
    assert question.text == "'=1?"
    assert question.choices[0].text == "'-x"


def test_rows_come_one_at_a_time() -> None:
    row = b"What is it?,x,y,B\n"
    data = b"question,a,b,correct\n" + row * 4_000
    tracemalloc.start()
    count = sum(
        isinstance(entry, ParsedQuestion)
        for entry in by_name("csv").read(Source.of_bytes(data), Options())
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 2 * 1024**2


def test_a_quotation_mark_that_is_never_closed_takes_only_its_line_along() -> None:
    rows = "What is it?,x,y,B\n" * 10_000
    parsed = read(f'question,a,b,correct\nQ,x,y,B\n"R,x,y,B\n{rows}')
    assert [one.line for one in parsed.questions] == [2, *range(4, 10_004)]
    assert any("line 3 was left out" in item.message for item in parsed.warnings)


def test_many_such_marks_end_the_reading() -> None:
    block = '"' + f"R{'r' * 1000},x,y,B\n" * 140
    parsed = read("question,a,b,correct\nQ,x,y,B\n" + block * 25)
    assert parsed.questions
    assert any(" on the table can't be read" in item.message for item in parsed.warnings)


def test_a_table_without_any_question_is_refused() -> None:
    with pytest.raises(Unreadable, match="no rows"):
        read('""\n,,,\n')
