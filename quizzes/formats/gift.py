"""GIFT, Moodle's text format for questions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizzes.content import QuestionContent

from . import gift_reader, gift_writer
from .base import BankInfo, Format, Parsed, Written

_SIGNS = re.compile(rb"^[ \t]*(?:::|\$CATEGORY:|//)|\{\s*(?:[=~#]|T(?:RUE)?\b|F(?:ALSE)?\b)", re.M)


class Gift(Format):
    name = "gift"
    label = "GIFT (Moodle)"
    extensions = (".gift",)
    silent_about = frozenset({"hints", "max_mark", "shuffle", "pinned"})

    def recognises(self, data: bytes) -> bool:
        return b"{" in data and _SIGNS.search(data) is not None

    def read(self, data: bytes) -> Parsed:
        return gift_reader.read(data)

    def write(self, questions: Iterable[QuestionContent], bank: BankInfo) -> Written:
        return gift_writer.write(questions, bank)
