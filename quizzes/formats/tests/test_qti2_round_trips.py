"""read(write(x)) == x for the packages that we write, and what an edit elsewhere leaves of it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import BankInfo, Parsed, WritableFormat
from quizzes.formats.qti2 import Qti2, Qti3
from quizzes.formats.source import Source

from .strategies import lines, questions, words

BANK = BankInfo("cells", "Cells", "About\ncells", "en")
BOTH: list[WritableFormat] = [Qti2(), Qti3()]
both = pytest.mark.parametrize("known", BOTH, ids=["qti2", "qti3"])
PNG = b"\x89PNG\r\n\x1a\n"
QUESTION = QuestionContent(
    name="Cells",
    kind=Kind.SINGLE,
    text="Which *organelle* makes $ATP$?",
    choices=(
        ChoiceContent("The `nucleus`", 0.0, "It holds the ~~DNA~~ genes."),
        ChoiceContent("The mitochondrion", 1.0),
        ChoiceContent("None of these", -0.25, pinned=True),
    ),
    explanation="1. Food\n2. ATP",
    hints=("It has two membranes.",),
    tags=("cells", "energy"),
    category=("Biology", "Cells"),
    max_mark=2.5,
)


def parsed(data: bytes) -> Parsed:
    from quizzes.formats.base import Options

    return Parsed.of(Qti2().read(Source.of_bytes(data), Options()))


def again(known: WritableFormat, written: list[QuestionContent]) -> list[QuestionContent]:
    found = parsed(known.write(written, BANK).data)
    assert found.skipped == []
    return [question.content for question in found.questions]


def repacked(data: bytes, name: str, old: str, new: str) -> bytes:
    """The package with a text of one of its files replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            if member == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            if new or member != name:
                after.writestr(member, content)
    return out.getvalue()


@both
@given(
    st.lists(questions, min_size=1, max_size=3),
    st.lists(words, max_size=2),
    st.floats(0.01, 1000),
    st.booleans(),
    st.booleans(),
)
def test_a_package_holds_everything(
    known: WritableFormat,
    written: list[QuestionContent],
    hints: list[str],
    mark: float,
    shuffle: bool,
    pinned: bool,
) -> None:
    written = [
        replace(
            question,
            hints=tuple(hints),
            max_mark=mark,
            shuffle=shuffle,
            choices=tuple(replace(choice, pinned=pinned) for choice in question.choices),
        )
        for question in written
    ]
    assert again(known, written) == written


@both
@given(questions, lines)
def test_an_edit_of_one_text_elsewhere_leaves_the_others(
    known: WritableFormat, question: QuestionContent, title: str
) -> None:
    question = replace(question, name="A name of ours")
    data = known.write([question], BANK).data
    item = "items/question-00001.xml"
    edited = parsed(repacked(data, item, "A name of ours", "Another name"))
    if edited.questions:
        assert edited.questions[0].content == replace(question, name="Another name")
    else:
        # Without any right choice it is only ours as long as nobody touches it.
        assert not any(choice.weight > 0 for choice in question.choices)
