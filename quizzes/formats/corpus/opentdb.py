"""Compares with the questions themselves, which are plain JSON."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from quizzes.content import QuestionContent

from .comparison import Comparison, parsed, seen, squeezed


def open_trivia(folder: Path) -> Comparison:
    comparison = Comparison("opentdb")
    for path in sorted(folder.glob("*.json")):
        items = json.loads(path.read_text())["results"]
        questions = {one.line: one.content for one in parsed("opentdb", path).questions}
        for number, item in enumerate(items, 1):
            question = questions.get(number)
            if question and _trivia_key(question) == _expected_trivia_key(item):
                comparison.equal += 1
            else:
                comparison.differences.append(f"{path.name}, question {number}: {question}")
    return comparison


def _trivia_key(question: QuestionContent) -> tuple[object, ...]:
    right = {seen(choice.text) for choice in question.choices if choice.weight == 1}
    wrong = {seen(choice.text) for choice in question.choices if choice.weight == 0}
    place = (": ".join(question.category), question.tags)
    return (seen(question.text), right, wrong, question.kind.value, *place)


def _expected_trivia_key(item: dict[str, Any]) -> tuple[object, ...]:
    def shown(text: str) -> str:
        return squeezed(html.unescape(text))

    kind = {"multiple": "single", "boolean": "true_false"}[item["type"]]
    wrong = {shown(text) for text in item["incorrect_answers"]}
    place = (html.unescape(item["category"]), (item["difficulty"],))
    return (shown(item["question"]), {shown(item["correct_answer"])}, wrong, kind, *place)
