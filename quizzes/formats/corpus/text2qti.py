"""Compares with text2qti's files, whose lines are looked at a second time in a simple way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen

_CHOICE = re.compile(r"(\*?[a-zA-Z]\)|\[[ *]?\])\s+(.*)")
_KNOWN = re.compile(r"(?:\.\.\.|Title:|Points:|Quiz title:|Quiz description:)\s|___")


@dataclass(slots=True)
class _Expected:
    """A question as its lines say it. Anything odd makes it one that must be skipped."""

    text: str
    line: int
    title: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    is_odd: bool = False


def text2qti(folder: Path) -> Comparison:
    comparison = Comparison(folder.name)
    for path in sorted(folder.glob("*.txt")):
        expected = _expected(path.read_text())
        found = parsed("text2qti", path)
        questions = {one.content.text: one.content for one in found.questions}
        usable = [item for item in expected if item.right and not item.is_odd]
        comparison.unsupported += len(expected) - len(usable)
        for item in usable:
            question = questions.pop(item.text, None)
            if question and _key(question) == _expected_key(item):
                comparison.equal += 1
            else:
                comparison.differences.append(f"{path.name}, line {item.line}: {question}")
        comparison.differences += [f"{path.name}: “{text[:60]}” is too many" for text in questions]
        if len(found.skipped) != len(expected) - len(usable):
            comparison.differences.append(f"{path.name}: skipped {found.skipped}")
    return comparison


def _expected(text: str) -> list[_Expected]:
    items: list[_Expected] = []
    title = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"\d+\.\s+(.*)", line):
            items.append(_Expected(match[1], number, title))
            title = ""
        elif line.startswith("Title: "):
            title = line.removeprefix("Title: ")
        elif items and (match := _CHOICE.match(line)):
            (items[-1].right if "*" in match[1] else items[-1].wrong).append(match[2])
        elif line.startswith("... "):
            items[-1].feedback.append(line[4:])
        elif items and line.strip() and not _KNOWN.match(line):
            items[-1].is_odd = True
    return items


def _expected_key(item: _Expected) -> tuple[object, ...]:
    kind = "single" if len(item.right) == 1 else "multiple"
    right, wrong, said = (
        [seen(text) for text in texts] for texts in (item.right, item.wrong, item.feedback)
    )
    return (kind, right, wrong, said, item.title or item.text[:20])


def _key(question: QuestionContent) -> tuple[object, ...]:
    right = [seen(choice.text) for choice in question.choices if choice.weight > 0]
    wrong = [seen(choice.text) for choice in question.choices if choice.weight == 0]
    said = [seen(question.explanation)] if question.explanation else []
    name = question.name[:20] if question.text.startswith(question.name[:20]) else question.name
    return (question.kind.value, right, wrong, said, name)
