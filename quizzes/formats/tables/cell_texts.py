"""The cells of one question as Markdown, and what that leaves out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizzes.content import QuestionContent
from quizzes.formats.base import Notice, ParsedQuestion
from quizzes.formats.shared import markdown
from quizzes.formats.shared.question_pictures import Pictures

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_NO_ALTERNATIVE = "![]("


class CellTexts:
    """`has_html`: whether a cell may be HTML; else all are plain texts."""

    def __init__(self, has_html: bool = True) -> None:
        self._has_html = has_html
        self._pictures = Pictures(lambda path: None)

    def markdown(self, cell: str) -> str:
        """HTML where there is some, else a text whose line breaks count. Raises ValueError."""
        if "<" not in cell or not self._has_html:
            return markdown.from_plain(cell)
        return self._noted(markdown.from_moodle(cell, self._pictures.image, lost=self._lose))

    def html(self, cell: str) -> str:
        """For a cell that is HTML for sure. Raises ValueError."""
        return self._noted(markdown.from_html(cell, self._pictures.image, lost=self._lose))

    def html_or_plain(self, cell: str) -> str:
        """For HTML in which nobody minds a "<" or "&" that is none. Raises ValueError."""
        if markdown.looks_like_html(cell) or _ENTITY.search(cell):
            return self.html(cell)
        return markdown.from_plain(cell)

    def entries(self, content: QuestionContent, line: int) -> Iterator[Notice | ParsedQuestion]:
        """The question that the texts belong to, after what they couldn't keep."""
        for problem in self._pictures.problems:
            yield Notice(line, problem)
        yield ParsedQuestion(content, line, self.files)

    @property
    def files(self) -> Mapping[str, bytes]:
        return self._pictures.files

    def _lose(self, what: str) -> None:
        self._pictures.note(f"Left out: {what}.")

    def _noted(self, text: str) -> str:
        if _NO_ALTERNATIVE in text:
            self._pictures.note("A picture has no alternative text; add one.")
        return text
