"""The JSON of the Open Trivia Database (opentdb.com), in all three of its encodings."""

from __future__ import annotations

import base64
import binascii
import html
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote

import orjson

from quizzes.content import ChoiceContent, Kind, QuestionContent

from .base import (
    FALSE,
    TRUE,
    BankInfo,
    Entry,
    Files,
    Notice,
    Options,
    ParsedQuestion,
    Skipped,
    Unreadable,
    WritableFormat,
    Written,
    name_from,
    no_files,
    true_false,
)
from .shared import markdown
from .shared.decoding import without_controls
from .shared.json_text import load
from .shared.plain_question import losses, plain, right_choice
from .source import Source

_TYPES = {"multiple": Kind.SINGLE, "boolean": Kind.TRUE_FALSE}
_BASE64_TYPES = {base64.b64encode(name.encode()).decode() for name in _TYPES}
_DIFFICULTIES = ("easy", "medium", "hard")
Decoder = Callable[[str], str]


class OpenTriviaDatabase(WritableFormat):
    name = "opentdb"
    label = "Open Trivia Database (JSON)"
    extensions = (".json",)
    silent_about = frozenset({"explanation", "hints", "max_mark", "shuffle", "feedback", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        return b'"correct_answer"' in data and b'"incorrect_answers"' in data

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        document, notices = load(source, options.encoding)
        items = document.get("results") if isinstance(document, dict) else document
        if not isinstance(items, list):
            raise Unreadable("There is no list of “results” in this file.")
        yield from notices
        unescape = unquote if _is_percent_encoded(items) else html.unescape
        for number, item in enumerate(items, 1):
            try:
                yield ParsedQuestion(_question(item, unescape), number)
            except ValueError as reason:
                yield Skipped(number, str(reason))

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        results: list[dict[str, Any]] = []
        warnings: list[Notice] = []
        for number, question in enumerate(questions, 1):
            right = right_choice(question)
            if right is None:
                reason = "Left out: only questions with one right choice can be written."
                warnings.append(Notice(number, reason))
                continue
            results.append(_item(question, right))
            if lost := [*losses(question), *_more_losses(question)]:
                warnings.append(Notice(number, f"The format can't hold {', '.join(lost)}."))
        data = orjson.dumps({"response_code": 0, "results": results}, option=orjson.OPT_INDENT_2)
        return Written(data, tuple(warnings))


def _question(item: object, unescape: Decoder) -> QuestionContent:
    """Raises ValueError."""
    if not isinstance(item, dict):
        raise ValueError("This is not a question.")
    decode = _from_base64 if item.get("type") in _BASE64_TYPES else unescape
    kind = _TYPES.get(_string(item, "type", decode))
    if kind is None:
        raise ValueError("The type is neither “multiple” nor “boolean”.")
    text = _string(item, "question", decode)
    right = _string(item, "correct_answer", decode)
    difficulty = _string(item, "difficulty", decode, default="")
    return QuestionContent(
        name=name_from(text),
        kind=kind,
        text=markdown.from_plain(text),
        choices=_choices(kind, right, _wrong(item, decode)),
        tags=(difficulty,) if difficulty else (),
        category=_path(_string(item, "category", decode, default="")),
    )


def _choices(kind: Kind, right: str, wrong: list[str]) -> tuple[ChoiceContent, ...]:
    if kind == Kind.TRUE_FALSE:
        if right not in (TRUE, FALSE):
            raise ValueError("The correct answer is neither “True” nor “False”.")
        return true_false(right == TRUE)
    texts = [right, *wrong]
    return tuple(
        ChoiceContent(markdown.from_plain(text), float(place == 0))
        for place, text in enumerate(texts)
    )


def _path(category: str) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in category.split(": "))
    return tuple(name for name in names if name)


def _is_percent_encoded(items: list[Any]) -> bool:
    """No file says how its texts are encoded, but one in which all spaces are %20 shows it."""
    questions = [item.get("question") for item in items if isinstance(item, dict)]
    texts = [text for text in questions if isinstance(text, str)]
    return not any(" " in text for text in texts) and any("%20" in text for text in texts)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        raise ValueError("A text is not valid base64.") from None


def _string(item: dict[str, Any], key: str, decode: Decoder, default: str | None = None) -> str:
    value = item.get(key, default)
    if not isinstance(value, str):
        raise ValueError(f"“{key}” is not a text.")
    return without_controls(decode(value)).strip()


def _wrong(item: dict[str, Any], decode: Decoder) -> list[str]:
    values = item.get("incorrect_answers")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("“incorrect_answers” is not a list of texts.")
    return [without_controls(decode(value)).strip() for value in values]


def _item(question: QuestionContent, right: ChoiceContent) -> dict[str, Any]:
    difficulty = next((tag for tag in question.tags if tag in _DIFFICULTIES), "medium")
    is_boolean = _is_boolean(question)
    return {
        "type": "boolean" if is_boolean else "multiple",
        "difficulty": difficulty,
        "category": html.escape(": ".join(question.category)),
        "question": html.escape(plain(question.text)),
        "correct_answer": html.escape(plain(right.text)),
        "incorrect_answers": [
            html.escape(plain(choice.text)) for choice in question.choices if choice is not right
        ],
    }


def _is_boolean(question: QuestionContent) -> bool:
    texts = [choice.text for choice in question.choices]
    return question.kind == Kind.TRUE_FALSE and texts == [TRUE, FALSE]


def _more_losses(question: QuestionContent) -> Iterator[str]:
    if question.name != name_from(plain(question.text)):
        yield "names"
    if set(question.tags) - set(_DIFFICULTIES):
        yield "tags"
    if question.kind == Kind.TRUE_FALSE and not _is_boolean(question):
        yield "other choices of true/false questions (they were written as single choice)"
