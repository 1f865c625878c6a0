"""Compares with `expected/qti.json`: what the choice questions of QTI files are, read off the XML.

For 1.2 it has stems, points and the number of options; for 2 the options and their mapping. Stems
and options are cut there, at 120 and 60 characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Parsed
from quizzes.validation import is_full

from .comparison import Comparison, seen, squeezed
from .comparison import parsed as read

Item: TypeAlias = dict[str, Any]
_STEM, _OPTION = 120, 60
_TOLERANCE = 1e-5
_OTHER_TYPES = {
    "multiple_dropdowns_question",
    "matching_question",
    "fill_in_multiple_blanks_question",
}
# Brackets are put around ruby; a raised minus becomes another minus than a plain one.
_FOLDED = str.maketrans({"(": "", ")": "", "−": "-", "–": "-"})
_ORDINAL = re.compile(r"answer_(\d{1,4})")
# The expectation was made by a parser that drops entities where the declaration has no space.
_MISREAD = {"pthe correct answer is letter A/p": "the correct answer is letter A"}


def is_choice(item: Item) -> bool:
    """Whether an expected item is of a kind that we have, and has a key."""
    return bool(item.get("correct")) and item.get("type") not in _OTHER_TYPES


def with_expected(
    corpus: Path,
    folder: str,
    name: str,
    supported: Callable[[Item], bool] = is_choice,
    bar: float = 1.0,
) -> Comparison:
    """The files of `folder` that are expected, each read as the format `name`.

    `supported`: which of the expected items must become a question. Of an item with several
    interactions there are several, all without a "stem" and with the same "id": none is ours.
    """
    comparison = Comparison(folder, bar)
    for file, items in expected_items(corpus, folder).items():
        compare_file(comparison, Path(file).name, read(name, corpus / file), items, supported)
    return comparison


def expected_items(corpus: Path, folder: str) -> dict[str, list[Item]]:
    """The expected items of the files of `folder`, by path within `corpus`."""
    known = json.loads((corpus / "expected" / "qti.json").read_text())
    return {file: items for file, items in known.items() if file.startswith(f"{folder}/")}


def compare_file(
    comparison: Comparison,
    file: str,
    found: Parsed,
    items: Iterable[Item],
    supported: Callable[[Item], bool] = is_choice,
) -> None:
    """Add to `comparison` what was found in a file, question by question in order."""
    items = list(items)
    pictures = {notice.line for notice in found.warnings if "picture" in notice.message}
    composite = Counter(item["id"] for item in items if "stem" not in item and "options" in item)
    known = [item for item in items if composite[item["id"]] < 2 and supported(item)]
    comparison.unsupported += len(items) - len(known)
    if len(found.questions) != len(known):
        why = "; ".join(f"{one.name}: {one.reason}" for one in found.skipped[:3])
        comparison.differences.append(
            f"{file}: {len(found.questions)} questions, expected {len(known)} (skipped: {why})"
        )
    for number, (question, item) in enumerate(zip(found.questions, known, strict=False), 1):
        # What is said in place of a picture is not expected.
        has_more = question.line in pictures
        if differences := list(_differences(question.content, item, has_more)):
            comparison.differences.append(f"{file}, question {number}: {'; '.join(differences)}")
        else:
            comparison.equal += 1


def _differences(question: QuestionContent, item: Item, has_more: bool) -> Iterator[str]:
    stem: str = item.get("stem", "")
    limit = 0 if has_more else _STEM
    if stem and not _says(question.text, _MISREAD.get(stem, stem), limit):
        yield f"text {question.text[:80]!r}, expected {stem[:80]!r}"
    cardinality = "multiple" if question.kind == Kind.MULTIPLE else "single"
    if cardinality != (item["cardinality"] or "single").lower():
        yield f"kind {question.kind}, expected {item['cardinality']}"
    if item.get("points") and question.max_mark != float(item["points"]):
        yield f"mark {question.max_mark}, expected {item['points']}"
    yield from _choice_differences(question, item)


def _choice_differences(question: QuestionContent, item: Item) -> Iterator[str]:
    choices, options = question.choices, item["options"]
    count = options if isinstance(options, int) else len(options)
    if len(choices) != count:
        yield f"{len(choices)} choices, expected {count}"
        return
    if isinstance(options, list):
        for choice, option in zip(choices, options, strict=True):
            if not _is_option(choice, option):
                yield f"choice {choice.text!r}, expected {option!r}"
    right = [choice for choice in choices if _is_right(question, choice)]
    correct = [_option(item, text) for text in item["correct"]]
    if len(right) != len(correct) or not all(
        any(_is_option(choice, text) for choice in right) for text in correct
    ):
        yield f"right: {[choice.text for choice in right]}, expected {correct}"
    for text, score in (item.get("scores") or {}).items():
        if not any(_is_scored(choice, text, score / float(item["points"])) for choice in choices):
            yield f"no choice {text!r} with {score} points"
    for text, score in (item.get("mapping") or {}).items():
        if not any(_is_option(one, text) and one.weight * score > 0 for one in choices) and score:
            yield f"no choice {text!r} mapped to {score}"


def _option(item: Item, text: str) -> str:
    """What is expected to be right: an option's text, or its number among the options."""
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal and isinstance(item["options"], list) and text not in item["options"]:
        return str(item["options"][int(ordinal[1]) - 1])
    return text


def _is_right(question: QuestionContent, choice: ChoiceContent) -> bool:
    return choice.weight > 0 if question.is_multiple else is_full(choice.weight)


def _is_scored(choice: ChoiceContent, text: str, weight: float) -> bool:
    return _is_option(choice, text) and abs(choice.weight - weight) < _TOLERANCE


def _is_option(choice: ChoiceContent, option: str) -> bool:
    """Feedback within an option is a part of its text there; ours may have more to say."""
    with_feedback = f"{choice.text}\n\n{choice.feedback}"
    return _says(choice.text, option, _OPTION) or _says(with_feedback, option, 0)


def _says(markdown: str, text: str, limit: int) -> bool:
    """Whether a reader of the Markdown sees the text; only its beginning where it is cut."""
    ours, theirs = _folded(seen(markdown)), _folded(squeezed(text))
    return ours.startswith(theirs) if len(text) >= limit - 1 else ours == theirs


def _folded(text: str) -> str:
    """Raised and lowered characters as plain ones."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)
