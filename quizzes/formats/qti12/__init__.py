"""QTI 1.2, the exchange format of Canvas, Blackboard, Respondus and Common Cartridge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Options,
    Unreadable,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.shared.archives import open_archive
from quizzes.formats.source import Source

from . import manifest, reader, writer

# Of an archive's members to look into before it is called something else.
_MOST_LOOKED_INTO = 300


class Qti12(WritableFormat):
    name = "qti12"
    label = "QTI 1.2 (Canvas, Blackboard, Common Cartridge)"
    extensions = (".zip", ".imscc", ".xml")
    may_be_archive = True
    silent_about = frozenset({"hints", "tags"})

    def recognises(self, source: Source) -> bool:
        if not source.members:
            return manifest.is_qti(source.beginning)
        try:
            with open_archive(source) as archive:
                names = islice(manifest.candidates(archive.names), _MOST_LOOKED_INTO)
                return any(manifest.is_qti(archive.beginning(name, 4096)) for name in names)
        except Unreadable:
            return False

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return reader.read(source)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        return writer.write(questions, bank, files)
