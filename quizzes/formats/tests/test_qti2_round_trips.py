"""read(write(x)) == x for the packages that we write, and what an edit elsewhere leaves of it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import BankInfo, Options, Parsed, Unreadable, WritableFormat
from quizzes.formats.qti2 import Qti2, Qti3
from quizzes.formats.source import Source

from .strategies import complete_questions, lines, questions

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
@given(complete_questions)
def test_a_package_holds_everything(known: WritableFormat, written: list[QuestionContent]) -> None:
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


@both
def test_other_programs_see_the_same_question(known: WritableFormat) -> None:
    data = repacked(known.write([QUESTION], BANK).data, "chatsite.jsonl", "", "")
    (found,) = [question.content for question in parsed(data).questions]
    assert found == replace(QUESTION, hints=(), choices=found.choices)
    assert [replace(choice, feedback="") for choice in found.choices] == [
        replace(choice, feedback="") for choice in QUESTION.choices
    ]
    assert found.choices[0].feedback == "It holds the DNA genes."


@both
def test_each_edit_elsewhere_counts_and_the_rest_is_ours(known: WritableFormat) -> None:
    data = known.write([QUESTION], BANK).data
    edited = repacked(data, "items/question-00001.xml", "The mitochondrion", "The ribosome")
    (found,) = [question.content for question in parsed(edited).questions]
    first, second, third = QUESTION.choices
    changed = replace(second, text="The ribosome")
    assert found == replace(QUESTION, choices=(first, changed, third))


@both
def test_an_edited_test_moves_questions(known: WritableFormat) -> None:
    data = known.write([QUESTION], BANK).data
    edited = repacked(data, "test.xml", 'title="Cells"', 'title="Organelles"')
    found = parsed(edited)
    assert found.questions[0].content == replace(QUESTION, category=("Biology", "Organelles"))
    assert found.bank == replace(BANK, title="Cells")


@both
def test_a_package_holds_the_bank_and_its_pictures(known: WritableFormat) -> None:
    question = replace(QUESTION, text="A ![cell](file:my%20cell.png) and [it](file:my%20cell.png)")
    written = known.write([question], BANK, {"my cell.png": PNG}.get)
    found = parsed(written.data)
    assert found.bank == BANK
    assert found.questions[0].content == question
    assert found.questions[0].files == {"my cell.png": PNG}
    stripped = parsed(repacked(written.data, "chatsite.jsonl", "", ""))
    assert stripped.questions[0].content.text == question.text
    assert stripped.questions[0].files == {"my cell.png": PNG}


def test_a_name_that_no_program_could_open_becomes_another() -> None:
    question = replace(QUESTION, text="![cell](file:..%2Fa%3Ab.png)")
    written = Qti2().write([question], BANK, lambda name: PNG)
    found = parsed(written.data).questions[0]
    assert found.content.text == "![cell](file:a_b.png)"
    assert found.files == {"a_b.png": PNG}


def test_a_missing_picture_leaves_its_alternative_text_with_a_warning() -> None:
    question = replace(QUESTION, text="See ![the map](file:map.png).", hints=())
    written = Qti2().write([question], BANK)
    assert parsed(written.data).questions[0].content.text == "See the map."
    assert [(one.line, one.message) for one in written.warnings] == [
        (1, "The file map.png is missing and was left out.")
    ]


def test_what_other_programs_lose_gives_a_warning() -> None:
    listed = replace(QUESTION, text="3. Three\n4. Four")
    assert [one.message.split()[0] for one in Qti2().write([listed], BANK).warnings] == ["Its", "A"]
    assert [one.message.split()[0] for one in Qti3().write([listed], BANK).warnings] == ["Its"]


@both
def test_the_same_questions_give_the_same_bytes(known: WritableFormat) -> None:
    assert known.write([QUESTION], BANK).data == known.write([QUESTION], BANK).data


@both
def test_an_empty_bank_is_written_and_has_nothing_to_read(known: WritableFormat) -> None:
    with pytest.raises(Unreadable, match="no item"):
        parsed(known.write([], BankInfo()).data)


@both
def test_standard_rules_are_written_where_they_say_it_all(known: WritableFormat) -> None:
    simple = replace(
        QUESTION, choices=(ChoiceContent("a", 1.0), ChoiceContent("b")), explanation="", max_mark=1
    )
    several = replace(simple, kind=Kind.MULTIPLE)
    with zipfile.ZipFile(BytesIO(known.write([simple, several], BANK).data)) as archive:
        first, second = (archive.read(f"items/question-0000{number}.xml") for number in (1, 2))
    assert b"match_correct" in first and b"mapping" not in first
    assert b"map_response" in second and b"mapping" in second
    more = replace(simple, max_mark=3)
    assert b'mappedValue="3"' in written_item(Qti2(), more)


def written_item(known: WritableFormat, question: QuestionContent) -> bytes:
    with zipfile.ZipFile(BytesIO(known.write([question], BANK).data)) as archive:
        return archive.read("items/question-00001.xml")


def test_only_qti_3_says_where_a_list_begins() -> None:
    listed = replace(QUESTION, text="3. Three\n4. Four")
    assert b'<ol start="3">' in written_item(Qti3(), listed)
    assert b"start=" not in written_item(Qti2(), listed)


def test_two_files_of_one_name_get_two_names() -> None:
    files = {"a/x.png": PNG, "b/x.png": PNG + b"!"}
    question = replace(QUESTION, text="![A](file:a/x.png) ![B](file:b/x.png)")
    (found,) = parsed(Qti2().write([question], BANK, files.get).data).questions
    assert found.content.text == "![A](file:x.png) ![B](file:2-x.png)"
    assert found.files == {"x.png": PNG, "2-x.png": PNG + b"!"}


def test_a_text_that_was_put_before_our_question_is_there() -> None:
    data = Qti2().write([replace(QUESTION, category=())], BANK).data
    shared = '<rubricBlock use="sharedstimulus" view="candidate"><p>Read.</p></rubricBlock>'
    edited = repacked(data, "test.xml", 'visible="false">', f'visible="false">{shared}')
    (found,) = parsed(edited).questions
    assert found.content.text.startswith("Read.\n\nWhich *organelle*")


@both
def test_control_characters_and_odd_ones_leave_well_formed_xml(known: WritableFormat) -> None:
    odd = replace(QUESTION, text="a\x01b\ufffe<c> & ]]>", name='"q" & <n>\x0b')
    data = known.write([odd], BANK).data
    assert b"\x01" not in written_item(known, odd)
    for read in (data, repacked(data, "chatsite.jsonl", "", "")):
        (found,) = parsed(read).questions
        assert found.content.text.startswith("a")


def test_an_edited_key_counts() -> None:
    data = Qti2().write([QUESTION], BANK).data
    item = "items/question-00001.xml"
    edited = repacked(data, item, 'mappedValue="-0.625"', 'mappedValue="1.25"')
    first, second, third = QUESTION.choices
    (found,) = parsed(edited).questions
    assert found.content == replace(QUESTION, choices=(first, second, replace(third, weight=0.5)))


def test_an_edited_title_of_the_bank_counts() -> None:
    data = Qti2().write([QUESTION], BANK).data
    edited = repacked(data, "imsmanifest.xml", ">Cells</string>", ">Organs</string>")
    assert parsed(edited).bank == replace(BANK, title="Organs")
