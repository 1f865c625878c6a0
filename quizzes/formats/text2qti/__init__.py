"""text2qti's Markdown: "1." before a question, "a)" and "*a)" or "[ ]" and "[*]" before choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import BankInfo, Entry, Files, Options, WritableFormat, Written, no_files
from quizzes.formats.source import Source

from . import reader, writer

_QUESTION = re.compile(rb"^\d{1,9}\.[ \t]+\S", re.MULTILINE)
_RIGHT = re.compile(rb"^(?:\*[a-zA-Z]\)|\[\*\])[ \t]+\S", re.MULTILINE)
_QUIZ = re.compile(rb"^[Qq]uiz [Tt]itle:[ \t]+\S", re.MULTILINE)
# Respondus marks its choices in the same way.
_RESPONDUS = re.compile(rb"^(?:Type:|Answers:|[@~][ \t])", re.MULTILINE)


class Text2Qti(WritableFormat):
    name = "text2qti"
    label = "text2qti (Markdown)"
    extensions = (".txt", ".md")
    silent_about = frozenset({"hints", "tags", "category", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
        is_question = _QUESTION.search(data) is not None
        is_other = _RESPONDUS.search(data) is not None
        has_marks = _RIGHT.search(data) or _QUIZ.search(data)
        return is_question and not is_other and has_marks is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return reader.read(source, options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        return writer.write(questions, bank)
