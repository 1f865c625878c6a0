"""JSON, one object a line: ARC, CommonsenseQA, OpenBookQA, MMLU, SciQ and what is shaped like them.

A line is read at a time, so a file may be larger than memory. shapes.py knows the shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

from quizzes.formats.base import Entries, Entry, Format, Notice, Options, name_from
from quizzes.formats.shared.decoding import Text, without_controls
from quizzes.formats.source import BEGINNING, Source

from . import keys
from .document import JavaScript as JavaScript
from .document import JsonDocument as JsonDocument
from .shapes import counts_from, is_item, question_from, stem_of

# Lines from which to learn what numbers count from.
MAX_SAMPLE = 20_000


class JsonLines(Format):
    name = "jsonl"
    label = "JSON lines (ARC, CommonsenseQA, MMLU, SciQ)"
    extensions = (".jsonl", ".ndjson", ".json")
    silent_about = frozenset({"hints", "tags", "max_mark", "shuffle", "feedback", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
        line, end, _ = data.partition(b"\n")
        if not line.startswith(b"{") or (not end and len(data) >= BEGINNING - 100):
            return False
        item = _item(line)
        return item is not None and is_item(item)

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        text = Text(source, options.encoding)
        yield from text.notices
        parsed = Entries()
        first = options.first_answer
        if first is None:
            sample = map(_item, islice(text.lines(), MAX_SAMPLE))
            first, assumed = counts_from(item for item in sample if item)
            if assumed:
                yield Notice(1, assumed)
        reader = _Reader(parsed, first)
        for number, line in enumerate(text.lines(), 1):
            if line.strip():
                reader.take(number, line)
                yield from parsed.taken()


class _Reader:
    def __init__(self, parsed: Entries, first_answer: int | None) -> None:
        self.parsed = parsed
        self.first_answer = first_answer
        self.left_out: set[str] = set()

    def take(self, number: int, line: str) -> None:
        item = _item(line)
        if item is None:
            self.parsed.skip(number, "This line is not a JSON object.")
            return
        try:
            content, notices = question_from(item, self.first_answer)
        except ValueError as reason:
            self.parsed.skip(number, str(reason), name_from(stem_of(item)))
            return
        self.parsed.add(content, number)
        for message in notices:
            self.parsed.warn(number, message)
        self.tell_unknown(number, item)

    def tell_unknown(self, number: int, item: dict[str, Any]) -> None:
        """Once for each key: a file may have a million lines."""
        unknown = [key for key in keys.unknown(item) if key not in self.left_out]
        if unknown and len(self.left_out) < 100:
            self.left_out.update(unknown)
            names = ", ".join(f"“{without_controls(key)[:40]}”" for key in unknown[:10])
            self.parsed.warn(number, f"Left out, here and in the lines below: {names}.")


def _item(line: str | bytes) -> dict[str, Any] | None:
    try:
        item = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return item if isinstance(item, dict) else None
