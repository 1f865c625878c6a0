"""What is kept for good of what a file's reader said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizzes.formats.base import Notice, Options, Skipped
from quizzes.formats.shared.decoding import Text
from quizzes.formats.source import Source

# Of skipped questions and of warnings, each. More are only counted.
REPORTED = 2000
# Of a line of the file that is shown beside them.
EXCERPT = 300
# Formats whose entries' lines are lines of a text that a person can read.
_TEXTS = frozenset(
    {
        "aiken",
        "blackboard",
        "csv",
        "freecodecamp",
        "gift",
        "jsonl",
        "markdown",
        "moodle_xml",
        "opentriviaqa",
        "qti12",
        "respondus",
        "rexams",
        "text2qti",
        "webct",
    }
)
# What the others count instead.
_ROWS = frozenset({"kahoot", "xlsx"})


def report(
    source: Source,
    format: str,
    options: Options,
    skipped: Sequence[Skipped],
    warnings: Sequence[Notice],
) -> dict[str, Any]:
    """As `Import.report` has it: each with the line of the file, where a person can read that."""
    skipped = sorted(skipped, key=_line)[:REPORTED]
    warnings = sorted(warnings, key=_line)[:REPORTED]
    wanted = {item.line for item in skipped} | {item.line for item in warnings}
    lines = _lines(source, options, wanted) if format in _TEXTS and not source.members else {}
    return {
        "unit": "Line" if format in _TEXTS else "Row" if format in _ROWS else "No.",
        "skipped": [
            {"line": s.line, "reason": s.reason, "name": s.name[:255], **_at(lines, s.line)}
            for s in skipped
        ],
        "warnings": [
            {"line": w.line, "message": w.message, **_at(lines, w.line)} for w in warnings
        ],
    }


def _lines(source: Source, options: Options, wanted: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    if not wanted:
        return found
    last = max(wanted)
    for number, line in enumerate(Text(source, options.encoding).lines(), 1):
        if number in wanted and line.strip():
            line = line.strip()
            found[number] = line[:EXCERPT] + "…" * (len(line) > EXCERPT)
        if number >= last:
            break
    return found


def _line(item: Skipped | Notice) -> int:
    return item.line


def _at(lines: dict[int, str], line: int) -> dict[str, str]:
    return {"source": lines[line]} if line in lines else {}
