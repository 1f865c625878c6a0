"""Writes a zip that Canvas imports as a quiz, and that we read as the same questions."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import IO

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Files, Notice, Written
from quizzes.formats.shared.file_links import file_names

from . import package_xml
from .html import member_of
from .item_xml import item
from .kept import record
from .losses import losses

# Every archive of the same questions has the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(questions: Iterable[QuestionContent], bank: BankInfo, files: Files) -> Written:
    data = BytesIO()
    ident = "i" + _digest("\n".join((bank.slug, bank.title)))
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive, files)
        with _member(archive, f"{ident}/{ident}.xml") as member:
            for part in writer.document(questions, bank, ident):
                member.write(part.encode())
        _add(archive, f"{ident}/assessment_meta.xml", writer.meta(bank, ident).encode())
        for name in writer.pictures:
            _add(archive, member_of(name), files(name) or b"")
        media = [member_of(name) for name in writer.pictures]
        _add(archive, "imsmanifest.xml", package_xml.manifest(bank, ident, media).encode())
    return Written(data.getvalue(), tuple(writer.warnings))


class _Writer:
    """Writes the questions one by one and remembers what belongs beside them."""

    def __init__(self, archive: zipfile.ZipFile, files: Files) -> None:
        self._archive = archive
        self._files = files
        self._idents: dict[str, int] = {}
        self._missing: set[str] = set()
        self._points = 0.0
        self._shuffles = True
        self._has_categories = False
        self.pictures: dict[str, None] = {}
        self.warnings: list[Notice] = []

    def document(
        self, questions: Iterable[QuestionContent], bank: BankInfo, ident: str
    ) -> Iterator[str]:
        yield package_xml.document_start(bank, ident)
        for number, question in enumerate(questions, 1):
            yield item(question, self._ident(question))
            self._points += question.max_mark
            self._shuffles &= question.shuffle
            self.warnings += (Notice(number, message) for message in losses(question))
            self._note_category(number, question)
            self._find_pictures(number, question)
        yield package_xml.DOCUMENT_END

    def meta(self, bank: BankInfo, ident: str) -> str:
        return package_xml.meta(bank, ident, self._points, self._shuffles)

    def _ident(self, question: QuestionContent) -> str:
        """An identifier that stays as long as the question does."""
        digest = _digest(record(question))
        self._idents[digest] = self._idents.get(digest, 0) + 1
        repeat = self._idents[digest]
        return f"g{digest}" if repeat == 1 else f"g{digest}_{repeat}"

    def _note_category(self, number: int, question: QuestionContent) -> None:
        if question.category and not self._has_categories:
            self._has_categories = True
            message = "Canvas keeps no categories in a quiz; they are in the file for Chatsite."
            self.warnings.append(Notice(number, message))

    def _find_pictures(self, number: int, question: QuestionContent) -> None:
        for name in file_names(replace(question, hints=())):
            if name in self.pictures:
                continue
            if name not in self._missing and self._files(name) is not None:
                self.pictures[name] = None
                continue
            self._missing.add(name)
            self.warnings.append(Notice(number, f"The picture {name[:80]} is missing."))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@contextmanager
def _member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    with archive.open(_info(name), "w", force_zip64=True) as member:
        yield member


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_info(name), data)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    # Not that of the machine that writes.
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
