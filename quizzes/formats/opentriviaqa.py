"""OpenTriviaQA: "#Q" and the question, "^" and the right answer, choices "A …", "B …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent

from .base import TRUE, Entries, Entry, Format, Options, name_from, true_false
from .shared import markdown
from .shared.decoding import Text
from .source import Source

_CHOICE = re.compile(r"([A-Z])(?:[ \t]+(.*))?$", re.ASCII)
_SIGN = re.compile(rb"^#Q\b[^\r\n]*\r?\n(?:(?!#Q\b|\^)[^\r\n]*\r?\n){0,50}\^[ \t]*\S", re.MULTILINE)
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# Of one question; lines after that are no part of it.
MAX_LINES = 1_000


class OpenTriviaQA(Format):
    name = "opentriviaqa"
    label = "OpenTriviaQA"
    extensions = (".txt",)
    silent_about = frozenset(
        {"explanation", "hints", "tags", "category", "max_mark", "shuffle", "feedback", "pinned"}
    )

    def recognises(self, source: Source) -> bool:
        return _SIGN.search(source.beginning.removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        parsed = Entries()
        reader = _Reader(parsed)
        for number, line in _lines(source, options.encoding, parsed):
            reader.take(number, line.strip())
            yield from parsed.taken()
        reader.finish()
        yield from parsed.taken()


def _lines(source: Source, encoding: str | None, parsed: Entries) -> Iterator[tuple[int, str]]:
    """The lines by number. Files of this collection mix UTF-8 with lines of windows-1252."""
    text = Text(source, encoding)
    is_mixed = encoding is None and text.encoding == "windows-1252"
    if not is_mixed:
        parsed.extend(text.notices)
        yield from enumerate(text.lines(), 1)
        return
    for number, line in enumerate(Text(source, "latin-1").lines(), 1):
        yield number, _decoded(line.encode("latin-1"), number, parsed)


def _decoded(line: bytes, number: int, parsed: Entries) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    readable = line.decode(errors="ignore")
    if not readable.isascii() or not _NON_ASCII.search(line):
        parsed.warn(number, "A character of this line is damaged; “\ufffd” is in its place.")
        return line.decode(errors="replace")
    parsed.warn(number, "This line is not UTF-8; it was read as windows-1252.")
    return line.decode("windows-1252", errors="replace")


@dataclass(slots=True)
class _Draft:
    """The question whose lines are being read."""

    line: int
    stem: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    lines: int = 0
    has_ended: bool = False


class _Reader:
    def __init__(self, parsed: Entries) -> None:
        self.parsed = parsed
        self.draft: _Draft | None = None
        self.is_lost = False

    def take(self, number: int, line: str) -> None:
        if line == "#Q" or line.startswith(("#Q ", "#Q\t")):
            self.finish()
            self.draft = _Draft(number, [line[2:].strip()])
            self.is_lost = False
        elif self.draft:
            self.part(self.draft, number, line)
        elif line and not self.is_lost:
            self.is_lost = True
            self.parsed.skip(number, "There is no “#Q” before this text.")

    def part(self, draft: _Draft, number: int, line: str) -> None:
        draft.lines += 1
        choice = _CHOICE.match(line) if draft.answers else None
        if not line and draft.choices:
            draft.has_ended = True
        elif draft.lines > MAX_LINES or (line and draft.has_ended):
            self.parsed.warn(number, "The text after the choices was left out.")
            self.finish()
            self.is_lost = True
        elif line.startswith("^") and not draft.choices:
            draft.answers.append(line[1:].strip())
        elif choice and ord(choice[1]) - ord("A") == len(draft.choices):
            draft.choices.append((choice[2] or "").strip())
        else:
            part = draft.choices or draft.answers or draft.stem
            part[-1] += f"\n{line}"

    def finish(self) -> None:
        """Take the question that was being read, if any."""
        draft, self.draft = self.draft, None
        if not draft:
            return
        stem = "\n".join(draft.stem).strip()
        try:
            self.parsed.add(self.question(draft, stem), draft.line)
        except ValueError as reason:
            self.parsed.skip(draft.line, str(reason), name_from(stem))

    def question(self, draft: _Draft, stem: str) -> QuestionContent:
        """Raises ValueError with a sentence."""
        if len(draft.answers) != 1:
            found = "no line" if not draft.answers else "more than one line"
            raise ValueError(f"The question has {found} “^” with the right answer.")
        kind, choices = self.choices(draft)
        return QuestionContent(
            name=name_from(stem), kind=kind, text=markdown.from_plain(stem), choices=choices
        )

    def choices(self, draft: _Draft) -> tuple[Kind, tuple[ChoiceContent, ...]]:
        texts = [text.strip() for text in draft.choices]
        right = _squeezed(draft.answers[0])
        if right not in map(_squeezed, texts):
            raise ValueError(f"The right answer “{right[:60]}” is none of the choices.")
        if sorted(text.casefold() for text in texts) == ["false", "true"]:
            return Kind.TRUE_FALSE, true_false(right == TRUE.casefold())
        return Kind.SINGLE, tuple(
            ChoiceContent(markdown.from_plain(text), float(_squeezed(text) == right))
            for text in self.without_doubles(draft.line, texts)
        )

    def without_doubles(self, line: int, texts: Sequence[str]) -> list[str]:
        kept = dict(zip(map(_squeezed, texts), texts, strict=True))
        if len(kept) < len(texts):
            self.parsed.warn(line, "A choice was there twice; it was left out once.")
        return list(kept.values())


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
