"""The project's own JSON, which holds everything that a bank holds.

{"format": "chatsite", "version": 1, "bank": {"slug", "title", "description", "language"},
 "questions": [{"name", "category", "kind", "text", "choices": [{"text", "weight", "feedback",
 "pinned"}], "explanation", "hints", "tags", "max_mark", "shuffle", "files"}]}, or only the list.
"files" has the pictures that the texts name, by name, in base64.
"""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

import orjson

from quizzes.content import ChoiceContent, Kind, QuestionContent

from .base import (
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
)
from .shared.decoding import Text, without_controls
from .shared.file_links import file_names
from .shared.json_text import stream
from .source import Source

FORMAT, VERSION = "chatsite", 1
_QUESTION_KEYS = {"files", *(field.name for field in fields(QuestionContent))}
_CHOICE_KEYS = {field.name for field in fields(ChoiceContent)}


class ChatsiteJson(WritableFormat):
    name = "json"
    label = "Chatsite (JSON, lossless)"
    extensions = (".json",)

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        return start in (b"{", b"[") and b'"choices"' in data and b'"text"' in data

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        number = 0
        for key, value in stream(text, "questions"):
            if key == "questions":
                number += 1
                yield from _entries(value, number)
            elif key == "bank":
                yield _bank(value)
            elif (key, value) not in (("format", FORMAT), ("version", VERSION)):
                _refuse(key)

    def write(
        self, questions: Iterable[QuestionContent], bank: BankInfo, files: Files = no_files
    ) -> Written:
        head = orjson.dumps({"format": FORMAT, "version": VERSION, "bank": asdict(bank)})
        items = [orjson.dumps(_with_files(question, files)) for question in questions]
        # A question a line: what has changed between two files is seen at once.
        return Written(head[:-1] + b',"questions":[\n' + b",\n".join(items) + b"\n]}\n")


def question_to(question: QuestionContent) -> dict[str, Any]:
    """A question without the ids of its choices, which mean nothing elsewhere."""
    data = question.to_json()
    for choice in data["choices"]:
        del choice["id"]
    return data


def question_from(data: object) -> QuestionContent:
    """The inverse of `question_to`. Raises ValueError with a sentence about what is wrong."""
    if not isinstance(data, dict):
        raise ValueError("This is not a question.")
    text = _string(data, "text")
    try:
        kind = Kind(data.get("kind", Kind.SINGLE))
    except ValueError:
        raise ValueError(f"The kind must be one of {', '.join(Kind)}.") from None
    return QuestionContent(
        name=_line(_string(data, "name", "")) or name_from(text),
        kind=kind,
        text=text,
        choices=tuple(map(_choice, _list(data, "choices"))),
        explanation=_string(data, "explanation", ""),
        hints=_strings(data, "hints"),
        tags=tuple(map(_line, _strings(data, "tags"))),
        category=tuple(map(_line, _strings(data, "category"))),
        max_mark=_number(data, "max_mark", 1.0),
        shuffle=_flag(data, "shuffle", True),
    )


def _choice(data: object) -> ChoiceContent:
    if not isinstance(data, dict):
        raise ValueError("A choice is not an object with a text and a weight.")
    return ChoiceContent(
        text=_string(data, "text"),
        weight=_number(data, "weight", 0.0),
        feedback=_string(data, "feedback", ""),
        pinned=_flag(data, "pinned", False),
    )


def _entries(item: object, number: int) -> Iterator[Entry]:
    try:
        content = question_from(item)
        files = _files(item)
    except ValueError as reason:
        yield Skipped(number, str(reason), _name(item))
        return
    yield ParsedQuestion(content, number, files)
    if isinstance(item, dict) and (unknown := _unknown(item)):
        yield Notice(number, f"Unknown and left out: {', '.join(unknown)}.")


def _files(item: object) -> dict[str, bytes]:
    found = item.get("files", {}) if isinstance(item, dict) else {}
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise ValueError("“files” is not an object of texts in base64.")
    try:
        return {name: b64decode(text, validate=True) for name, text in found.items()}
    except ValueError:
        raise ValueError("A file of the question is not in base64.") from None


def _with_files(question: QuestionContent, files: Files) -> dict[str, Any]:
    data = question_to(question)
    named = {name: files(name) for name in file_names(question)}
    if kept := {name: b64encode(found).decode() for name, found in named.items() if found}:
        data["files"] = kept
    return data


def _refuse(key: str) -> None:
    """Raises Unreadable for a member of the document that says it is none of ours."""
    if key == "format":
        raise Unreadable("This JSON is of another program.")
    if key == "version":
        raise Unreadable("This file was written by a newer version of Chatsite.")


def _bank(bank: object) -> BankInfo:
    if not isinstance(bank, dict):
        return BankInfo()
    values = {field.name: bank.get(field.name) for field in fields(BankInfo)}
    return BankInfo(
        **{key: without_controls(value) for key, value in values.items() if isinstance(value, str)}
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(item: object) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return _line(without_controls(name))[:255] if isinstance(name, str) else ""


def _unknown(item: Mapping[str, Any]) -> list[str]:
    unknown = item.keys() - _QUESTION_KEYS
    for choice in item.get("choices", ()):
        unknown |= choice.keys() - _CHOICE_KEYS
    if not unknown:
        return []
    return sorted(without_controls(key)[:40] for key in unknown)[:10]


def _string(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise ValueError(f"“{key}” is missing or not a text.")
    return without_controls(value)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"“{key}” is not a list.")
    return value


def _strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = _list(data, key)
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"“{key}” is not a list of texts.")
    return tuple(without_controls(value) for value in values)


def _number(data: Mapping[str, Any], key: str, default: float) -> float:
    value = data.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"“{key}” is not a number.")
    return float(value)


def _flag(data: Mapping[str, Any], key: str, default: bool) -> bool:
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(f"“{key}” is neither true nor false.")
    return value
