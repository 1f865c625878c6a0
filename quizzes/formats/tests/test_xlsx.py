"""Spreadsheets: what they hold beside texts, and what they may not do to us."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, Unreadable
from quizzes.formats.source import Source
from quizzes.formats.tables import guessed_columns

from .strategies import questions, words

HEADER: list[Any] = ["question", "a", "b", "c", "correct"]
ROW: list[Any] = ["Q", "x", "y", "z", "B"]
Rows = Sequence[Sequence[Any]]


def workbook(*sheets: Rows, change: Callable[[Any], object] = lambda book: None) -> bytes:
    """An XLSX file; `change` may do anything to it before it is saved."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet: Any = book.create_sheet(f"Sheet {number}") if number else book.active
        for row in rows:
            sheet.append(row)
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes) -> Parsed:
    return parse("xlsx", data)


def right(parsed: Parsed) -> list[list[str]]:
    return [[c.text for c in one.content.choices if c.weight > 0] for one in parsed.questions]


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with another content for one of its members."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for known in old.namelist():
            if known != name:
                new.writestr(known, old.read(known))
        new.writestr(name, content)
    return file.getvalue()


@given(st.lists(questions, min_size=1, max_size=3), st.lists(words, max_size=2), st.booleans())
def test_a_spreadsheet_holds_what_a_csv_holds(
    written: list[QuestionContent], hints: list[str], pinned: bool
) -> None:
    written = [
        replace(
            question,
            hints=tuple(hints),
            tags=tuple(tag for tag in question.tags if not {",", ";"} & set(tag)),
            choices=tuple(replace(choice, pinned=pinned) for choice in question.choices),
        )
        for question in written
    ]
    parsed = read(writable("xlsx").write(written, BankInfo()).data)
    assert parsed.skipped == []
    assert [one.content for one in parsed.questions] == written


def test_texts_are_written_as_texts_below_headings_that_stay() -> None:
    choices = (ChoiceContent("=1+1", 1.0), ChoiceContent("#N/A"), ChoiceContent("-5"))
    question = QuestionContent("@N", Kind.SINGLE, "+Q", choices)
    written = writable("xlsx").write([question], BankInfo()).data
    sheet: Any = load_workbook(BytesIO(written)).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert "=1+1" in [cell.value for cell in sheet[2]]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet["D2"].alignment.wrap_text


def test_a_text_too_long_for_a_cell_is_said() -> None:
    question = QuestionContent("N", Kind.SINGLE, "x" * 32_768, (ChoiceContent("a", 1.0),))
    written = writable("xlsx").write([question], BankInfo())
    assert "32,767" in written.warnings[0].message


def test_numbers_truths_and_dates_are_read_as_they_look() -> None:
    rows: Rows = [
        ["question", "a", "b", "correct"],
        ["2+2?", 4, 5.5, 4],
        ["When?", datetime(1945, 5, 8), datetime(1989, 11, 9), datetime(1989, 11, 9)],
        ["Is it so?", None, None, True],
    ]
    parsed = read(workbook(rows))
    assert right(parsed) == [["4"], ["1989-11-09"], ["True"]]
    assert [item.line for item in parsed.warnings[1:]] == [3, 3, 3]
    assert "B3 is a date in the spreadsheet" in parsed.warnings[1].message


@pytest.mark.parametrize("answer", ["1,3", 1.3, datetime(2026, 3, 1), datetime(2026, 1, 3)])
def test_what_excel_makes_of_1_and_3_is_understood(answer: object) -> None:
    rows: Rows = [HEADER, ["Q", "x", "y", "z", answer], ["R", "x", "y", "z", 3]]
    assert right(read(workbook(rows))) == [["x", "z"], ["z"]]


def test_a_formula_without_a_stored_value_is_skipped_with_its_cell() -> None:
    parsed = read(workbook([HEADER, ["Q", "x", "=A1", "z", "A"], ROW]))
    assert right(parsed) == [["y"]]
    assert parsed.skipped[0].line == 2
    assert parsed.skipped[0].reason.startswith("The cell C2 is a formula whose value isn't stored")


def test_a_formula_in_a_column_that_is_not_used_does_not_matter() -> None:
    assert right(read(workbook([[*HEADER, "row"], [*ROW, "=ROW()"]]))) == [["y"]]


def test_sheets_are_categories_where_there_are_several() -> None:
    parsed = read(workbook([HEADER, ROW], [["Rules"], ["Be quick."]], [[], HEADER, ROW]))
    assert [one.content.category for one in parsed.questions] == [("Sheet",), ("Sheet 2",)]
    assert [item.reason for item in parsed.skipped] == [
        "The columns of the sheet “Sheet 1” are not known."
    ]


def test_hidden_sheets_are_left_out_and_hidden_rows_are_not() -> None:
    def hide(book: Any) -> None:
        book.worksheets[1].sheet_state = "hidden"
        book.worksheets[0].row_dimensions[2].hidden = True

    parsed = read(workbook([HEADER, ROW], [HEADER, ROW], change=hide))
    assert len(parsed.questions) == 1
    assert any("row 2 is hidden" in item.message for item in parsed.warnings)
    assert any("hidden sheet “Sheet 1”" in item.message for item in parsed.warnings)


def test_cells_merged_downwards_count_for_all_rows() -> None:
    rows: Rows = [[*HEADER, "category"], [*ROW, "Cells"], [*ROW, None], [], [*ROW, "Genes"]]
    data = workbook(rows, change=lambda book: book.active.merge_cells("F2:F3"))
    parsed = read(data)
    categories = [one.content.category for one in parsed.questions]
    assert categories == [("Cells",), ("Cells",), ("Genes",)]


def test_titles_empty_rows_and_columns_far_away_do_no_harm() -> None:
    rows: Rows = [["My quiz"], [], [None, *HEADER], [], [None, *ROW, *[None] * 300, "far"]]
    data = workbook(rows, change=lambda book: book.active.merge_cells("A1:F1"))
    parsed = read(data)
    assert right(parsed) == [["y"]]
    assert parsed.questions[0].line == 5
    assert any("beyond the 256th" in item.message for item in parsed.warnings)


def test_the_last_row_there_is_takes_no_time() -> None:
    data = workbook([HEADER], change=lambda book: book.active.cell(1_048_576, 1, "Q"))
    assert [item.line for item in read(data).skipped] == [1_048_576]


def test_it_is_recognised() -> None:
    assert guess(Source.of_bytes(workbook([HEADER, ROW]))).name == "xlsx"
    assert guessed_columns(Source.of_bytes(workbook([HEADER, ROW]))).roles["right"] == 4


SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<worksheet>&b;</worksheet>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, BOMB),
        (SHEET, b"<!--" + b" " * 70_000 + b"-->" + BOMB),
        (SHEET, BOMB.decode().encode("utf-16")),
        ("xl/sheet.dat", BOMB),
        ("../sheet.xml", b"<x/>"),
        ("xl/styles.xml", b"<x>" + b" " * 9_000_000 + b"</x>"),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 30_000_000 + b"</sst>"),
        ("xl/workbook.xml", b"<workbook>" + b'<sheet name="a"/>' * 1000 + b"</workbook>"),
        (SHEET, b"<worksheet>" + b" " * 100_000_000 + b"</worksheet>"),
    ],
)
def test_bombs_are_refused_before_they_are_parsed(name: str, content: bytes) -> None:
    with pytest.raises(Unreadable, match="spreadsheet"):
        read(with_member(workbook([HEADER, ROW]), name, content))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<worksheet", b"<a><b></a>", b'<worksheet><sheetData><row r="x"/></sheetData>',
        b"<worksheet>" + b"<a>" * 100_000,
    ],
    ids=range(5),
)  # fmt: skip
def test_damaged_sheets_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        read(with_member(workbook([HEADER, ROW]), SHEET, content))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_other_damaged_parts_are_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        read(with_member(workbook([HEADER, ROW]), name, b"<a>"))
