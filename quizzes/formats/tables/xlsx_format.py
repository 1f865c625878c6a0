"""XLSX: the same tables as CSV, in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizzes.content import QuestionContent
from quizzes.formats.base import (
    BankInfo,
    Entry,
    Files,
    Notice,
    Options,
    WritableFormat,
    Written,
    no_files,
)
from quizzes.formats.source import Source

from . import own_layout
from .reader import read_sheets

_WIDTHS = {"question": 60, "explanation": 40, "choice": 30, "feedback": 30, "hint": 30, "name": 30}
_WIDTH = 12
_TOO_LONG = "Left out: a text is longer than the 32,767 characters that a cell can hold."


class Xlsx(WritableFormat):
    name = "xlsx"
    label = "Excel (XLSX)"
    extensions = (".xlsx", ".xlsm")
    may_be_archive = True

    def recognises(self, source: Source) -> bool:
        return "xl/workbook.xml" in source.members

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        from .xlsx_book import open_workbook

        with open_workbook(source) as sheets:
            yield from read_sheets(sheets, options)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        from .xlsx_writer import MAX_CELL, written

        kept: list[QuestionContent] = []
        warnings: list[Notice] = []
        for number, question in enumerate(questions, 1):
            if max(map(len, own_layout.cells(question, 0))) > MAX_CELL:
                warnings.append(Notice(number, _TOO_LONG))
                continue
            kept.append(question)
            warnings += [Notice(number, message) for message in own_layout.losses(question)]
        hints = max((len(question.hints) for question in kept), default=0)
        header = own_layout.header(hints, max((len(one.choices) for one in kept), default=0))
        rows = (list(own_layout.cells(question, hints)) for question in kept)
        widths = [_WIDTHS.get(heading.split(" ")[0], _WIDTH) for heading in header]
        return Written(written("Questions", (), header, rows, widths), tuple(warnings))
