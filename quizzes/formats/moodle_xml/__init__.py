"""Moodle XML, the format that Moodle keeps everything in.

Written texts are HTML, since that is what Moodle shows and edits best: in its Markdown formulas
lose their backslashes and there is no editor. Where reading the HTML again would not give the very
Markdown that it was made from, that stands beside it in a <markdown>, which Moodle passes over and
our reader takes as long as the HTML is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Options,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.source import Source

from . import reader, writer

_QUESTION = re.compile(rb"<question\s+type\s*=|<quiz\s*/>|<quiz\s*>\s*<(?:/quiz|question|!--)")


class MoodleXml(WritableFormat):
    name = "moodle_xml"
    label = "Moodle XML"
    extensions = (".xml",)
    silent_about = frozenset({"pinned"})

    def recognises(self, source: Source) -> bool:
        start = source.beginning
        if start[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
            start = start.replace(b"\x00", b"")
        return b"<quiz" in start and _QUESTION.search(start) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return reader.read(source)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        return writer.write(questions, files)
