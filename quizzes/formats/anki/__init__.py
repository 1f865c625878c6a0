"""Anki's packages of cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Entry, Files, Options, WritableFormat, Written, no_files
from quizzes.formats.source import Source

from .package import COLLECTIONS


class Anki(WritableFormat):
    name = "anki"
    label = "Anki (.apkg)"
    extensions = (".apkg", ".colpkg")
    may_be_archive = True

    def recognises(self, source: Source) -> bool:
        return not source.members.isdisjoint(COLLECTIONS)

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        from .reader import read

        return read(source, options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        from .writer import write

        return write(questions, bank, files)
