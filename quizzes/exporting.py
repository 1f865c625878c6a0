"""Writes questions of a bank into a file of an exchange format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from quizzes.content import QuestionContent
from quizzes.contents import contents
from quizzes.formats.base import BankInfo, Notice, WritableFormat, Written
from quizzes.formats.shared.file_links import with_files_for_addresses

from .models import Bank, Picture, Question

_CHUNK = 1000


def export(questions: QuerySet[Question], exchange_format: WritableFormat) -> Written:
    """The file's bytes, and a notice for whatever the format can't hold.

    A notice's line is the number of the question in the file. Questions come by category. Where
    they are all of one bank, the file says which.
    """
    pictures = _Pictures()
    named = pictures.named(_contents(questions))
    written = exchange_format.write(named, _bank_info(questions), pictures.read)
    warnings = sorted([*written.warnings, *pictures.notices()], key=lambda notice: notice.line)
    return replace(written, warnings=tuple(warnings))


def _contents(questions: QuerySet[Question]) -> Iterator[QuestionContent]:
    ordered = questions.order_by("bank", "category__path", "pk").values_list("pk", flat=True)
    remaining = ordered.iterator(chunk_size=_CHUNK)
    while pks := list(islice(remaining, _CHUNK)):
        found = contents(pks)
        yield from (found[pk] for pk in pks if pk in found)


def _bank_info(questions: QuerySet[Question]) -> BankInfo:
    banks = Bank.objects.filter(pk__in=questions.order_by().values("bank").distinct())[:2]
    if len(banks) != 1:
        return BankInfo()
    bank = banks[0]
    return BankInfo(bank.slug, bank.title, bank.description, bank.language)


@dataclass(slots=True)
class _Pictures:
    """The pictures that a file's texts name: where they are, and what became of them."""

    paths: dict[str, str] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def named(self, questions: Iterable[QuestionContent]) -> Iterator[QuestionContent]:
        """The questions with "file:NAME" in place of addresses here."""
        for number, question in enumerate(questions, 1):
            content, paths = with_files_for_addresses(question, _address)
            if paths:
                self.paths |= paths
                self.names[number] = list(paths)
            yield content

    def read(self, name: str) -> bytes | None:
        """The content of a picture that was named; None where it is gone."""
        self.asked.add(name)
        if name not in self.paths:
            return None
        try:
            with _storage().open(self.paths[name]) as file:
                data: bytes = file.read()
                return data
        except OSError:
            self.missing.add(name)
            return None

    def notices(self) -> Iterator[Notice]:
        for number, names in self.names.items():
            if any(name not in self.asked for name in names):
                message = "The format can't hold pictures: the text names them, they are left out."
                yield Notice(number, message)
            for name in names:
                if name in self.missing:
                    yield Notice(number, f"The picture {name} is no longer here: it is left out.")


def _storage() -> Any:
    return Picture._meta.get_field("file").storage


def _address(path: str) -> str:
    url: str = _storage().url(path)
    return url
