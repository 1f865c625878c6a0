"""Anki's collection: an SQLite database that somebody sent, so it may do nothing but be read.

No view, trigger, virtual table or function of it is ever used, and the work that reading it may
take is bounded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson

from quizzes.formats.base import Unreadable
from quizzes.formats.shared.decoding import without_controls

from . import protobuf
from .package import Package

_TABLES = frozenset({"col", "notes", "cards", "decks", "notetypes", "fields", "templates"})
_READABLE = _TABLES | {"sqlite_master"}
MAX_VALUE = 16 * 1024**2
MAX_CARDS = 2_000_000
# Steps of SQLite's machine: 200,000 notes take some ten million.
_STEPS, MAX_PARTS = 100_000, 3_000
_SEPARATOR = "\x1f"
_CLOZE = 1


@dataclass(frozen=True, slots=True)
class NoteType:
    """`front` and `back`: the HTML that the cards are made by, of all its cards together."""

    name: str
    fields: tuple[str, ...]
    is_cloze: bool
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Note:
    """`number`: its place in the collection, from 1. `values`: the HTML of its fields."""

    number: int
    type: NoteType | None
    deck: tuple[str, ...]
    tags: tuple[str, ...]
    values: tuple[str, ...]


@contextmanager
def open_collection(package: Package) -> Iterator[Collection]:
    """Raises Unreadable where it is no database, a damaged one, or one that takes too long."""
    with NamedTemporaryFile(suffix=".anki2") as file:
        package.copy_collection(file)
        address = f"{Path(file.name).as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
                _restrict(connection)
                yield Collection(connection)
        # UnicodeError: SQLite's message quotes what is damaged.
        except (sqlite3.Error, UnicodeError):
            raise Unreadable("The collection in the package is damaged.") from None


def _restrict(connection: sqlite3.Connection) -> None:
    connection.text_factory = lambda value: value.decode("utf-8", "replace")
    connection.create_collation("unicase", _compare)
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.set_progress_handler(_Patience(), _STEPS)
    connection.set_authorizer(_authorize)


_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class _Patience:
    def __init__(self) -> None:
        self.parts = 0

    def __call__(self) -> int:
        self.parts += 1
        return self.parts > MAX_PARTS


def _authorize(action: int, name: str | None, *_: object) -> int:
    is_allowed = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and name in _READABLE)
        or (action == sqlite3.SQLITE_PRAGMA and name == "table_xinfo")
    )
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _compare(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


class Collection:
    """What of a collection matters for questions. Methods raise sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = self._own_tables()
        self._types = dict(self._note_types())
        self._decks = dict(self._deck_names())
        self._deck_of = dict(self._deck_of_each_note())

    def notes(self) -> Iterator[Note]:
        rows = self._rows("notes", "SELECT id, mid, tags, flds FROM notes ORDER BY id")
        for number, (note, kind, tags, values) in enumerate(rows, 1):
            yield Note(
                number,
                self._types.get(kind),
                self._decks.get(self._deck_of.get(note, 0), ()),
                tuple(dict.fromkeys(_text(tags).split())),
                tuple(map(without_controls, _text(values).split(_SEPARATOR))),
            )

    def _own_tables(self) -> frozenset[str]:
        """The tables that we know and that are tables: a virtual one has no page of its own."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        names = _TABLES & {_text(name) for (name,) in self._connection.execute(query)}
        if "notes" not in names:
            raise Unreadable("The collection in the package has no notes.")
        if any(self._computes(name) for name in names):
            raise Unreadable("The collection in the package computes its values.")
        return frozenset(names)

    def _computes(self, table: str) -> bool:
        """No authorizer is asked for the functions of a computed column."""
        columns = self._connection.execute(f"PRAGMA table_xinfo({table})")
        return any(is_hidden for *_, is_hidden in columns)

    def _rows(self, table: str, query: str) -> Iterator[Any]:
        return iter(self._connection.execute(query) if table in self._tables else ())

    def _note_types(self) -> Iterator[tuple[int, NoteType]]:
        if "notetypes" not in self._tables:
            yield from _types_from_json(self._json("models"))
            return
        names = self._by_type("SELECT ntid, name FROM fields ORDER BY ntid, ord", "fields")
        cards = self._by_type("SELECT ntid, config FROM templates ORDER BY ntid, ord", "templates")
        for key, name, config in self._rows("notetypes", "SELECT id, name, config FROM notetypes"):
            sides = [_sides(card) for card in cards.get(key, [])]
            yield (
                key,
                NoteType(
                    _text(name),
                    tuple(map(_text, names.get(key, []))),
                    _number(config, 1) == _CLOZE,
                    "".join(front for front, _ in sides),
                    "".join(back for _, back in sides),
                ),
            )

    def _by_type(self, query: str, table: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for key, value in self._rows(table, query):
            found.setdefault(key, []).append(value)
        return found

    def _deck_names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        if "decks" in self._tables:
            for key, name in self._rows("decks", "SELECT id, name FROM decks"):
                yield key, deck_path(_text(name).replace(_SEPARATOR, "::"))
            return
        for key, deck in _items(self._json("decks")):
            yield key, deck_path(_text(deck.get("name")))

    def _deck_of_each_note(self) -> Iterator[tuple[int, int]]:
        """Of its first card; `odid` is where a card lives that is in a filtered deck for now."""
        query = f"SELECT nid, did, odid FROM cards ORDER BY id DESC LIMIT {MAX_CARDS}"
        for note, deck, home in self._rows("cards", query):
            yield note, home or deck

    def _json(self, column: str) -> Any:
        for (value,) in self._rows("col", f"SELECT {column} FROM col LIMIT 1"):
            try:
                return orjson.loads(_text(value))
            except orjson.JSONDecodeError:
                return None
        return None


def deck_path(name: str) -> tuple[str, ...]:
    """A category for a deck "A::B"; () for the deck that is there anyway."""
    path = tuple(part for raw in name.split("::") if (part := " ".join(raw.split())))
    return () if path == ("Default",) else tuple(map(without_controls, path))


def _types_from_json(models: Any) -> Iterator[tuple[int, NoteType]]:
    for key, model in _items(models):
        cards = _objects(model.get("tmpls"))
        yield (
            key,
            NoteType(
                _text(model.get("name")),
                tuple(_text(field.get("name")) for field in _objects(model.get("flds"))),
                model.get("type") == _CLOZE,
                "".join(_text(card.get("qfmt")) for card in cards),
                "".join(_text(card.get("afmt")) for card in cards),
            ),
        )


def _items(document: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for key, value in document.items() if isinstance(document, dict) else ():
        if isinstance(value, dict) and key.isascii() and key.isdigit() and len(key) < 20:
            yield int(key), value


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _guarded(read: Callable[[bytes], Any], config: Any, default: Any) -> Any:
    try:
        return read(config if isinstance(config, bytes) else b"")
    except ValueError:
        return default


def _number(config: Any, field: int) -> Any:
    return _guarded(lambda message: protobuf.number(message, field), config, 0)


def _sides(config: Any) -> tuple[str, str]:
    sides: tuple[str, str] = _guarded(
        lambda message: (protobuf.text(message, 1), protobuf.text(message, 2)), config, ("", "")
    )
    return sides
