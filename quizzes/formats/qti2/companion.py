"""Our own copy of the questions in a package that we wrote, in its file `chatsite.json`.

XHTML is not exactly the Markdown that it was made of, and an item has no place for some of what a
question has. So the questions are in the package once more, and each part is taken from there as
long as the item still says what it was made to say: what was edited elsewhere counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import orjson

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.formats.base import BankInfo, Unreadable
from quizzes.formats.chatsite_json import FORMAT, VERSION, question_from, question_to
from quizzes.formats.shared.archives import Archive
from quizzes.formats.shared.decoding import without_controls
from quizzes.validation import MAX_CATEGORY, MAX_CHOICES, MAX_TEXT

from . import item_writer
from .dialect import QTI3, QTI21, Dialect

NAME = "chatsite.json"
UNTITLED = "Questions"
NOTHING = BankInfo()
_SIMPLE = ("name", "text", "explanation", "hints", "max_mark", "shuffle", "tags", "category")


def data(
    questions: Sequence[QuestionContent], items: Sequence[str], bank: BankInfo, dialect: Dialect
) -> bytes:
    """The file. `items`: the path of each question's item."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "qti": dialect.version,
        "bank": asdict(bank),
        "items": list(items),
        "questions": [question_to(question) for question in questions],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"


@dataclass(frozen=True, slots=True)
class Companion:
    """What such a file says. Nothing, where there is none or it isn't ours."""

    by_path: Mapping[str, object] = field(default_factory=dict)
    own_bank: BankInfo = NOTHING
    dialect: Dialect = QTI21

    @classmethod
    def of(cls, archive: Archive) -> Companion:
        try:
            document = orjson.loads(archive.read(NAME))
        except (KeyError, Unreadable, orjson.JSONDecodeError):
            return cls()
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            return cls()
        items, questions = document.get("items"), document.get("questions")
        if not isinstance(items, list) or not isinstance(questions, list):
            return cls()
        by_path = dict(zip(map(str, items), questions, strict=False))
        dialect = QTI3 if document.get("qti") == QTI3.version else QTI21
        return cls(by_path, _bank(document.get("bank")), dialect)

    def question(self, path: str) -> QuestionContent | None:
        """What the item at `path` was written from."""
        try:
            known = question_from(self.by_path.get(path))
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


def _bank(known: object) -> BankInfo:
    if not isinstance(known, Mapping):
        return BankInfo()
    values = {one.name: known.get(one.name) for one in fields(BankInfo)}
    return BankInfo(
        **{key: without_controls(value) for key, value in values.items() if isinstance(value, str)}
    )


def _line(text: str) -> str:
    return " ".join(text.split())
