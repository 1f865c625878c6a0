"""Compares with the files of OpenTriviaQA, taken apart a second time in the simplest way."""

from __future__ import annotations

import re
from pathlib import Path

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen, squeezed

_CHOICE = re.compile(r"^[A-Z]\b ?(.*)$", re.MULTILINE)


def open_trivia_qa(folder: Path) -> Comparison:
    comparison = Comparison(folder.name)
    for path in sorted(folder.glob("*.txt")):
        blocks = _blocks(path)
        found = parsed("opentriviaqa", path)
        questions = {one.line: one.content for one in found.questions}
        for line, block in blocks.items():
            question = questions.pop(line, None)
            if question and _key(question) == _expected(block):
                comparison.equal += 1
            else:
                comparison.differences.append(f"{path.name}, line {line}: {question}")
        comparison.differences += [f"{path.name}, line {line}: too many" for line in questions]
    return comparison


def _blocks(path: Path) -> dict[int, str]:
    """The text of each question by its line; characters beyond ASCII are left out."""
    lines = path.read_bytes().decode("ascii", errors="ignore").replace("\r\n", "\n").split("\n")
    starts = [place for place, line in enumerate(lines) if line.startswith("#Q")]
    ends = [*starts[1:], len(lines)]
    return {start + 1: "\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)}


def _expected(block: str) -> tuple[object, ...]:
    stem, _, rest = block.removeprefix("#Q").partition("\n^")
    right, _, choices = rest.partition("\n")
    texts = {squeezed(text) for text in _CHOICE.findall(choices)}
    return (squeezed(stem), squeezed(right).casefold(), texts)


def _key(question: QuestionContent) -> tuple[object, ...]:
    texts = {_ascii(choice.text) for choice in question.choices}
    right = [_ascii(choice.text) for choice in question.choices if choice.weight == 1]
    return (_ascii(question.text), right[0].casefold() if len(right) == 1 else right, texts)


def _ascii(markdown: str) -> str:
    return seen(markdown).encode("ascii", "ignore").decode()
