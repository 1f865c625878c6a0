"""Exchange formats: bytes to questions and back. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from .aiken import Aiken
from .anki import Anki
from .base import (
    MAX_QUESTIONS,
    Entry,
    Format,
    Options,
    Parsed,
    ParsedQuestion,
    Skipped,
    Unreadable,
    WritableFormat,
)
from .blackboard import Blackboard
from .chatsite_json import ChatsiteJson
from .examview import ExamView
from .foreign import advice, refusal
from .freecodecamp import FreeCodeCamp
from .gift import Gift
from .jsonl import JavaScript, JsonDocument, JsonLines
from .kahoot import Kahoot
from .markdown_list import MarkdownList
from .moodle_xml import MoodleXml
from .olx import Olx
from .opentdb import OpenTriviaDatabase
from .opentriviaqa import OpenTriviaQA
from .qti2 import Qti2, Qti3
from .qti12 import Qti12
from .r_exams import RExams
from .respondus import Respondus
from .source import MAX_BYTES, Source
from .tables import Csv, Xlsx
from .text2qti import Text2Qti
from .webct import WebCT

# The order in which `guess` asks them: those that are surest of themselves first.
_FORMATS: tuple[Format, ...] = (
    Anki(),
    Olx(),
    RExams(),
    ExamView(),
    WebCT(),
    Respondus(),
    MoodleXml(),
    Qti2(),
    Qti3(),
    Qti12(),
    JsonLines(),
    FreeCodeCamp(),
    OpenTriviaQA(),
    Text2Qti(),
    OpenTriviaDatabase(),
    JsonDocument(),
    ChatsiteJson(),
    JavaScript(),
    Blackboard(),
    Aiken(),
    MarkdownList(),
    Kahoot(),
    Xlsx(),
    Csv(),
    Gift(),
)


NO_OPTIONS = Options()


def formats() -> tuple[Format, ...]:
    """Those that can be read, which are all."""
    return _FORMATS


def writable_formats() -> tuple[WritableFormat, ...]:
    return tuple(known for known in _FORMATS if isinstance(known, WritableFormat))


def by_name(name: str) -> Format:
    """Raises Unreadable for a name that no format has."""
    for known in _FORMATS:
        if known.name == name:
            return known
    names = ", ".join(sorted(known.name for known in _FORMATS))
    raise Unreadable(f"There is no format “{name}”. The formats are {names}.")


def writable(name: str) -> WritableFormat:
    """Raises Unreadable for a name that no format has which can be written."""
    for known in writable_formats():
        if known.name == name:
            return known
    names = ", ".join(sorted(known.name for known in writable_formats()))
    raise Unreadable(f"The format “{name}” can't be written. Those that can are {names}.")


def guess(source: Source) -> Format:
    """The format of a file by its content; among several its name decides.

    Raises Unreadable when it is none of ours.
    """
    if reason := refusal(source):
        raise Unreadable(reason)
    extension = PurePath(source.name).suffix.lower()
    # Compressed bytes may look like anything.
    possible = [known for known in _FORMATS if known.may_be_archive or not source.is_archive]
    likely = [known for known in possible if extension in known.extensions]
    others = [known for known in possible if extension not in known.extensions]
    readable = source.in_utf8()
    for known in (*likely, *others):
        if known.recognises(readable):
            return known
    for known in possible:
        if known.may_be(readable):
            return known
    raise Unreadable(f"This is none of the formats that can be read. {advice(source)}")


def read(known: Format, source: Source, options: Options = NO_OPTIONS) -> Iterator[Entry]:
    """What is in a file, up to `MAX_QUESTIONS`. Raises Unreadable."""
    if source.size > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024**3} GB. Split it.")
    count = 0
    for entry in known.read(source, options):
        count += isinstance(entry, ParsedQuestion)
        if count > MAX_QUESTIONS and isinstance(entry, ParsedQuestion):
            yield Skipped(entry.line, f"A file may hold at most {MAX_QUESTIONS:,} questions.")
            return
        yield entry


def parse(name: str, data: bytes, options: Options = NO_OPTIONS) -> Parsed:
    """All that is in a file of a format. Raises Unreadable."""
    return Parsed.of(read(by_name(name), Source.of_bytes(data), options))
