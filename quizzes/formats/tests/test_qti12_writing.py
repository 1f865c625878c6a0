"""Packages for Canvas: they hold what they are given, or say that they don't."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats import guess, parse, writable
from quizzes.formats.base import BankInfo, Parsed, Written, true_false
from quizzes.formats.source import Source

from .strategies import questions

BANK = BankInfo("cells", "Cells", "About *cells*", "en")
PNG = b"\x89PNG\r\n\x1a\n-picture"
CHOICES = (ChoiceContent("a", 1.0), ChoiceContent("b"), ChoiceContent("c"))
QUESTION = QuestionContent("Osmosis", Kind.SINGLE, "Which?", CHOICES)


def written(*given: QuestionContent) -> Written:
    return writable("qti12").write(given, BANK)


def again(*given: QuestionContent) -> Parsed:
    return parse("qti12", written(*given).data)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> str:
    name = next(name for name in members(data) if name.count("/") and "meta" not in name)
    return members(data)[name].decode()


def edited(data: bytes, old: str, new: str) -> bytes:
    changed = BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in members(data).items():
            archive.writestr(name, content.decode().replace(old, new))
    return changed.getvalue()


@given(
    st.lists(
        questions.filter(lambda question: any(one.weight > 0 for one in question.choices)),
        min_size=1,
        max_size=3,
    ),
    st.floats(0.01, 1000),
    st.booleans(),
    st.booleans(),
)
def test_a_package_holds_everything_but_hints_and_tags(
    given: list[QuestionContent], mark: float, shuffle: bool, pinned: bool
) -> None:
    given = [
        replace(
            question,
            tags=(),
            max_mark=mark,
            shuffle=shuffle,
            choices=tuple(replace(choice, pinned=pinned) for choice in question.choices),
        )
        for question in given
    ]
    parsed = again(*given)
    assert parsed.skipped == []
    assert [question.content for question in parsed.questions] == given


def test_the_bank_is_the_quiz() -> None:
    bank = again(QUESTION).bank
    assert (bank.title, bank.description) == ("Cells", "About *cells*")


def test_the_same_questions_have_the_same_bytes() -> None:
    given = [QUESTION, QUESTION, replace(QUESTION, text="$x^2$")]
    assert written(*given).data == written(*given).data


def test_every_question_has_an_identifier_of_its_own_that_stays() -> None:
    def idents(*given: QuestionContent) -> list[str]:
        root = etree.fromstring(document(written(*given).data).encode())
        return [str(item.get("ident")) for item in root.iter("{*}item")]

    other = replace(QUESTION, text="Other?")
    assert idents(other, QUESTION)[1] == idents(QUESTION)[0]
    assert len(set(idents(QUESTION, QUESTION, other))) == 3


def test_a_package_is_recognised_as_what_it_is() -> None:
    assert guess(Source.of_bytes(written(QUESTION).data, "export.zip")).name == "qti12"


def test_all_files_are_in_the_manifest() -> None:
    question = replace(QUESTION, text="![A leaf](file:a%20b/leaf.png)")
    data = writable("qti12").write([question], BANK, lambda name: PNG).data
    root = etree.fromstring(members(data)["imsmanifest.xml"])
    hrefs = {str(file.get("href")) for file in root.iter("{*}file")}
    assert {href.replace("%25", "%").replace("%20", " ") for href in hrefs} == {
        name for name in members(data) if name != "imsmanifest.xml"
    }


def test_pictures_come_along_under_their_names() -> None:
    names = ["leaf.png", "a b/leaf.png", "ä%20.png"]
    pictures = {name: PNG + name.encode() for name in names}
    text = "![A](file:leaf.png) ![B](file:a%20b/leaf.png) ![C](file:%C3%A4%2520.png)"
    question = replace(QUESTION, text=text)
    found = writable("qti12").write([question], BANK, pictures.get)
    assert found.warnings == ()
    [read] = parse("qti12", found.data).questions
    assert read.content == question
    assert read.files == pictures


def test_a_picture_that_is_missing_gives_a_notice() -> None:
    found = written(QUESTION, replace(QUESTION, text="![A](file:leaf.png)"))
    assert [(one.line, one.message) for one in found.warnings] == [
        (2, "The picture leaf.png is missing.")
    ]


def test_what_was_edited_since_wins_over_our_markdown() -> None:
    question = replace(QUESTION, text="**Which**?", explanation="<b>")
    data = edited(written(question).data, "&gt;Which&lt;/strong&gt;", "&gt;What&lt;/strong&gt;")
    [read] = parse("qti12", data).questions
    assert read.content.text == "**What**?"
    assert read.content.explanation == "<b>"


def test_a_title_that_was_edited_since_is_the_name() -> None:
    data = edited(written(QUESTION).data, 'title="Osmosis"', 'title="Diffusion"')
    assert parse("qti12", data).questions[0].content.name == "Diffusion"


@pytest.mark.parametrize(
    "record",
    ["", "x", "[]", '{"name": 1}', '{"name": "a", "category": [], "texts": ["a"]}', "[" * 9],
)
def test_a_record_of_markdown_that_is_none_is_left_alone(record: str) -> None:
    fields = (
        "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>chatsite_markdown</fieldlabel>"
        f"<fieldentry>{record}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    data = edited(written(QUESTION).data, "<itemmetadata>", f"{fields}<itemmetadata>")
    assert [one.content for one in parse("qti12", data).questions] == [QUESTION]


def test_canvas_is_told_what_it_knows() -> None:
    several = replace(
        QUESTION,
        kind=Kind.MULTIPLE,
        choices=(ChoiceContent("a", 0.5), ChoiceContent("b"), ChoiceContent("c", 0.5)),
        explanation="Since.",
    )
    truth = QuestionContent("T", Kind.TRUE_FALSE, "$x<1$?", true_false(False, "", "Right."))
    xml = document(written(QUESTION, several, truth).data)
    for entry in ("multiple_choice", "multiple_answers", "true_false"):
        assert f"<fieldentry>{entry}_question</fieldentry>" in xml
    assert xml.count('linkrefid="general_fb"') == 1
    assert xml.count('<setvar action="Set" varname="SCORE">100</setvar>') == 3
    assert "<and>" in xml and "<not>" in xml
    assert "data-equation-content=" in xml and "x&amp;lt;1" in xml


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hints": ("Water.",)}, "no hints"),
        ({"tags": ("easy",)}, "no tags"),
        ({"shuffle": False}, "shuffles the choices of a whole quiz"),
        ({"choices": (*CHOICES[:2], ChoiceContent("c", pinned=True))}, "doesn't keep some"),
        ({"choices": (*CHOICES[:2], ChoiceContent("c", 0.5))}, "Partial weights"),
        ({"category": ("Plants",)}, "no categories"),
        ({"kind": Kind.TRUE_FALSE, "choices": CHOICES[:2]}, "written as single choice"),
        ({"kind": Kind.MULTIPLE, "choices": (CHOICES[0], ChoiceContent("b", -0.5))}, "same share"),
    ],
)
def test_what_canvas_has_no_place_for_is_said(changes: dict[str, object], message: str) -> None:
    changed = replace(QUESTION, **changes)  # type: ignore[arg-type]  # each test names its fields
    found = written(QUESTION, changed)
    assert [one.line for one in found.warnings] == [2]
    assert message in found.warnings[0].message


def test_a_usual_question_is_written_without_a_notice() -> None:
    assert written(QUESTION).warnings == ()
