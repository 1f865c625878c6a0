"""Knows a large file again that changes nothing, so that it need not be read once more.

That holds while the file, its options, the readers and all that the bank holds are to the byte
what they were after the file was imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Self

import orjson
from django.db import connection

from quizzes import formats
from quizzes.formats.base import BankInfo, Format, Notice, Options, Skipped
from quizzes.formats.source import Source
from quizzes.models import Bank, KnownFile

# Fewer questions are compared as soon.
WORTH_IT = 1000
_MOST_NOTICES = 1000
_OF_THE_BANK = "question_id IN (SELECT id FROM quizzes_question WHERE bank_id = %s)"
_HELD = (
    "SELECT id, category_id, name, kind, text, explanation, hints, max_mark, shuffle "
    "FROM quizzes_question WHERE bank_id = %s ORDER BY id",
    "SELECT question_id, public_id, position, text, weight, feedback, pinned "
    f"FROM quizzes_choice WHERE {_OF_THE_BANK} ORDER BY question_id, id",
    f"SELECT question_id, tag_id FROM quizzes_question_tags WHERE {_OF_THE_BANK} "
    "ORDER BY question_id, tag_id",
    "SELECT id, path FROM quizzes_category WHERE bank_id = %s ORDER BY id",
    "SELECT id, name FROM quizzes_tag WHERE bank_id = %s ORDER BY id",
    "SELECT id, file FROM quizzes_picture WHERE bank_id = %s ORDER BY id",
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What reading a file gave: how many questions that all are in the bank, and what was said."""

    count: int
    skipped: Sequence[Skipped]
    warnings: Sequence[Notice]
    bank: BankInfo

    @classmethod
    def of(cls, count: int, report: dict[str, Any]) -> Self:
        return cls(
            count,
            [Skipped(*item) for item in report["skipped"]],
            [Notice(*item) for item in report["warnings"]],
            BankInfo(**report["bank"]),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "skipped": [[item.line, item.reason, item.name] for item in self.skipped],
            "warnings": [[item.line, item.message] for item in self.warnings],
            "bank": asdict(self.bank),
        }


def recall(bank: Bank, digest: str) -> Remembered | None:
    """What a file of this digest gave, if the bank is still what it was after it."""
    known = KnownFile.objects.filter(bank=bank, digest=digest).first()
    if not known or known.bank_state != state_of(bank):
        return None
    return Remembered.of(known.count, known.report)


def remember(bank: Bank, digest: str, state: str, result: Remembered) -> None:
    """`state`: of the bank with all that the file brought. See `state_of`."""
    if len(result.skipped) + len(result.warnings) > _MOST_NOTICES:
        return
    # What the bank no longer is helps nobody.
    KnownFile.objects.filter(bank=bank).exclude(bank_state=state).delete()
    values = {"bank_state": state, "count": result.count, "report": result.to_json()}
    KnownFile.objects.update_or_create(bank=bank, digest=digest, defaults=values)


def digest_of(source: Source, known: Format, options: Options) -> str:
    """Of all that decides what is read: the file, what is said about it, and the readers."""
    digest = sha256()
    with source.open() as file:
        while part := file.read(1024**2):
            digest.update(part)
    said = [known.name, options.first_answer, options.encoding, sorted(options.columns.items())]
    digest.update(orjson.dumps(said) + _readers())
    return digest.hexdigest()


@cache
def _readers() -> bytes:
    digest = blake2b()
    for path in sorted(Path(formats.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def state_of(bank: Bank) -> str:
    """Of all in a bank that an import reads or writes, hidden questions too."""
    digest = blake2b(digest_size=32)
    for statement in _HELD:
        with connection.chunked_cursor() as cursor:
            cursor.execute(statement, [bank.pk])
            while rows := cursor.fetchmany(2000):
                digest.update(orjson.dumps(rows))
    return digest.hexdigest()
