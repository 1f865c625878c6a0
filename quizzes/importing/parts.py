"""All or nothing, and yet no learner waits for it.

PostgreSQL lets others write meanwhile, so there an import is one transaction. SQLite has one writer
at a time. So there new questions are written in short transactions and hidden; the last one makes
them visible, and changes those that the bank had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TypeAlias

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import QuerySet

from quizzes.content import QuestionContent
from quizzes.importing.leftovers import withdraw
from quizzes.importing.writing import Writer
from quizzes.models import Bank, Import, Question

# New questions in a transaction of SQLite: less than half a second. Fewer take longer in all.
PART = 5000
Changes: TypeAlias = dict[int, QuestionContent]


class TakenOver(Exception):
    """Somebody else has begun the same import again, and may finish it."""


class AtOnce:
    """Writes in a transaction that is there already."""

    has_changes = False

    def __init__(self, writer: Writer) -> None:
        self._writer, self.bank, self.made = writer, writer.bank, writer.made

    def take(self, created: Sequence[QuestionContent], updated: Changes) -> None:
        self._writer.create(created)
        self._writer.update(updated)

    def flush(self) -> None:
        pass

    def end(self, last: Callable[[], None]) -> None:
        last()


class InParts:
    """Writes so that others can in between. Nobody sees anything of it before its end.

    `has_changes`: to questions that the bank has; they are made at the end.
    """

    def __init__(self, writer: Writer, record: Import) -> None:
        self._writer, self.bank, self.made = writer, writer.bank, writer.made
        self.has_changes = False
        self._record = record
        self._created: list[QuestionContent] = []
        self._updated = TemporaryFile()  # noqa: SIM115  # it outlives this method

    def take(self, created: Sequence[QuestionContent], updated: Changes) -> None:
        for pk, content in updated.items():
            self._updated.write(orjson.dumps([pk, content.to_json()]) + b"\n")
            self.has_changes = True
        self._created += created
        if len(self._created) >= PART:
            self.flush()

    def flush(self) -> None:
        """Writes the new questions that still wait."""
        with transaction.atomic():
            self._writer.create(self._created, hidden_by=self._record)
            # For whoever takes it back, should this process die.
            if not _ours(self._record).update(before=self.made.to_json()):
                raise TakenOver
        self._created.clear()

    def end(self, last: Callable[[], None]) -> None:
        """`last`: what belongs into the transaction that makes everything visible."""
        with transaction.atomic():
            for changes in self._changes():
                self._writer.update(changes)
            Question.everything.filter(hidden_by=self._record).update(hidden_by=None)
            last()

    def close(self) -> None:
        self._updated.close()

    def _changes(self) -> Iterator[Changes]:
        self._updated.seek(0)
        while lines := self._updated.readlines(1024**2):
            pairs = map(orjson.loads, lines)
            yield {pk: QuestionContent.from_json(content) for pk, content in pairs}


@contextmanager
def writing(
    bank: Bank, editor: AbstractBaseUser | None, record: Import | None = None
) -> Iterator[AtOnce | InParts]:
    """What is taken in the block is in the bank after its `end`, or, after an error, nothing is.

    Without a record it is one transaction everywhere.
    """
    if record is None or not has_one_writer():
        with transaction.atomic():
            # Two would both create the same questions.
            Bank.objects.select_for_update().get(pk=bank.pk)
            yield AtOnce(Writer(bank, editor, record))
        return
    parts = InParts(Writer(bank, editor, record), record)
    try:
        yield parts
    except BaseException:
        if _ours(record).update(before=parts.made.to_json()):
            withdraw(record)
        raise
    finally:
        parts.close()


def has_one_writer() -> bool:
    """Whether a transaction keeps everybody else from writing."""
    return connection.vendor == "sqlite"


def _ours(record: Import) -> QuerySet[Import]:
    return Import.objects.filter(pk=record.pk, run=record.run)
