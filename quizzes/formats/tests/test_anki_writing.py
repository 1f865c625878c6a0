"""Packages that are written for Anki, and what is read of them after it changed them."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import Any

from hypothesis import given

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.anki import Anki, own
from quizzes.formats.base import BankInfo

from .strategies import complete_questions
from .test_anki import PNG, package, parsed, weights

BANK = BankInfo("cells", "Cells", "", "en")


@given(complete_questions)
def test_a_package_holds_everything(written: list[QuestionContent]) -> None:
    data = Anki().write(written, BANK).data
    assert [one.content for one in parsed(data).questions] == written
    assert Anki().write(written, BANK).data == data


def sample(**changes: Any) -> QuestionContent:
    choices = (ChoiceContent("Leaf", 1, "Yes!"), ChoiceContent("Snow", -0.5, "No."))
    question = QuestionContent("Green", Kind.SINGLE, "What is *green*?", choices, "Why", ("Look",))
    return replace(question, category=("Plants",), tags=("two words",), max_mark=2.0, **changes)


def edited(question: QuestionContent, **values: str) -> QuestionContent:
    """What is read after fields of a written note were changed in Anki."""
    data = Anki().write([question], BANK).data
    with zipfile.ZipFile(BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as notes:
        notes.deserialize(archive.read("collection.anki2"))
        flds = notes.execute("SELECT flds FROM notes").fetchone()[0].split("\x1f")
        fields = dict(zip(own.field_names(8), flds, strict=True)) | values
        notes.execute("UPDATE notes SET flds = ?", ("\x1f".join(fields.values()),))
        notes.commit()
        return parsed(package(collection_anki2=notes.serialize())).questions[0].content


def test_what_was_changed_in_anki_counts_and_the_rest_stays() -> None:
    question = sample()
    assert edited(question, Question="<i>New</i>") == replace(question, text="*New*")
    assert edited(question, Explanation="") == replace(question, explanation="")
    assert edited(question, Hints="One<hr>Two").hints == ("One", "Two")
    changed = edited(question, B="Ice")
    assert changed.choices[1] == replace(question.choices[1], text="Ice")


def test_feedback_that_was_changed_in_anki_goes_to_the_explanation() -> None:
    question = edited(sample(), Feedback="Well, <b>well</b>")
    assert question.explanation == "Why\n\nWell, **well**"
    assert [choice.feedback for choice in question.choices] == ["", ""]


def test_a_deck_and_tags_that_were_changed_in_anki_count() -> None:
    data = Anki().write([sample()], BANK).data
    with zipfile.ZipFile(BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as notes:
        notes.deserialize(archive.read("collection.anki2"))
        notes.execute("UPDATE cards SET did = 1")
        notes.execute("UPDATE notes SET tags = ' new '")
        notes.commit()
        question = parsed(package(collection_anki2=notes.serialize())).questions[0].content
    assert (question.category, question.tags) == ((), ("new",))


def test_another_answer_in_anki_gives_other_weights() -> None:
    assert weights(edited(sample(), Answer="B")) == [("Leaf", 0), ("Snow", 1)]
    assert edited(sample(), Answer="A, B").kind == Kind.MULTIPLE
    assert weights(edited(sample(), C="Grass", Answer="C"))[2] == ("Grass", 1)


def test_a_damaged_source_leaves_what_the_fields_say() -> None:
    question = edited(sample(), Chatsite="{}")
    assert (question.text, question.category) == ("What is *green*?", ("Cells", "Plants"))
    assert weights(question) == [("Leaf", 1), ("Snow", 0)]


def test_pictures_go_along_and_missing_ones_are_named() -> None:
    question = sample(text="![A cell](file:a%20cell.png) ![None](file:no.png)")
    written = Anki().write([question], BANK, {"a cell.png": PNG}.get)
    assert "no.png" in written.warnings[0].message
    found = parsed(written.data).questions[0]
    assert found.content == question
    assert found.files == {"a cell.png": PNG}


def test_a_note_stays_itself_while_its_name_and_place_stay() -> None:
    def rows(column: str, *questions: QuestionContent) -> list[object]:
        data = Anki().write(questions, BANK).data
        with (
            zipfile.ZipFile(BytesIO(data)) as archive,
            closing(sqlite3.connect(":memory:")) as notes,
        ):
            notes.deserialize(archive.read("collection.anki2"))
            return [one for (one,) in notes.execute(f"SELECT {column} FROM notes ORDER BY id")]

    changed = sample(text="Changed")
    assert rows("guid", sample()) == rows("guid", changed)
    assert rows("mod", sample()) != rows("mod", changed)
    assert len({*rows("guid", sample(), sample(), sample(name="Other"))}) == 3


def test_a_question_with_too_many_choices_is_left_out_with_a_warning() -> None:
    many = tuple(ChoiceContent(str(place), float(not place)) for place in range(27))
    written = Anki().write([sample(choices=many), sample(choices=many[:26])], BANK)
    assert [one.line for one in written.warnings] == [1]
    assert [len(one.content.choices) for one in parsed(written.data).questions] == [26]
