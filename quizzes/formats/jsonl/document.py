"""JSON documents of programs that ask questions, whatever is around the questions in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from quizzes.formats.base import BankInfo, Entries, Entry, Format, Options, Unreadable, name_from
from quizzes.formats.shared.decoding import decode, without_controls
from quizzes.formats.shared.json_text import load
from quizzes.formats.source import BEGINNING, Source

from . import keys
from .literals import literals
from .shapes import counts_from, is_item, question_from, stem_of

_MAX_DEPTH = 8
# Members that hold questions and don't say what these are about.
_GENERIC = frozenset(
    {"questions", "results", "data", "items", "quiz", "quizzes", "sections", "categories",
     "questionbank", "bank", "test", "exam", "content", "body", "rows", "records", "list", "topics",
     "chapters", "modules", "units", "levels", "rounds", "train", "validation", "dev", "preguntas",
     "fragen", "perguntas", "domande", "questionlist", "questionset", "mcq", "mcqs"}
)  # fmt: skip
_BEGINNING = re.compile(
    rb'"(?:[^"\n]*(?:question|stem|prompt|text|statement)[^"\n]*|q)"\s*:.{0,4000}?'
    rb'"[^"\n]*(?:option|opts|choice|answer|distractor|alternative|correct)[^"\n]*"\s*:',
    re.S | re.I,
)
_IN_A_PROGRAM = re.compile(
    rb"""["'\s{,](?:question\w*|prompt|q|statement)["']?\s*:\s*["'`{].{0,4000}?"""
    rb"""["'\s{,](?:\w*options?|opts|choices|\w*answers?\w*|alternatives|correct\w*)["']?\s*:""",
    re.S | re.I,
)


class JsonDocument(Format):
    name = "json_other"
    label = "JSON of other programs"
    extensions = (".json",)
    silent_about = frozenset({"shuffle", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
        if data[:1] not in (b"{", b"[") or not _BEGINNING.search(data):
            return False
        if len(data) >= BEGINNING - 100:
            # Files of our own say what each choice weighs.
            return b'"weight"' not in data
        try:
            return next(_questions(orjson.loads(data), ()), None) is not None
        except orjson.JSONDecodeError:
            return False

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        document, notices = load(source, options.encoding)
        yield from notices
        if title := _title(document):
            yield BankInfo(title=title)
        yield from read_documents([document], options)


class JavaScript(Format):
    """The same in a program, as pages and apps have their questions; nothing of it is run."""

    name = "javascript"
    label = "JavaScript or TypeScript with questions"
    extensions = (".js", ".ts", ".mjs", ".tsx", ".jsx")
    silent_about = frozenset({"shuffle", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        if not _IN_A_PROGRAM.search(data) or data.lstrip()[:1] in (b"<", b"{"):
            return False
        text = data.decode("utf-8", errors="replace")
        return any(next(_questions(one, ()), None) for one in literals(text))

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text, notices = decode(source, options.encoding)
        yield from notices
        yield from read_documents(literals(text), options)


def read_documents(documents: Iterable[Any], options: Options) -> Iterator[Entry]:
    """The questions in values as JSON has them. Raises Unreadable where there are none."""
    found = [one for document in documents for one in _questions(document, ())]
    if not found:
        raise Unreadable("There are no questions with choices in this file.")
    first = options.first_answer
    parsed = Entries()
    if first is None:
        first, assumed = counts_from(one.item for one in found if is_item(one.item))
        if assumed:
            parsed.warn(1, assumed)
    reader = _Reader(parsed, first)
    for number, one in enumerate(found, 1):
        reader.take(number, one)
        yield from parsed.taken()


@dataclass(frozen=True, slots=True)
class _Found:
    item: Mapping[str, Any]
    path: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    parsed: Entries
    first_answer: int | None
    left_out: set[str] = field(default_factory=set)

    def take(self, number: int, found: _Found) -> None:
        try:
            content, notices = question_from(found.item, self.first_answer)
        except ValueError as reason:
            said = str(reason).replace("this line", "this object").replace("The line", "The object")
            said = said.replace("the line", "the object")
            self.parsed.skip(number, said, name_from(stem_of(found.item)))
            return
        self.parsed.add(replace(content, category=(*found.path, *content.category)), number)
        for message in notices:
            self.parsed.warn(number, message)
        self.tell_unknown(number, found.item)

    def tell_unknown(self, number: int, item: Mapping[str, Any]) -> None:
        """Once for each key."""
        unknown = [key for key in keys.unknown(item) if key not in self.left_out]
        if unknown and len(self.left_out) < 100:
            self.left_out.update(unknown)
            names = ", ".join(f"“{without_controls(key)[:40]}”" for key in unknown[:10])
            self.parsed.warn(number, f"Left out, here and below: {names}.")


def _questions(node: Any, path: tuple[str, ...], depth: int = 0) -> Iterator[_Found]:
    """The questions in a value, in order, each with the names of what it is in."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, list):
        yield from _of_list(node, path, depth)
    elif isinstance(node, dict):
        if is_item(node):
            yield _Found(node, path)
        elif any(isinstance(one, dict) and is_item(one) for one in node.values()):
            yield from _of_list(list(node.values()), path, depth)
        else:
            for key, value in node.items():
                if isinstance(value, list | dict):
                    yield from _questions(value, _below(path, node, key, depth), depth + 1)


def _of_list(nodes: list[Any], path: tuple[str, ...], depth: int) -> Iterator[_Found]:
    """Beside questions that can be asked all others are worth a word."""
    objects = [one for one in nodes if isinstance(one, dict | list)]
    has_items = any(isinstance(one, dict) and is_item(one) for one in objects)
    for one in objects:
        if isinstance(one, dict) and (is_item(one) or (has_items and stem_of(one))):
            yield _Found(one, path)
        else:
            yield from _questions(one, path, depth + 1)


def _below(path: tuple[str, ...], node: Mapping[str, Any], key: str, depth: int) -> tuple[str, ...]:
    own = () if depth == 0 else (_title(node),)
    name = "" if keys.plain(key) in _GENERIC or keys.plain(key).isdigit() else key
    names = (" ".join(without_controls(one).split())[:200] for one in (*own, name))
    return (*path, *(one for one in names if one))


def _title(node: Any) -> str:
    item = keys.normalised(node) if isinstance(node, dict) else {}
    return next(keys.texts(item, ("title", "quiztitle", "name", "category", "topic")), "")[:200]
