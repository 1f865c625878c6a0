"""What a package needs of a question's files: names that every program can open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from quizzes.content import QuestionContent
from quizzes.formats.base import FILE, Files

_NAMED = re.compile(r"(?<=\]\()file:([^\s)]{1,2000})")
_PICTURE = re.compile(r"!?\[((?:[^\[\]\\\n]|\\[^\n]){0,2000})\]\(file:([^\s)]{1,2000})\)")
_ODD = re.compile(r"[^\w.\- ]+")


def file_names(question: QuestionContent) -> list[str]:
    """The files that its texts name, each once."""
    found = (unquote(name) for text in _texts(question) for name in _NAMED.findall(text))
    return list(dict.fromkeys(found))


class Packing:
    """The files of a whole package. `contents` grows as questions are packed."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._names: dict[str, str | None] = {}
        self.contents: dict[str, bytes] = {}

    def packed(self, question: QuestionContent) -> tuple[QuestionContent, list[str]]:
        """The question with the names of its files in the package, and those that are missing.

        A picture that is missing has its alternative text in its place.
        """
        names = file_names(question)
        for name in names:
            if name not in self._names:
                self._names[name] = self._add(name)
        missing = [name for name in names if self._names[name] is None]
        if all(self._names[name] == name for name in names):
            return question, missing
        return _with_texts(question, self._renamed), missing

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

    def _renamed(self, text: str) -> str:
        def picture(match: re.Match[str]) -> str:
            name = self._names.get(unquote(match[2]))
            return match[1] if name is None else match[0]

        def named(match: re.Match[str]) -> str:
            name = self._names.get(unquote(match[1]))
            return match[0] if name is None else FILE + quote(name)

        return _NAMED.sub(named, _PICTURE.sub(picture, text))


def _texts(question: QuestionContent) -> Iterator[str]:
    yield question.text
    yield question.explanation
    yield from question.hints
    for choice in question.choices:
        yield choice.text
        yield choice.feedback


def _with_texts(question: QuestionContent, change: Callable[[str], str]) -> QuestionContent:
    return replace(
        question,
        text=change(question.text),
        explanation=change(question.explanation),
        hints=tuple(map(change, question.hints)),
        choices=tuple(
            replace(choice, text=change(choice.text), feedback=change(choice.feedback))
            for choice in question.choices
        ),
    )
