"""R/exams: exercises in Markdown (.Rmd) or LaTeX (.Rnw). R code in them is never run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizzes.formats.base import Entries, Entry, Format, Options, Unreadable
from quizzes.formats.shared.archives import Archive, open_archive, resolved
from quizzes.formats.shared.decoding import Text
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.source import Source

from .exercise import Exercise, question
from .sections import split_latex, split_markdown

_SIGN = re.compile(rb"^[ \t%]*(?:\\extype\{|extype[ \t]*:)", re.MULTILINE)
_SUFFIXES = (".rmd", ".rnw")


class RExams(Format):
    name = "rexams"
    label = "R/exams (.Rmd, .Rnw)"
    extensions = (".rmd", ".rnw", ".zip")
    may_be_archive = True

    def recognises(self, source: Source) -> bool:
        if source.beginning.startswith(b"PK"):
            return any(name.lower().endswith(_SUFFIXES) for name in source.members)
        return _SIGN.search(source.beginning) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        if source.beginning.startswith(b"PK"):
            with open_archive(source) as archive:
                yield from _from_archive(archive, options)
        else:
            yield from _from_text(source, options)


def _from_archive(archive: Archive, options: Options) -> Iterator[Entry]:
    """One exercise a file; its line is the file's number."""
    names = [name for name in archive.names if name.lower().endswith(_SUFFIXES)]
    if not names:
        raise Unreadable("There are no exercises of R/exams in this archive.")
    for number, name in enumerate(names, 1):
        entries = Entries()
        try:
            source = Source.of_bytes(archive.read(name), name)
            exercises = _exercises(Text(source, options.encoding).whole())
        except Unreadable as reason:
            entries.skip(number, f"{name[:80]}: {reason}")
            exercises = []
        for exercise in exercises:
            _add(exercise, number, Pictures(_finder(archive, name)), entries)
        yield from entries


def _from_text(source: Source, options: Options) -> Iterator[Entry]:
    text = Text(source, options.encoding)
    yield from text.notices
    exercises = _exercises(text.whole())
    if not exercises:
        raise Unreadable("There is no exercise of R/exams in this file.")
    entries = Entries()
    for exercise in exercises:
        _add(exercise, exercise.line, Pictures(lambda name: None), entries)
        yield from entries.taken()


def _exercises(text: str) -> list[Exercise]:
    return split_latex(text) if "\\begin{question}" in text else split_markdown(text)


def _finder(archive: Archive, base: str) -> Callable[[str], bytes | None]:
    def find(name: str) -> bytes | None:
        path = resolved(name, base)
        for known in (path, *(f"{path}{suffix}" for suffix in (".png", ".jpg", ".gif"))):
            if known in archive:
                return archive.read(known)
        return None

    return find


def _add(exercise: Exercise, line: int, pictures: Pictures, entries: Entries) -> None:
    try:
        content = question(exercise, pictures)
    except ValueError as reason:
        entries.skip(line, str(reason), exercise.name)
        return
    for problem in pictures.problems:
        entries.warn(line, problem)
    entries.add(content, line, pictures.files)
