"""Compares with `expected/FOLDER/FILE.json`: what Moodle's own importer makes of a file.

Texts are compared as a reader sees them: Markdown and HTML without their marks, and without
differences of white space.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizzes.content import Kind, QuestionContent
from quizzes.formats.base import Parsed, ParsedQuestion

from .comparison import TAG, Comparison, seen, squeezed, without_tags
from .comparison import parsed as read

TOLERANCE = 1e-5
_CHOICE_TYPES = {"multichoice", "truefalse"}


def with_moodle(corpus: Path, folder: str, name: str, bar: float = 1.0) -> Comparison:
    comparison = Comparison(folder, bar)
    for path in sorted((corpus / "expected" / folder).glob("*.json")):
        expected = json.loads(path.read_text())
        source = corpus / folder / path.name.removesuffix(".json")
        if not source.exists():
            comparison.differences.append(f"{source.name}: the file is missing")
            continue
        parsed = read(name, source)
        known = [item for item in expected["questions"] if item["qtype"] in _CHOICE_TYPES]
        others = [item for item in expected["questions"] if item["qtype"] != "category"]
        comparison.unsupported += len(others) - len(known)
        has_gaps = bool(expected["errors"])
        _compare_all(comparison, source.name, parsed, known, has_gaps)
    return comparison


def _compare_all(
    comparison: Comparison, file: str, parsed: Parsed, known: list[Any], has_gaps: bool
) -> None:
    """Pairs the questions in order; ours may have more, where we rescue what Moodle drops."""
    ours = list(parsed.questions)
    for item in known:
        place = next((i for i, one in enumerate(ours) if _is_same(one, item, has_gaps)), None)
        if place is None:
            comparison.differences.append(f"{file}: “{item['name'][:60]}” is missing")
            continue
        question = ours.pop(place)
        found = list(_differences(question.content, item, has_gaps))
        where = f"{file}, line {question.line}, “{question.content.name[:40]}”"
        warning = next((one.message for one in parsed.warnings if one.line == question.line), None)
        if not found:
            comparison.equal += 1
        elif warning and not _has_one_right_choice(item):
            comparison.rescued.append(f"{where}: {warning}")
        else:
            comparison.differences.append(f"{where}: {'; '.join(found)}")


def _has_one_right_choice(item: dict[str, Any]) -> bool:
    if item["qtype"] == "truefalse" or not int(item["single"]):
        return True
    answers = (answer for answer in item.get("answers", ()) if answer["text"].strip())
    return sum(float(answer["fraction"]) == 1 for answer in answers) == 1


def _is_same(question: ParsedQuestion, item: dict[str, Any], has_gaps: bool) -> bool:
    return _stem_differs(question.content, item, has_gaps) is None


def _stem_differs(question: QuestionContent, item: dict[str, Any], has_gaps: bool) -> str | None:
    ours, theirs = seen(question.text), _meant(item["questiontext"], item["questiontextformat"])
    if ours in theirs:
        return None
    # Where Moodle lost the first lines of a text (and says so), ours ends like Moodle's.
    if has_gaps and any(text and ours.endswith(text) for text in theirs):
        return None
    return f"text {question.text[:60]!r}, expected {item['questiontext'][:60]!r}"


def _differences(question: QuestionContent, item: dict[str, Any], has_gaps: bool) -> Iterator[str]:
    text_format = item["questiontextformat"]
    name = " ".join(html.unescape(TAG.sub("", item["name"])).split())
    # Both sides cut a name made from the text, not at the same place.
    if not has_gaps and squeezed(question.name)[:60] != squeezed(name)[:60]:
        yield f"name {question.name!r}, expected {item['name']!r}"
    if "/".join(question.category) != _category(item):
        yield f"category {question.category!r}, expected {item['category']!r}"
    if seen(question.explanation) not in _meant(item["generalfeedback"], text_format):
        yield f"explanation {question.explanation!r}, expected {item['generalfeedback']!r}"
    if item["qtype"] == "truefalse":
        yield from _truth_differences(question, item)
    else:
        yield from _choice_differences(question, item)


def _category(item: dict[str, Any]) -> str:
    names = re.split(r"(?<!/)/(?!/)", item["category"] or "")
    names = [name.strip() for name in names]
    return "/".join(
        name.replace("//", "/")
        for place, name in enumerate(names)
        if name and not (place < 2 and name in ("$course$", "top"))
    )


def _truth_differences(question: QuestionContent, item: dict[str, Any]) -> Iterator[str]:
    if question.kind != Kind.TRUE_FALSE:
        yield f"kind {question.kind}, expected true/false"
        return
    if_true, if_false = question.choices
    if (if_true.weight == 1) != bool(item["correct"]):
        yield f"the right choice is {if_true.weight == 1}"
    text_format = item["questiontextformat"]
    for choice, key in ((if_true, "feedbacktrue"), (if_false, "feedbackfalse")):
        if seen(choice.feedback) not in _meant(item[key], text_format):
            yield f"{key} {choice.feedback!r}, expected {item[key]!r}"


def _choice_differences(question: QuestionContent, item: dict[str, Any]) -> Iterator[str]:
    kind = Kind.SINGLE if int(item["single"]) else Kind.MULTIPLE
    if question.kind != kind:
        yield f"kind {question.kind}, expected {kind}"
    answers = [answer for answer in item.get("answers", ()) if answer["text"].strip()]
    if len(answers) != len(question.choices):
        yield f"{len(question.choices)} choices, expected {len(answers)}"
        return
    for choice, answer in zip(question.choices, answers, strict=True):
        if seen(choice.text) not in _meant(answer["text"], answer["format"]):
            yield f"choice {choice.text!r}, expected {answer['text']!r}"
        if abs(choice.weight - float(answer["fraction"])) > TOLERANCE:
            yield f"weight {choice.weight} of {choice.text!r}, expected {answer['fraction']}"
        if not any(
            seen(choice.feedback) in _meant(answer["feedback"], text_format)
            for text_format in (answer["format"], item["questiontextformat"], "html")
        ):
            yield f"feedback {choice.feedback!r}, expected {answer['feedback']!r}"


def _meant(text: str, text_format: str) -> set[str]:
    """What a reader should see of a text of Moodle's. Its auto-format is text or HTML."""
    if text_format == "markdown":
        return {seen(text)}
    if text_format == "html":
        return {squeezed(without_tags(text))}
    return {squeezed(text), squeezed(without_tags(text))}
