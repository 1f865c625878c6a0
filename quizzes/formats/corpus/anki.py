"""Compares with the notes themselves, read from the collection by plain SQL.

The notes of the corpus have the fields Ques, A to E, Ans (a letter, or the text of a choice), Ex.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import zstandard

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen, squeezed, without_tags

_LETTERS = "ABCDE"


def anki(folder: Path) -> Comparison:
    comparison = Comparison("apkg")
    for path in sorted(folder.glob("*.apkg")):
        questions = {one.line: one.content for one in parsed("anki", path).questions}
        for number, note in enumerate(_notes(path), 1):
            question = questions.pop(number, None)
            wrong = list(_differences(question, note)) if question else ["no question"]
            if wrong:
                comparison.differences.append(f"{path.name}, note {number}: {'; '.join(wrong)}")
            else:
                comparison.equal += 1
        for number in questions:
            comparison.differences.append(f"{path.name}, note {number}: there is no such note")
    return comparison


def _notes(path: Path) -> list[dict[str, str]]:
    """The fields of each note by name."""
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        packed = archive.read("collection.anki21b")
        with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            database = bytearray(reader.read())
        # A database in memory has no write-ahead log, which these two bytes ask for.
        database[18:20] = b"\x01\x01"
        connection.deserialize(database)
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        names: dict[int, list[str]] = {}
        for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            names.setdefault(kind, []).append(name)
        rows = connection.execute("SELECT mid, flds FROM notes ORDER BY id").fetchall()
        return [dict(zip(names[kind], flds.split("\x1f"), strict=True)) for kind, flds in rows]


def _differences(question: QuestionContent, note: dict[str, str]) -> Iterator[str]:
    # One note has its right choice once more in the field E, which no question may have.
    shown = {letter: _shown(note[letter]) for letter in _LETTERS if note[letter].strip()}
    choices = list(dict.fromkeys(shown.values()))
    answer = _shown(note["Ans"])
    right = {shown.get(answer, answer)}
    if seen(question.text) != _shown(note["Ques"]):
        yield f"text {question.text!r}"
    if [seen(choice.text) for choice in question.choices] != choices:
        yield f"choices {[choice.text for choice in question.choices]}, expected {choices}"
    if {seen(choice.text) for choice in question.choices if choice.weight > 0} != right:
        yield f"other right choices than {right}"
    if not seen(question.explanation).startswith(_shown(note["Ex"])):
        yield f"explanation {question.explanation!r}"


def _shown(html: str) -> str:
    return squeezed(without_tags(html))
