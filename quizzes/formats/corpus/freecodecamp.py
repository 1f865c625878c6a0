"""Compares with freeCodeCamp's quizzes, whose strings are found a second time in a simple way."""

from __future__ import annotations

import json
import re
from pathlib import Path

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen, squeezed

_PAIR = re.compile(
    r"^\s*(Question|Answer|Distractor\d|Explanation|Link):\s*"
    r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)\s*,?\s*$",
    re.MULTILINE,
)


def free_code_camp(folder: Path) -> Comparison:
    comparison = Comparison(folder.name)
    for path in sorted(folder.glob("*.ts")):
        expected = _expected(path.read_text())
        questions = [one.content for one in parsed("freecodecamp", path).questions]
        if len(questions) != len(expected) or not expected:
            comparison.differences.append(f"{path.name}: {len(questions)} of {len(expected)}")
            continue
        for number, (question, item) in enumerate(zip(questions, expected, strict=True), 1):
            if _key(question) == _expected_key(item):
                comparison.equal += 1
            else:
                comparison.differences.append(f"{path.name}, question {number}: {question}")
    return comparison


def _expected(text: str) -> list[dict[str, str]]:
    """The pairs of each question; one begins where its key "Question" stands."""
    items: list[dict[str, str]] = []
    for match in _PAIR.finditer(text):
        key, *values = match.groups()
        if key == "Question":
            items.append({})
        items[-1][key] = _meant(next(value for value in values if value is not None))
    # The key counted in the simplest way: a pair that was not found must not go unnoticed.
    assert len(items) == text.count("Question:")
    return items


def _meant(value: str) -> str:
    """The string as JSON has it; one that can't be seen as it was typed."""
    quoted = re.sub(r"\\'", "'", value)
    quoted = re.sub(r'(?<!\\)"', r"\"", quoted)
    meant = str(json.loads(f'"{quoted}"'))
    return meant if meant.strip() and meant.isprintable() else value


def _expected_key(item: dict[str, str]) -> tuple[object, ...]:
    wrong = {_shown(text) for key, text in item.items() if key.startswith("Distractor")}
    host = re.sub(r"^https?://([^/]+).*", r"\1", item["Link"])
    explanation = _shown(item["Explanation"]) + host
    return (_shown(item["Question"]), _shown(item["Answer"]), wrong, explanation, item["Link"])


def _key(question: QuestionContent) -> tuple[object, ...]:
    right = [seen(choice.text) for choice in question.choices if choice.weight == 1]
    wrong = {seen(choice.text) for choice in question.choices if choice.weight == 0}
    explanation, _, address = question.explanation.rpartition("](")
    return (
        seen(question.text),
        right[0] if len(right) == 1 else "",
        wrong,
        seen(question.explanation),
        address.removesuffix(")") if explanation else "",
    )


def _shown(text: str) -> str:
    return squeezed(re.sub(r"`([^`\n]+)`", r"\1", text))
