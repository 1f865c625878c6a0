"""Whatever a file holds, a reader lists it or says in a sentence why it can't."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import by_name, formats, guess
from quizzes.formats.base import MAX_BYTES, Format, Unreadable

from .strategies import texts

NAMES = [known.name for known in formats()]
every_format = pytest.mark.parametrize("known", formats(), ids=NAMES)
FRAGMENTS = st.lists(texts | st.sampled_from(["\n\n", "\n", "{=a ~b}", "A. b\nB. c"]), max_size=12)


def read(known: Format, data: bytes) -> None:
    try:
        known.read(data)
    except Unreadable as reason:
        assert str(reason).endswith(".")


@given(st.binary(max_size=400))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    for known in formats():
        known.recognises(data)
        read(known, data)


@given(FRAGMENTS.map("".join))
def test_no_text_breaks_a_reader(text: str) -> None:
    for known in formats():
        read(known, text.encode())


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["questions", "results", "choices", "text", "kind", "weight", "question",
                         "type", "correct_answer", "incorrect_answers", "tags", "bank"]),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@given(_JSON)
def test_no_json_breaks_a_reader(document: object) -> None:
    for name in ("json", "opentdb"):
        read(by_name(name), json.dumps(document).encode())


@every_format
@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\xef\xbb\xbf", b"\x00" * 50, b"PK\x03\x04\x00\x00"]
)
def test_a_file_without_text_is_refused_with_a_sentence(known: Format, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        known.read(data)


@every_format
def test_a_file_that_is_too_large_is_refused(known: Format) -> None:
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        known.read(b"a" * (MAX_BYTES + 1))


@every_format
@pytest.mark.parametrize(
    "unit",
    ["[", "{", "{=", "~", "<b>", "\n", " \n", "\\(", "$ ", "_ _", "// [tag:", "a,", '"', "::",
     "A. ", "answer:,", "*", "<pre>", "[html]<p>", "&amp;", "- - ", "=~%50%"],
)  # fmt: skip
def test_a_reader_comes_to_an_end_with_much_of_one_thing(known: Format, unit: str) -> None:
    # In quadratic time this takes minutes, in linear time a second.
    data = f"[html]x{unit * (150_000 // len(unit))}{{=a ~b}}".encode()
    assert known.recognises(data) in (True, False)
    read(known, data)


def test_json_nested_deeply_is_refused() -> None:
    with pytest.raises(Unreadable, match="not JSON"):
        by_name("json").read(b'{"questions":' + b"[" * 100_000)


def test_not_a_number_is_refused_as_json() -> None:
    with pytest.raises(Unreadable, match="not JSON"):
        by_name("json").read(b'[{"text": "a", "choices": [{"text": "b", "weight": NaN}]}]')


def test_windows_1252_is_read_with_a_warning() -> None:
    parsed = by_name("gift").read("Où ?{=là ~ici}".encode("windows-1252"))
    assert parsed.questions[0].content.text == "Où ?"
    assert "windows-1252" in parsed.warnings[0].message


def test_an_unknown_format_is_named_with_those_that_are_known() -> None:
    with pytest.raises(Unreadable, match="aiken, csv, gift, json, opentdb"):
        by_name("docx")


@pytest.mark.parametrize(
    ("filename", "text", "name"),
    [
        ("a.txt", "Q?{=a ~b}", "gift"),
        ("a.txt", "Q?\nA. a\nB. b\nANSWER: A\n", "aiken"),
        ("a.json", '{"results": [{"correct_answer": "a", "incorrect_answers": []}]}', "opentdb"),
        ("a.json", '[{"text": "a", "choices": []}]', "json"),
        ("a.csv", "question;option a;option b;correct\nQ;a;b;A\n", "csv"),
        ("a", "Question,Choices,Correct\n", "csv"),
    ],
)
def test_a_format_is_recognised_by_content(filename: str, text: str, name: str) -> None:
    assert guess(filename, text.encode()).name == name
