"""Exchange formats: bytes to questions and back. A new one is a module and a line here."""

from __future__ import annotations

from pathlib import PurePath

from .aiken import Aiken
from .base import Format, Unreadable
from .chatsite_json import ChatsiteJson
from .csv_table import CsvTable
from .gift import Gift
from .opentdb import OpenTriviaDatabase

# The order in which `guess` asks them.
_FORMATS: tuple[Format, ...] = (
    OpenTriviaDatabase(),
    ChatsiteJson(),
    Aiken(),
    Gift(),
    CsvTable(),
)
# How much of a file is looked at to recognise it.
_BEGINNING = 262_144


def formats() -> tuple[Format, ...]:
    return _FORMATS


def by_name(name: str) -> Format:
    """Raises Unreadable for a name that no format has."""
    for known in _FORMATS:
        if known.name == name:
            return known
    names = ", ".join(sorted(known.name for known in _FORMATS))
    raise Unreadable(f"There is no format “{name}”. The formats are {names}.")


def guess(filename: str, data: bytes) -> Format:
    """The format of a file by its content and name. Raises Unreadable when it is none of ours."""
    beginning = data[:_BEGINNING]
    extension = PurePath(filename).suffix.lower()
    likely = [known for known in _FORMATS if extension in known.extensions]
    others = [known for known in _FORMATS if extension not in known.extensions]
    for known in (*likely, *others):
        if known.recognises(beginning):
            return known
    if likely:
        return likely[0]
    raise Unreadable("This is none of the formats that can be read. Name the format if it is.")
