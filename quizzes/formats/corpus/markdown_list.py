"""Compares with Markdown files, whose lists of boxes are counted a second time in a simple way."""

from __future__ import annotations

import re
from pathlib import Path

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen

_HIDDEN = re.compile(r"^([ \t]*)(```+|~~~+).*?^\1\2[ \t]*$|<!--.*?-->", re.MULTILINE | re.DOTALL)
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\[([ xX]?)\][ \t]+(.*)")


def markdown_lists(folder: Path) -> Comparison:
    """Lists of boxes with a mark must be questions; numbered headings without one are skipped."""
    comparison = Comparison(folder.name)
    for path in sorted(folder.glob("*.md")):
        expected = _expected(path.read_text())
        found = parsed("markdown", path)
        comparison.unsupported += len(found.skipped)
        questions = [_key(one.content) for one in found.questions]
        for item in expected:
            if item in questions:
                questions.remove(item)
                comparison.equal += 1
            else:
                comparison.differences.append(f"{path.name}: {item}")
        comparison.differences += [f"{path.name}: too many: {item}" for item in questions]
    return comparison


def _expected(text: str) -> list[tuple[tuple[str, bool], ...]]:
    """The boxes of each list, whose lines follow each other but for quotes and empty lines."""
    lists: list[list[tuple[str, bool]]] = []
    is_open = False
    for line in _HIDDEN.sub("", text).split("\n"):
        if match := _BOX.match(line):
            if not is_open:
                lists.append([])
            lists[-1].append((seen(match[2]), match[1] in ("x", "X")))
            is_open = True
        elif line.strip() and not line.lstrip().startswith(">"):
            is_open = False
    return [tuple(one) for one in lists if any(is_right for _, is_right in one)]


def _key(question: QuestionContent) -> tuple[tuple[str, bool], ...]:
    return tuple((seen(choice.text), choice.weight > 0) for choice in question.choices)
