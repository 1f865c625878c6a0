"""Questions as lists in Markdown: "- [x]", mkdocs-quiz, quizdown, bold choices, "Answer: B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.formats.base import Entry, Format, Options
from quizzes.formats.source import Source

from . import reader

_CHECKED = re.compile(
    rb"^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]*[\[(][ \t]?[xX][ \t]?[\])]", re.MULTILINE
)
_LETTER = re.compile(rb"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?\(?[bB][.)]", re.MULTILINE)
_BOLD_OR_ANSWER = re.compile(
    rb"^[ \t]*(?:[-*+][ \t]+)?(?:(?:\*\*|__)\(?[a-zA-Z][.)]|\(?[a-zA-Z][.)][ \t]+(?:\*\*|__))"
    rb"|\banswers?\b|\bans\b",
    re.MULTILINE | re.IGNORECASE,
)


class MarkdownList(Format):
    name = "markdown"
    label = "Markdown lists (- [x])"
    extensions = (".md", ".markdown")
    silent_about = frozenset({"tags", "max_mark", "pinned"})

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        may_be = _CHECKED.search(data) or (_LETTER.search(data) and _BOLD_OR_ANSWER.search(data))
        return may_be is not None and reader.is_quiz(data.decode("utf-8-sig", errors="replace"))

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        return reader.read(source, options)
