"""What comparing with the corpus needs: the outcome, reading, texts as a reader sees them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

from quizzes.formats import by_name, read
from quizzes.formats.base import Parsed, Skipped, Unreadable
from quizzes.formats.source import Source

_RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?div|/?h\d|/?pre|/?tr|/?t[dh])\b[^<>]*>", re.IGNORECASE)
# Beside white space: raised digits, and backslashes, which one side escapes and formulas contain.
_IGNORED = re.compile(r"[\s\\]+")


@dataclass(slots=True)
class Comparison:
    """The outcome for one folder. `bar`: the least share of equal questions.

    `unsupported`: questions of kinds that we don't have. `rescued`: questions that have not
    exactly one right choice when Moodle has read them, and that we read otherwise, with a warning.
    """

    name: str
    bar: float = 1.0
    equal: int = 0
    unsupported: int = 0
    rescued: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        total = self.equal + len(self.differences)
        return self.equal / total if total else 1.0

    def __str__(self) -> str:
        rescued = f", {len(self.rescued)} rescued" if self.rescued else ""
        return (
            f"{self.name}: {self.equal} equal, {len(self.differences)} different, "
            f"{self.unsupported} unsupported{rescued}"
        )


def parsed(name: str, path: Path) -> Parsed:
    try:
        return Parsed.of(read(by_name(name), Source.of_path(path)))
    except Unreadable as error:
        return Parsed.of([Skipped(1, str(error))])


def seen(markdown: str) -> str:
    """What a reader sees of a Markdown text."""
    return squeezed(without_tags(_RENDER(markdown)))


def squeezed(text: str) -> str:
    """`text` without what may differ: white space and backslashes."""
    return _IGNORED.sub("", text)


def without_tags(text: str) -> str:
    return html.unescape(TAG.sub("", _BREAK.sub(" ", text)))
