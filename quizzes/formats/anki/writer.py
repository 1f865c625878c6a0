"""Writes a package that every Anki since 2.1 imports: a collection of schema 11.

The same questions give the same bytes. A note keeps its identity while bank, category and name
stay, so that importing again updates it, with "Update notes: always" in Anki's dialogue: the file
depends on no clock, so the time of a note tells only that it is another than before.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import PurePosixPath

import orjson

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Files, Notice, Written
from quizzes.formats.shared.decoding import without_controls

from . import database
from .database import Card
from .own import LETTERS, SIZES, Own, field_values, pictures_of, tag_words

DECK = "Chatsite"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_FIRST_ID = 1_400_000_000_000


def write(questions: Iterable[QuestionContent], bank: BankInfo, files: Files) -> Written:
    writer = _Writer(bank, files)
    cards = [card for number, one in enumerate(questions, 1) for card in writer.cards(number, one)]
    return Written(_package(database.collection(cards), writer.media), tuple(writer.warnings))


class _Writer:
    def __init__(self, bank: BankInfo, files: Files) -> None:
        self.bank, self.files = bank, files
        self.media: dict[str, bytes] = {}
        self.warnings: list[Notice] = []
        self.seen: Counter[tuple[str, ...]] = Counter()
        # Anki's are milliseconds. In order, so that questions are read in order again.
        self.first_id = _FIRST_ID + int.from_bytes(sha256(bank.slug.encode()).digest()[:4], "big")

    def cards(self, number: int, question: QuestionContent) -> Iterator[Card]:
        """One, or none for a question that can't be written."""
        if len(question.choices) > len(LETTERS):
            reason = f"Left out: it has more than {len(LETTERS)} choices."
            self.warnings.append(Notice(number, reason))
            return
        own = Own(question.without_ids(), dict(self.stored(number, question)), self.deck(question))
        size = next(size for size in SIZES if len(question.choices) <= size)
        identity = self.identity(question)
        yield Card(
            id=self.first_id + number,
            guid=identity.hex()[:20],
            size=size,
            deck=own.deck,
            tags=tuple(tag_words(question.tags)),
            values=tuple(map(without_controls, field_values(own, size))),
        )

    def stored(self, number: int, question: QuestionContent) -> Iterator[tuple[str, str]]:
        """The names in the package of a question's pictures; the pictures go to `media`."""
        for name in pictures_of(question):
            data = self.files(name)
            if data is None:
                message = f"The picture {name[:80]} is not there; its text was written instead."
                self.warnings.append(Notice(number, message))
                continue
            # All of a collection's pictures share one folder, so their content names them.
            stored = f"chatsite-{sha1(data, usedforsecurity=False).hexdigest()}{_suffix(name)}"
            self.media[stored] = data
            yield name, stored

    def deck(self, question: QuestionContent) -> str:
        root = self.bank.title.strip() or DECK
        return "::".join(
            part.replace("::", ": :").strip(": ") for part in (root, *question.category)
        )

    def identity(self, question: QuestionContent) -> bytes:
        key = (self.bank.slug, *question.category, question.name)
        self.seen[key] += 1
        return sha256(orjson.dumps([*key, self.seen[key]])).digest()


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) < 6 else ""


def _package(collection: bytes, media: dict[str, bytes]) -> bytes:
    members = {str(place): data for place, data in enumerate(media.values())}
    names = orjson.dumps({str(place): name for place, name in enumerate(media)})
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"collection.anki2": collection, "media": names, **members}.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return file.getvalue()
