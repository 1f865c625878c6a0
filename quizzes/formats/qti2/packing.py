"""The files of a package: under names that every program can open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from quizzes.content import QuestionContent
from quizzes.formats.base import FILE, Files
from quizzes.formats.shared.file_links import Link, file_names, with_file_links

_ODD = re.compile(r"[^\w.\- ]+")


class Packing:
    """The files of a whole package. `contents` grows as questions are packed."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._names: dict[str, str | None] = {}
        self.contents: dict[str, bytes] = {}

    def packed(self, question: QuestionContent) -> tuple[QuestionContent, list[str]]:
        """The question with the names of its files in the package, and those that are missing.

        What is missing has its alternative text in its place.
        """
        names = file_names(question)
        for name in names:
            if name not in self._names:
                self._names[name] = self._add(name)
        missing = [name for name in names if self._names[name] is None]
        if all(self._names[name] == name for name in names):
            return question, missing
        return with_file_links(question, self._renamed), missing

    def _add(self, name: str) -> str | None:
        data = self._files(name)
        if data is None:
            return None
        safe = _ODD.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(". ") or "file"
        free, number = safe, 1
        while free in self.contents:
            number += 1
            free = f"{number}-{safe}"
        self.contents[free] = data
        return free

    def _renamed(self, link: Link) -> str:
        name = self._names[link.name]
        return link.text if name is None else link.to(FILE + quote(name))
