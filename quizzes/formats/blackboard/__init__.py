"""Blackboard's question upload: a line a question, its parts between tabs.

MC<tab>Which one is a planet?<tab>Mars<tab>correct<tab>The Moon<tab>incorrect
TF<tab>Mars is a planet.<tab>true
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Entry, Files, Options, WritableFormat, Written, no_files
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

from .reader import Reader, joined
from .writer import write

_FIRST_LINES = 20
_SIGN = re.compile(
    rb"^\"?(?:(?:MC|MA)\"?\t[^\t\n]*(?:\t[^\t\n]*\t\"?(?:in)?correct\"?){1,100}|"
    rb"TF\"?\t[^\t\n]*\t\"?(?:true|false)\b|(?:ESS|SR|FIB|FIL|NUM|OP)\"?\t[^\t\n]*\S[^\t\n]*)",
    re.IGNORECASE | re.MULTILINE,
)


class Blackboard(WritableFormat):
    name = "blackboard"
    label = "Blackboard (tab-delimited text)"
    extensions = (".txt",)
    silent_about = frozenset(
        {"name", "category", "explanation", "hints", "tags", "max_mark", "shuffle", "feedback",
         "pinned"}
    )  # fmt: skip

    def recognises(self, source: Source) -> bool:
        beginning = source.beginning
        if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
            beginning = beginning.decode("utf-16", errors="replace").encode()
        lines = beginning.removeprefix(b"\xef\xbb\xbf").splitlines()[:_FIRST_LINES]
        return any(_SIGN.match(line) for line in lines)

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        reader = Reader()
        for number, line in joined(text.lines()):
            yield from reader.entries(number, line)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        return write(questions)
