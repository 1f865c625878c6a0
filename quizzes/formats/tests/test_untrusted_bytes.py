"""Whatever a file holds, a reader lists it or says in a sentence why it can't."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import by_name, formats, guess, parse, read
from quizzes.formats.base import Format, Unreadable
from quizzes.formats.shared.decoding import MAX_LINE
from quizzes.formats.source import MAX_BYTES, MAX_WHOLE, Source

from .strategies import texts

NAMES = [known.name for known in formats()]
every_format = pytest.mark.parametrize("known", formats(), ids=NAMES)
FRAGMENTS = st.lists(texts | st.sampled_from(["\n\n", "\n", "{=a ~b}", "A. b\nB. c"]), max_size=12)


def attempt(known: Format, data: bytes) -> None:
    try:
        parse(known.name, data)
    except Unreadable as reason:
        assert str(reason).endswith(".")


@given(st.binary(max_size=400))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    for known in formats():
        known.recognises(Source.of_bytes(data))
        attempt(known, data)


@given(FRAGMENTS.map("".join))
def test_no_text_breaks_a_reader(text: str) -> None:
    for known in formats():
        attempt(known, text.encode())


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
        attempt(by_name(name), json.dumps(document).encode())


@every_format
@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\xef\xbb\xbf", b"\x00" * 50, b"PK\x03\x04\x00\x00"]
)
def test_a_file_without_text_is_refused_with_a_sentence(known: Format, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parse(known.name, data)


def test_a_file_that_is_too_large_is_refused() -> None:
    source = Source("a.gift", MAX_BYTES + 1, BytesIO)
    with pytest.raises(Unreadable, match="larger than 1 GB"):
        next(read(by_name("gift"), source))


def test_a_file_too_large_for_memory_is_refused_where_it_has_to_fit() -> None:
    source = Source("a.json", MAX_WHOLE + 1, lambda: BytesIO(b"[1]"))
    with pytest.raises(Unreadable, match="larger than 64 MB"):
        next(read(by_name("opentdb"), source))


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 16 MB"):
        parse("gift", b"a" * MAX_LINE)


@every_format
@pytest.mark.parametrize(
    "unit",
    ["[", "{", "{=", "~", "<b>", "\n", " \n", "\\(", "$ ", "_ _", "// [tag:", "a,", '"', "::",
     "A. ", "answer:,", "*", "<pre>", "[html]<p>", "&amp;", "- - ", "=~%50%"],
)  # fmt: skip
def test_a_reader_comes_to_an_end_with_much_of_one_thing(known: Format, unit: str) -> None:
    # In quadratic time this takes minutes, in linear time a second.
    data = f"[html]x{unit * (150_000 // len(unit))}{{=a ~b}}".encode()
    assert known.recognises(Source.of_bytes(data)) in (True, False)
    attempt(known, data)


def test_json_nested_deeply_is_refused() -> None:
    with pytest.raises(Unreadable, match="not JSON"):
        parse("json", b'{"questions":' + b"[" * 100_000)


def test_not_a_number_is_refused_as_json() -> None:
    with pytest.raises(Unreadable, match="not JSON"):
        parse("json", b'[{"text": "a", "choices": [{"text": "b", "weight": NaN}]}]')


def test_windows_1252_is_read_with_a_warning() -> None:
    parsed = parse("gift", "Où ?{=là ~ici}".encode("windows-1252"))
    assert parsed.questions[0].content.text == "Où ?"
    assert "windows-1252" in parsed.warnings[0].message


def test_an_unknown_format_is_named_with_those_that_are_known() -> None:
    with pytest.raises(Unreadable, match=", ".join(sorted(NAMES))):
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
    assert guess(Source.of_bytes(text.encode(), filename)).name == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.gift", "No such file"),
        ("", "it is no file"),
        ("a\0b", "this is no name of a file"),
    ],
)
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        Source.of_path(tmp_path / name)
