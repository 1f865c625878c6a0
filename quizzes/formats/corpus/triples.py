"""The same questions in three formats must be read as the same questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

from quizzes.content import QuestionContent
from quizzes.formats.base import Unreadable

from .comparison import Comparison, parsed, seen

# Folder, format, and what of a file's name is the topic.
_SIDES = (
    ("blackboard_txt", "blackboard", re.compile(r"__(\w+)_bbq-(.+)-questions\.txt$")),
    ("qti12_zip", "qti12", re.compile(r"__(\w+)_canvas_qti_v1_2-(.+)\.zip$")),
    ("qti21_zip", "qti2", re.compile(r"__(\w+)_blackboard_qti_v2_1-(.+)\.zip$")),
)
# The program that wrote them counts questions by a code, in the Blackboard text before each text.
_CODE = re.compile(r"^(?:[0-9a-f]{4}_)+[0-9a-f]{4}")
_LETTER = re.compile(r"^[A-Z]\.")
Key: TypeAlias = tuple[str, tuple[tuple[str, float], ...]]


def triples(corpus: Path) -> Comparison:
    """Text, choices and key of each question in all three formats, in whatever order.

    The Blackboard texts have a few questions twice that the program wrote to the zips once.
    """
    comparison = Comparison("triples")
    for topic, files in sorted(_topics(corpus).items()):
        found = [_questions(comparison, topic, *side) for side in files]
        everything = dict.fromkeys(key for keys in found for key in keys)
        for key in everything:
            has = [name for (name, _), keys in zip(files, found, strict=True) if key in keys]
            if len(has) == len(_SIDES):
                comparison.equal += 1
            else:
                comparison.differences.append(f"{topic}: only {', '.join(has)}: {key[0][:60]}")
    return comparison


def _topics(corpus: Path) -> dict[str, list[tuple[str, Path]]]:
    """By topic, the files with their formats."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for folder, name, pattern in _SIDES:
        for path in sorted((corpus / folder).glob("*")):
            if match := pattern.search(path.name):
                found.setdefault(f"{match[1]}-{match[2]}", []).append((name, path))
    return found


def _questions(comparison: Comparison, topic: str, name: str, path: Path) -> set[Key]:
    try:
        found = parsed(name, path)
    except Unreadable as error:
        # There is no such format (yet).
        comparison.differences.append(f"{topic}: {error}")
        return set()
    for skipped in found.skipped:
        comparison.differences.append(f"{topic}, {name}, line {skipped.line}: {skipped.reason}")
    return {_key(question.content) for question in found.questions}


def _key(question: QuestionContent) -> Key:
    texts = [seen(choice.text) for choice in question.choices]
    if all(map(_LETTER.match, texts)):
        texts = [_LETTER.sub("", text) for text in texts]
    weights = (choice.weight for choice in question.choices)
    return _CODE.sub("", seen(question.text)), tuple(zip(texts, weights, strict=True))
