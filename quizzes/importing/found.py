"""What was found in a file, kept beside it until it is imported: pages of it can be read alone.

An archive: `index`, the questions a hundred at a time as `0`, `1`, …, and their pictures.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.core.files import File
from django.core.files.storage import Storage

from quizzes.content import QuestionContent

BATCH = 100
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
STATES = (NEW, CHANGED, UNCHANGED)
# What is shown of a picture is what browsers take it for, so only these.
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
_MAX_PICTURE = 5 * 1024**2


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question of a file. `number`: its place there, from 1. `question`: which it changes.

    `pictures`: the names under which `Found.picture` has those that its texts name, by that name.
    """

    number: int
    line: int
    state: str
    content: QuestionContent
    question: int | None = None
    before: QuestionContent | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "line": self.line,
            "state": self.state,
            "content": self.content.to_json(),
            "question": self.question,
            "before": self.before.to_json() if self.before else None,
            "pictures": dict(self.pictures),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FoundQuestion:
        before = data["before"]
        content = QuestionContent.from_json(data["content"])
        found = cls(**{**data, "content": content})
        return replace(found, before=QuestionContent.from_json(before) if before else None)


@dataclass(slots=True)
class Index:
    """Of each question, in order: its number, line and state; and what there is to say of it.

    `elsewhere`: questions that say the same, by number; `again`: the earlier question of the file
    that says the same, by number; `warned`: the numbers of questions that there is a warning about.
    """

    numbers: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    elsewhere: dict[int, list[int]] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)
    warned: list[int] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Index:
        index = cls(**data)
        index.elsewhere = {int(number): pks for number, pks in data["elsewhere"].items()}
        index.again = {int(number): first for number, first in data["again"].items()}
        return index

    def places(self, which: str) -> Sequence[int]:
        """The places, from 0, of the questions with a state, "warned", "twice", or of all."""
        if which in STATES:
            return [place for place, state in enumerate(self.states) if state == which]
        chosen = {"warned": set(self.warned), "twice": {*self.elsewhere, *self.again}}.get(which)
        if chosen is None:
            return range(len(self.numbers))
        return [place for place, number in enumerate(self.numbers) if number in chosen]

    def importable(self) -> list[int]:
        """The numbers of those that an import would do anything with."""
        pairs = zip(self.numbers, self.states, strict=True)
        return [number for number, state in pairs if state != UNCHANGED]


class Findings:
    """Takes down what is found, and keeps it as one file."""

    def __init__(self) -> None:
        self.index = Index()
        self._file = TemporaryFile()  # noqa: SIM115  # it outlives this method
        self._archive = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._batch: list[FoundQuestion] = []
        self._pictures: set[str] = set()

    def add(self, question: FoundQuestion, files: Mapping[str, bytes]) -> None:
        kept = {name: kept for name, data in files.items() if (kept := self._keep(data))}
        self._batch.append(replace(question, pictures=kept))
        self.index.numbers.append(question.number)
        self.index.lines.append(question.line)
        self.index.states.append(question.state)
        if len(self._batch) == BATCH:
            self._write_batch()

    def save(self, storage: Storage, path: str) -> str:
        """Keeps everything in `storage` and returns the name that it has there."""
        if self._batch:
            self._write_batch()
        self._archive.writestr("index", json.dumps(asdict(self.index)))
        self._archive.close()
        self._file.seek(0)
        return storage.save(path, File(cast("IO[bytes]", self._file)))

    def close(self) -> None:
        self._archive.close()
        self._file.close()

    def _write_batch(self) -> None:
        name = str((len(self.index.numbers) - 1) // BATCH)
        texts = json.dumps([question.to_json() for question in self._batch])
        self._archive.writestr(name, texts)
        self._batch.clear()

    def _keep(self, data: bytes) -> str | None:
        if len(data) > _MAX_PICTURE or not picture_type(data):
            return None
        name = sha256(data).hexdigest()
        if name not in self._pictures:
            self._pictures.add(name)
            self._archive.writestr(f"pictures/{name}", data, zipfile.ZIP_STORED)
        return name


class Found:
    """Reads what `Findings` kept."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.index = Index.from_json(json.loads(archive.read("index")))

    def questions(self, places: Iterable[int]) -> Iterator[FoundQuestion]:
        """Those at these places, from 0."""
        name, batch = "", []
        for place in places:
            if name != (wanted := str(place // BATCH)):
                name, batch = wanted, json.loads(self._archive.read(wanted))
            yield FoundQuestion.from_json(batch[place % BATCH])

    def picture(self, name: str) -> bytes | None:
        try:
            return self._archive.read(f"pictures/{name}")
        except KeyError:
            return None


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Found]:
    """Raises OSError where it is gone."""
    with file, zipfile.ZipFile(file) as archive:
        yield Found(archive)


def picture_type(data: bytes) -> str | None:
    """The content type of a picture that may be shown, by how it begins."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURES.items() if data.startswith(start)), None)
