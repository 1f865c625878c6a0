"""GIFT, Moodle's text format for questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Entry, Files, Options, WritableFormat, Written, no_files
from quizzes.formats.source import Source

from . import reader, writer

# What begins like this is JSON, whatever its texts are about.
_JSON = re.compile(rb'\s*(?:\[\s*[\[{"]|\{\s*")')
_SIGNS = re.compile(
    rb"^[ \t]*(?:::[^:\n]+::|\$CATEGORY:|//[ \t]*(?:\[(?:id|tag):|question:))"
    rb"|\{\s*(?:[=~]|#[\d=]|(?:T|F|(?i:TRUE|FALSE))\s*(?:#[^}]*)?\})",
    re.M,
)


class Gift(WritableFormat):
    name = "gift"
    label = "GIFT (Moodle)"
    extensions = (".gift",)
    silent_about = frozenset({"hints", "max_mark", "shuffle", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        return b"{" in data and not _JSON.match(data) and _SIGNS.search(data) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return reader.read(source, options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        return writer.write(questions, bank)
