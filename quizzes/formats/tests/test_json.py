"""The project's own JSON, which may be larger than memory."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import by_name, parse, read, writable
from quizzes.formats.base import BankInfo, ParsedQuestion, Unreadable
from quizzes.formats.shared.decoding import Text
from quizzes.formats.shared.json_text import MAX_ITEM, stream
from quizzes.formats.source import Source

CHOICES = [{"text": "a", "weight": 1}, {"text": "b"}]


def items(text: str) -> list[tuple[str, object]]:
    return list(stream(Text(Source.of_bytes(text.encode())), "questions"))


def test_items_and_members_come_in_the_order_of_the_file() -> None:
    text = '{"a": [1, {"b": 2}], "questions": [1.5, "x", {"c": [null]}], "z": true}'
    assert items(text) == [
        ("a", [1, {"b": 2}]),
        ("questions", 1.5),
        ("questions", "x"),
        ("questions", {"c": [None]}),
        ("z", True),
    ]


def test_a_list_alone_is_the_list() -> None:
    assert items(" [1, [2]] \n") == [("questions", 1), ("questions", [2])]
    assert items("[]") == []


def test_values_may_be_cut_anywhere_between_two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"n": -12.5e3, "questions": [True, 'a\\"é', {"b": [10, None]}], "z": {}})
    whole = items(text)
    monkeypatch.setattr("quizzes.formats.shared.decoding._PART", 1)
    assert items(text) == whole


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[1, 2", "line 1"),
        ("[\n1\n2]", "line 3"),
        ("[1,]", "Expecting value"),
        ('{"questions": [1]} x', "after its end"),
        ('{"questions": [NaN]}', "a number"),
        ("[" + "9" * 5000 + "]", "a number"),
        ('{"questions" [1]}', "“:” is missing"),
        ("{1: 2}", "a name"),
        ("1", "neither a list nor an object"),
    ],
)
def test_what_is_not_json_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        items(text)


@pytest.mark.parametrize("text", ["{}", '{"questions": 5}', '{"questions": {}}'])
def test_a_document_without_the_list_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="no list of “questions”"):
        items(text)


def test_an_item_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 16 MB"):
        items('["' + "a" * (2 * MAX_ITEM))


def test_questions_come_before_the_end_of_the_file_is_known() -> None:
    question = json.dumps({"text": "Which?", "choices": CHOICES})
    broken = f"[{question},{' ' * 3_000_000}]"
    entries = read(by_name("json"), Source.of_bytes(broken.encode()))
    assert isinstance(next(entries), ParsedQuestion)
    with pytest.raises(Unreadable):
        next(entries)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"format": "other", "questions": []}, "another program"),
        ({"version": 2, "questions": []}, "newer version"),
        ({"questions": [], "version": 2}, "newer version"),
    ],
)
def test_files_that_are_not_ours_are_refused(document: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse("json", json.dumps(document).encode())


def test_the_bank_is_read_wherever_it_stands() -> None:
    document = {"questions": [], "bank": {"title": "Cells", "language": 5}}
    assert parse("json", json.dumps(document).encode()).bank == BankInfo(title="Cells")


def test_pictures_are_in_the_file() -> None:
    question = QuestionContent(
        "Q",
        Kind.SINGLE,
        "See ![a cell](file:cell%20a.png) ![gone](file:b.png)",
        (ChoiceContent("a", 1.0), ChoiceContent("b")),
    )
    files = {"cell a.png": b"\x89PNG"}
    written = writable("json").write([question], BankInfo(), files.get)
    (parsed,) = parse("json", written.data).questions
    assert parsed == ParsedQuestion(question, 1, files)


@pytest.mark.parametrize("files", [5, {"a.png": 5}, {"a.png": "?"}])
def test_files_that_are_none_are_a_reason_to_skip(files: object) -> None:
    question = {"text": "Q", "choices": CHOICES, "files": files}
    parsed = parse("json", json.dumps([question]).encode())
    assert "base64" in parsed.skipped[0].reason
    good = {"a.png": b64encode(b"x").decode()}
    assert parse("json", json.dumps([{**question, "files": good}]).encode()).skipped == []
