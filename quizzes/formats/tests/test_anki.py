from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO

import pytest
import zstandard

from quizzes.content import Kind, QuestionContent
from quizzes.formats.anki import Anki
from quizzes.formats.anki.answers import Shown, right
from quizzes.formats.anki.collection import MAX_VALUE
from quizzes.formats.anki.roles import roles
from quizzes.formats.base import Options, Parsed, Unreadable
from quizzes.formats.source import Source

PNG = b"\x89PNG\r\n\x1a\n and so on"
FIELDS = ("Ques", "A", "B", "C", "D", "Ans", "Ex")
ONE_TO_FIVE = ("Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4",
               "Q_5", "Answers", "Sources", "Extra 1")  # fmt: skip


def varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def message(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def legacy(fields: tuple[str, ...], notes: list[tuple[str, ...]], **model: object) -> bytes:
    """A collection of schema 11 with a note type of these fields."""
    described = {
        "name": "MCQ",
        "flds": [{"name": name} for name in fields],
        "tmpls": [{"qfmt": "{{Front picture}}", "afmt": ""}],
        "type": 0,
        **model,
    }
    decks = {"5": {"name": "Biology::Cells"}, "1": {"name": "Default"}}
    return database(
        "CREATE TABLE col (id integer, models text, decks text)",
        "CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text)",
        "CREATE TABLE cards (id integer, nid integer, did integer, odid integer)",
        col=[(1, json.dumps({"7": described}), json.dumps(decks))],
        notes=[(place, 7, " easy  hard ", "\x1f".join(note)) for place, note in enumerate(notes)],
        cards=[(place, place, 5, 0) for place in range(len(notes))],
    )


def modern(fields: tuple[str, ...], notes: list[tuple[str, ...]], kind: int = 0) -> bytes:
    """A collection of schema 18."""
    return database(
        "CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text)",
        "CREATE TABLE cards (id integer, nid integer, did integer, odid integer)",
        "CREATE TABLE decks (id integer, name text COLLATE unicase)",
        "CREATE TABLE notetypes (id integer, name text COLLATE unicase, config blob)",
        "CREATE TABLE fields (ntid integer, ord integer, name text NOT NULL COLLATE unicase,"
        " PRIMARY KEY (ntid, ord)) WITHOUT ROWID",
        "CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)",
        "CREATE TABLE templates (ntid integer, ord integer, config blob)",
        notes=[(place, 7, "", "\x1f".join(note)) for place, note in enumerate(notes)],
        cards=[(place, place, 1, 5) for place in range(len(notes))],
        decks=[(5, "Biology\x1fCells"), (1, "Filtered")],
        notetypes=[(7, "MCQ", message(1, kind))],
        fields=[(7, place, name) for place, name in enumerate(fields)],
        templates=[(7, 0, message(1, b"{{Front picture}}") + message(2, b"{{Back picture}}"))],
    )


def database(*schema: str, **rows: list[tuple[object, ...]]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        for statement in schema:
            connection.execute(statement)
        for table, values in rows.items():
            for row in values:
                places = ",".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({places})", row)
        connection.commit()
        return connection.serialize()


def package(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


def compressed(collection: bytes, media: dict[str, bytes] | None = None) -> bytes:
    """A package as Anki writes it today: with a decoy for those before it."""
    media = media or {}
    pack = zstandard.ZstdCompressor().compress
    entries = b"".join(message(1, message(1, name.encode())) for name in media)
    files = {str(place): pack(data) for place, data in enumerate(media.values())}
    decoy = legacy(("Front", "Back"), [("Please update to the latest Anki version", "")])
    return package(
        meta=message(1, 3),
        collection_anki21b=pack(collection),
        collection_anki2=decoy,
        media=pack(entries),
        **files,
    )


def parsed(data: bytes) -> Parsed:
    return Parsed.of(Anki().read(Source.of_bytes(data), Options()))


def only(fields: tuple[str, ...], *note: str) -> QuestionContent:
    found = parsed(package(collection_anki21=legacy(fields, [note])))
    assert found.skipped == []
    return found.questions[0].content


def weights(question: QuestionContent) -> list[tuple[str, float]]:
    return [(choice.text, choice.weight) for choice in question.choices]


NOTE = ("What is <b>green</b>?", "Leaf", "Snow", "Coal", "", "A", "Because of<br>chlorophyll")


@pytest.mark.parametrize(
    "data",
    [
        package(collection_anki2=legacy(FIELDS, [NOTE])),
        package(collection_anki21=legacy(FIELDS, [NOTE]), collection_anki2=b"older"),
        compressed(modern(FIELDS, [NOTE])),
    ],
    ids=["anki2", "anki21", "anki21b"],
)
def test_all_three_generations_of_packages_are_read(data: bytes) -> None:
    assert Anki().recognises(Source.of_bytes(data))
    question = parsed(data).questions[0].content
    assert question.text == "What is **green**?"
    assert weights(question) == [("Leaf", 1), ("Snow", 0), ("Coal", 0)]
    assert question.explanation == "Because of  \nchlorophyll"
    assert question.category == ("Biology", "Cells")


def test_tags_are_kept() -> None:
    assert only(FIELDS, *NOTE).tags == ("easy", "hard")


def test_the_collection_that_the_package_names_is_read() -> None:
    old, new = (legacy(FIELDS, [(text, *NOTE[1:])]) for text in ("old", "new"))
    data = package(collection_anki2=old, collection_anki21=new, meta=message(1, 1))
    assert parsed(data).questions[0].content.text == "old"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("A", {0}), ("c", {2}), ("(B)", {1}), ("A, C", {0, 2}), ("AC", {0, 2}), ("B.", {1}),
        ("2", {1}), ("1 3", {0, 2}), ("1 0 1 0", {0, 2}), ("0100", {1}), ("0 1 1", {1, 2}),
        ("snow", {1}), ("Leaf\nCoal", {0, 2}), ("B) Snow", {1}), ("Correct answer: C", {2}),
        ("The correct answer is Coal", {2}), ("Option 3", {2}), ("0 0 1 0 0", {2}),
    ],
)  # fmt: skip
def test_the_right_choices_are_given_in_many_ways(answer: str, expected: set[int]) -> None:
    assert right(answer, Shown(["Leaf", "Snow", "Coal", ""], "ABCD", None)).places == expected


def test_words_before_an_answer_are_passed_over_only_so_often() -> None:
    with pytest.raises(ValueError, match="none of the choices"):
        right("Answer: " * 5000 + "A", Shown(["Leaf", "Snow"], "AB", None))


@pytest.mark.parametrize("answer", ["", "E", "D", "0", "9", "Grass", "0 0 0 0", "A or B"])
def test_an_answer_that_is_no_choice_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        right(answer, Shown(["Leaf", "Snow", "Coal", ""], "ABCD", None))


def test_numbers_count_from_0_where_somebody_says_so() -> None:
    assert right("0", Shown(["Leaf", "Snow"], "", 0)).places == {0}


def test_a_number_is_rather_the_text_of_a_choice_than_its_place() -> None:
    found = right("4", Shown(["3", "4", "5", "6"], "", None))
    assert found.places == {1}
    assert "text of a choice" in found.doubt


def test_a_letter_is_rather_a_letter_than_the_text_of_a_choice() -> None:
    found = right("A", Shown(["B", "A", "AB", "0"], "ABCD", None))
    assert found.places == {0}
    assert "letter" in found.doubt


@pytest.mark.parametrize(
    "fields",
    [
        ("Question", "Option 1", "Option 2", "Option 3", "Answer", "Explanation"),
        ("question", "option_a", "option_b", "option_c", "correct", "explanation"),
        ("Frage", "Antwort A", "Antwort B", "Antwort C", "Richtig", "Erklärung"),
        ("Some text", "Choice 1", "Choice 2", "Choice 3", "Key", "Rationale"),
    ],
)
def test_fields_are_known_by_their_names(fields: tuple[str, ...]) -> None:
    question = only(fields, "Q", "a", "b", "c", "b", "Why")
    assert weights(question) == [("a", 0), ("b", 1), ("c", 0)]
    assert (question.text, question.explanation) == ("Q", "Why")


def test_an_answer_is_found_in_a_field_of_any_name() -> None:
    fields = ("Q", "A", "B", "Lektion", "Lösungsbuchstabe")
    assert weights(only(fields, "Q?", "a", "b", "Sieben und mehr", "B")) == [("a", 0), ("b", 1)]


def test_wrong_choices_stand_beside_the_right_one() -> None:
    fields = ("Question", "Correct Answer", "Wrong 1", "Wrong 2")
    assert weights(only(fields, "Q?", "a", "b", "c")) == [("a", 1), ("b", 0), ("c", 0)]


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        ("1", "1 0 0 1", Kind.MULTIPLE),
        ("2", "0 1 0 0", Kind.SINGLE),
        ("0", "1 0 0 0", Kind.MULTIPLE),
    ],
)
def test_the_note_type_all_in_one_says_its_kind(kind: str, answers: str, expected: Kind) -> None:
    note = ("Q?", "A title", kind, "a", "b", "c", "d", "", answers, "", "Why")
    question = only(ONE_TO_FIVE, *note)
    assert question.kind == expected
    assert sum(choice.weight for choice in question.choices) == pytest.approx(1)
    assert (question.name, question.explanation) == ("A title", "Why")


def test_true_and_false_are_a_question_of_their_own_kind() -> None:
    question = only(FIELDS, "Q?", "False", "true", "", "", "B", "")
    assert question.kind == Kind.TRUE_FALSE
    assert weights(question) == [("True", 1), ("False", 0)]


def test_other_cards_are_listed_one_by_one() -> None:
    basic = legacy(("Front", "Back"), [("Sun", "Sol"), ("Moon", "Luna")])
    found = parsed(package(collection_anki2=basic))
    assert [(item.line, item.name) for item in found.skipped] == [(1, "Sun"), (2, "Moon")]
    assert "no choices" in found.skipped[0].reason
    cloze = parsed(compressed(modern(("Text", "A", "B"), [("{{c1::x}}", "", "")], kind=1)))
    assert "cloze" in cloze.skipped[0].reason


def test_a_field_without_a_role_is_named() -> None:
    found = parsed(package(collection_anki2=legacy((*FIELDS, "Chapter"), [(*NOTE, "Seven")])))
    assert "“Chapter”" in found.warnings[0].message


def test_sounds_and_pictures_that_are_not_there_are_named() -> None:
    note = ('[sound:a.mp3]Q <img src="no.png" alt="A cell">', *NOTE[1:])
    found = parsed(package(collection_anki2=legacy(FIELDS, [note])))
    assert found.questions[0].content.text == "Q A cell"
    assert ["a.mp3" in found.warnings[0].message, "no.png" in found.warnings[1].message] == [
        True
    ] * 2


def test_formulas_of_all_ways_stay_formulas() -> None:
    html = r"[$]a_1[/$] [latex]$b_1$[/latex] [latex]\alpha_1[/latex] \(c_1 &lt; d_1\) [$$]e_1[/$$]"
    assert only(FIELDS, html, *NOTE[1:]).text == (r"$a_1$ $b_1$ $$\alpha_1$$ \(c_1 < d_1\) $$e_1$$")


def test_formulas_may_have_breaks_in_them() -> None:
    assert only(FIELDS, "[$]a<br>&lt; b[/$]", *NOTE[1:]).text == "$a < b$"


@pytest.mark.parametrize("field", ["Front picture", "Back picture"])
def test_pictures_come_with_their_question(field: str) -> None:
    fields = (*FIELDS, field)
    note = (*NOTE, '<img src="a%20cell.png" alt="A cell">')
    data = compressed(modern(fields, [note]), {"a cell.png": PNG})
    question = parsed(data).questions[0]
    shown = "![A cell](file:a%20cell.png)"
    texts = (question.content.text, question.content.explanation)
    assert [shown in text for text in texts] == [
        field.startswith("Front"),
        field.startswith("Back"),
    ]
    assert question.files == {"a cell.png": PNG}


def test_a_choice_that_is_there_twice_is_read_once() -> None:
    found = parsed(package(collection_anki2=legacy(FIELDS, [("Q?", "a", "b", "a", "", "C", "")])))
    assert weights(found.questions[0].content) == [("a", 1), ("b", 0)]
    assert "more than once" in found.warnings[0].message


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE VIEW notes AS SELECT 1 AS id, 7 AS mid, '' AS tags, 'a' AS flds",
        "CREATE VIRTUAL TABLE notes USING fts5(id, mid, tags, flds)",
        "CREATE TABLE other (id)",
    ],
)
def test_what_is_no_table_is_not_asked(schema: str) -> None:
    with pytest.raises(Unreadable, match="no notes"):
        parsed(package(collection_anki2=database(schema)))


def test_a_computed_column_computes_nothing() -> None:
    data = database(
        "CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text,"
        " flds text AS (hex(zeroblob(1000))))"
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute("INSERT INTO notes (id, mid, tags) VALUES (1, 7, '')")
        data = connection.serialize()
    with pytest.raises(Unreadable, match="computes its values"):
        parsed(package(collection_anki2=data))


def test_a_value_without_end_is_refused() -> None:
    data = legacy(FIELDS, [("a" * (MAX_VALUE + 1), *NOTE[1:])])
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed(package(collection_anki2=data))


@pytest.mark.parametrize(
    "data",
    [
        package(readme=b""),
        package(collection_anki2=b"SQLite format 3\x00 and no more"),
        package(collection_anki2=legacy(FIELDS, [NOTE])[:5000]),
        package(
            collection_anki2=legacy(FIELDS, [NOTE]).replace(b"E TABLE notes", b"E \xfdABLE notes")
        ),
        package(collection_anki21b=b"not compressed"),
        package(collection_anki21b=zstandard.ZstdCompressor().compress(bytes(300 * 1024**2))),
    ],
    ids=["none", "empty", "cut", "no UTF-8", "plain", "bomb"],
)
def test_damaged_packages_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        parsed(data)


def test_what_grows_without_end_is_refused_for_that() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(300 * 1024**2))
    with pytest.raises(Unreadable, match="more than 256 MB"):
        parsed(package(collection_anki21b=bomb))


def test_a_media_map_that_is_none_loses_only_pictures() -> None:
    data = package(collection_anki2=legacy(FIELDS, [NOTE]), media=b"[1, {}]")
    assert len(parsed(data).questions) == 1


def test_fields_in_a_row_are_choices_only_together() -> None:
    assert roles(("Front", "Back", "Extra 1")) is None
    found = roles(("Question", "A", "B", "D", "Answer"))
    assert found is not None
    assert found.choices == (1, 2)
