"""A collection of schema 11, as an SQLite file in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha1, sha256
from html import unescape
from typing import Any

import orjson

from .card import note_type
from .own import SIZES

# A day that all decks and note types were made on: the file depends on nothing but them.
_DAY = 1_577_836_800
_TAG = re.compile(r"<[^<>]*>")
_SCHEMA = """
CREATE TABLE col (
    id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
    conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
    tags text NOT NULL);
CREATE TABLE notes (
    id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
    csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (
    id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
    due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
    lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (
    id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
    time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_CONF = {
    "nextPos": 1, "estTimes": True, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0,
    "sortBackwards": False, "addToCur": True, "curDeck": 1, "newSpread": 0, "dueCounts": True,
    "curModel": None, "collapseTime": 1200,
}  # fmt: skip
_DECK_CONF = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0,
    "replayq": True, "dyn": False,
    "new": {"delays": [1, 10], "ints": [1, 4, 7], "initialFactor": 2500, "separate": True,
            "order": 1, "perDay": 20, "bury": True},
    "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 0},
    "rev": {"perDay": 100, "ease4": 1.3, "fuzz": 0.05, "minSpace": 1, "ivlFct": 1,
            "maxIvl": 36500, "bury": True},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A note and its only card. `size`: for how many choices its note type is."""

    id: int
    guid: str
    size: int
    deck: str
    tags: Sequence[str]
    values: Sequence[str]


def collection(cards: Sequence[Card]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_SCHEMA)
        connection.execute(_insert("col", 13), _col(cards))
        connection.executemany(_insert("notes", 11), map(_note, cards))
        connection.executemany(
            _insert("cards", 18), (_card(card, place) for place, card in enumerate(cards, 1))
        )
        connection.commit()
        return connection.serialize()


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _col(cards: Sequence[Card]) -> tuple[object, ...]:
    sizes = [size for size in SIZES if any(card.size == size for card in cards)]
    models = {str(model["id"]): model for model in (note_type(size, _DAY) for size in sizes)}
    names = dict.fromkeys(card.deck for card in cards)
    decks = {
        "1": _deck(1, "Default"),
        **{str(_deck_id(name)): _deck(_deck_id(name), name) for name in names},
    }
    milliseconds = _DAY * 1000
    times = (1, _DAY, milliseconds, milliseconds, 11, 0, 0, 0)
    return (*times, *map(_json, (_CONF, models, decks, {"1": _DECK_CONF}, {})))


def _note(card: Card) -> tuple[object, ...]:
    first = unescape(_TAG.sub("", card.values[0]))
    checksum = int(sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(card.tags)} " if card.tags else ""
    kind = note_type(card.size, _DAY)["id"]
    return (
        card.id, card.guid, kind, _time(card), -1, tags, "\x1f".join(card.values), first,
        checksum, 0, "",
    )  # fmt: skip


def _time(card: Card) -> int:
    """Seconds. Anki takes a note for the same as before where this is the same."""
    digest = sha256("\x1f".join((*card.values, *card.tags)).encode()).digest()
    return _DAY + int.from_bytes(digest[:3], "big")


def _card(card: Card, place: int) -> tuple[object, ...]:
    """A new card, due in the order of the file."""
    return (card.id, card.id, _deck_id(card.deck), 0, _DAY, -1, 0, 0, place, *[0] * 8, "")


def _deck(key: int, name: str) -> dict[str, Any]:
    return {
        "id": key, "name": name, "desc": "", "mod": _DAY, "usn": -1, "conf": 1, "dyn": 0,
        "collapsed": False, "extendNew": 0, "extendRev": 50, "newToday": [0, 0],
        "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
    }  # fmt: skip


def _deck_id(name: str) -> int:
    return 1_400_000_000_000 + int(sha256(name.encode()).hexdigest()[:9], 16)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
