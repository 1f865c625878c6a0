"""Our own copy of the questions in a package that we wrote, in its file `chatsite.jsonl`.

XHTML is not exactly the Markdown that it was made of, and an item has no place for some of what a
question has. So the questions are in the package once more, and each part is taken from there as
long as the item still says what it was made to say: what was edited elsewhere counts.

A line each: {"format": "chatsite", "version", "qti", "bank"}, then {"item": PATH, "question"}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from io import BytesIO
from itertools import islice
from typing import Any

import orjson

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.formats.base import BankInfo, Unreadable
from quizzes.formats.chatsite_json import FORMAT, VERSION, question_from, question_to
from quizzes.formats.shared.archives import MAX_MEMBERS, Archive
from quizzes.formats.shared.decoding import without_controls
from quizzes.validation import MAX_CATEGORY, MAX_CHOICES, MAX_TEXT

from . import item_writer
from .dialect import QTI3, QTI21, Dialect

NAME = "chatsite.jsonl"
_LONGEST = 8 * 1024**2
_ITEM = re.compile(rb'\{"item":"([\w./-]{1,200})","question":', re.ASCII)
UNTITLED = "Questions"
NOTHING = BankInfo()
_SIMPLE = ("name", "text", "explanation", "hints", "max_mark", "shuffle", "tags", "category")


def data(
    questions: Sequence[QuestionContent], items: Sequence[str], bank: BankInfo, dialect: Dialect
) -> bytes:
    """The file. `items`: the path of each question's item."""
    head = {"format": FORMAT, "version": VERSION, "qti": dialect.version, "bank": asdict(bank)}
    lines = [
        {"item": item, "question": question_to(question)}
        for item, question in zip(items, questions, strict=True)
    ]
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in (head, *lines))


@dataclass(frozen=True, slots=True)
class Companion:
    """What such a file says. Nothing, where there is none or it isn't ours.

    `by_path`: the lines as they stand, as parsed JSON takes many times the memory.
    """

    by_path: Mapping[str, bytes] = field(default_factory=dict)
    own_bank: BankInfo = NOTHING
    dialect: Dialect = QTI21

    @classmethod
    def of(cls, archive: Archive) -> Companion:
        try:
            lines = BytesIO(archive.read(NAME))
        except (KeyError, Unreadable):
            return cls()
        head = _object(lines.readline())
        if head.get("format") != FORMAT or head.get("version") != VERSION:
            return cls()
        found = ((match, line) for line in lines if (match := _ITEM.match(line)))
        by_path = {match[1].decode(): line for match, line in islice(found, MAX_MEMBERS)}
        dialect = QTI3 if head.get("qti") == QTI3.version else QTI21
        return cls(by_path, _bank(head.get("bank")), dialect)

    def question(self, path: str) -> QuestionContent | None:
        """What the item at `path` was written from."""
        try:
            known = question_from(_object(self.by_path.get(path, b"")).get("question"))
        except ValueError:
            return None
        texts = [known.text, known.explanation, *known.hints]
        texts += [text for choice in known.choices for text in (choice.text, choice.feedback)]
        is_usual = len(known.choices) <= MAX_CHOICES and max(map(len, texts)) <= MAX_TEXT
        return known if is_usual else None

    def item(self, question: QuestionContent, identifier: str) -> bytes:
        """The item as it was written."""
        return item_writer.write(question, identifier, self.dialect, self.own_bank.language)

    def bank(self, read: BankInfo) -> BankInfo:
        """What is known of the bank. `read`: what the package says of it."""
        own = self.own_bank
        if own == NOTHING:
            return read if not self.by_path or read.title != UNTITLED else replace(read, title="")
        return BankInfo(
            own.slug,
            own.title if read.title == (_line(own.title) or UNTITLED) else read.title,
            own.description if read.description == _line(own.description) else read.description,
            own.language if read.language in ("", own.language) else read.language,
        )


def merged(
    read: QuestionContent, own: QuestionContent, written: QuestionContent
) -> QuestionContent:
    """`own` where the item still says so, else what was read.

    `written`: what is read of the item as it was made from `own`.
    """
    written = replace(
        written,
        tags=tuple(filter(None, map(_line, own.tags))),
        category=tuple(filter(None, (_line(name)[:MAX_CATEGORY] for name in own.category))),
    )
    kept = {
        name: getattr(own, name)
        for name in _SIMPLE
        if getattr(read, name) == getattr(written, name)
    }
    if read.choices == written.choices and read.kind == written.kind:
        return replace(read, kind=own.kind, choices=own.choices, **kept)
    return replace(read, choices=_choices(read, own, written), **kept)


def _choices(
    read: QuestionContent, own: QuestionContent, written: QuestionContent
) -> tuple[ChoiceContent, ...]:
    """The choices that were read, each with what is still as it was written."""
    if len(own.choices) != len(written.choices):
        return read.choices
    pairs = {
        made.text: (made, mine) for made, mine in zip(written.choices, own.choices, strict=True)
    }
    found = []
    for choice in read.choices:
        if choice.text in pairs:
            made, mine = pairs[choice.text]
            kept: dict[str, Any] = {
                name: getattr(mine, name)
                for name in ("text", "weight", "feedback", "pinned")
                if getattr(choice, name) == getattr(made, name)
            }
            choice = replace(choice, **kept)
        found.append(choice)
    return tuple(found)


def _object(line: bytes) -> dict[str, Any]:
    """An object of JSON; empty for what is none or larger than any of ours."""
    try:
        found = orjson.loads(line) if len(line) <= _LONGEST else None
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _bank(known: object) -> BankInfo:
    if not isinstance(known, Mapping):
        return BankInfo()
    values = {one.name: known.get(one.name) for one in fields(BankInfo)}
    return BankInfo(
        **{key: without_controls(value) for key, value in values.items() if isinstance(value, str)}
    )


def _line(text: str) -> str:
    return " ".join(text.split())
