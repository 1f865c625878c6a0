"""Compares what our readers make of a corpus of real files with what is expected of them.

`expected/FORMAT/FILE.json` holds what Moodle's own importer makes of a file. Texts are compared as
a reader sees them: Markdown and HTML without their marks, and without differences of white space.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from quizzes.content import Kind, QuestionContent

from . import by_name
from .base import Parsed, ParsedQuestion, Unreadable

TOLERANCE = 1e-5
_RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?div|/?h\d|/?pre|/?tr|/?t[dh])\b[^<>]*>", re.IGNORECASE)
# Beside white space: raised digits, and backslashes, which one side escapes and formulas contain.
_IGNORED = re.compile(r"[\s\\]+")
_CHOICE_TYPES = {"multichoice", "truefalse"}


@dataclass(slots=True)
class Comparison:
    """The outcome for one format.

    `unsupported`: questions of kinds that we don't have. `rescued`: questions that have not
    exactly one right choice when Moodle has read them, and that we read otherwise, with a warning.
    """

    name: str
    equal: int = 0
    unsupported: int = 0
    rescued: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        total = self.equal + len(self.differences)
        return self.equal / total if total else 1.0

    def __str__(self) -> str:
        rescued = f", {len(self.rescued)} rescued" if self.rescued else ""
        return (
            f"{self.name}: {self.equal} equal, {len(self.differences)} different, "
            f"{self.unsupported} unsupported{rescued}"
        )


def compare(corpus: Path) -> Iterator[Comparison]:
    """One comparison a format of which `corpus` has files."""
    for folder, name in (("gift", "gift"), ("gift_pegjs", "gift"), ("aiken", "aiken")):
        if (corpus / folder).is_dir():
            yield _with_moodle(corpus, folder, name)
    if (corpus / "opentdb").is_dir():
        yield _open_trivia(corpus / "opentdb")
    if (corpus / "csv").is_dir():
        yield _tables(corpus / "csv")


def _with_moodle(corpus: Path, folder: str, name: str) -> Comparison:
    comparison = Comparison(folder)
    for path in sorted((corpus / "expected" / folder).glob("*.json")):
        expected = json.loads(path.read_text())
        source = corpus / folder / path.name.removesuffix(".json")
        if not source.exists():
            comparison.differences.append(f"{source.name}: the file is missing")
            continue
        parsed = _read(name, source)
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
    name = " ".join(html.unescape(_TAG.sub("", item["name"])).split())
    # Both sides cut a name made from the text, not at the same place.
    if not has_gaps and _IGNORED.sub("", question.name)[:60] != _IGNORED.sub("", name)[:60]:
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


def seen(markdown: str) -> str:
    """What a reader sees of a Markdown text."""
    return _IGNORED.sub("", _without_tags(_RENDER(markdown)))


def _meant(text: str, text_format: str) -> set[str]:
    """What a reader should see of a text of Moodle's. Its auto-format is text or HTML."""
    if text_format == "markdown":
        return {seen(text)}
    if text_format == "html":
        return {_IGNORED.sub("", _without_tags(text))}
    return {_IGNORED.sub("", text), _IGNORED.sub("", _without_tags(text))}


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub(" ", text)))


def _open_trivia(folder: Path) -> Comparison:
    comparison = Comparison("opentdb")
    for path in sorted(folder.glob("*.json")):
        items = json.loads(path.read_text())["results"]
        questions = {one.line: one.content for one in _read("opentdb", path).questions}
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
        return _IGNORED.sub("", html.unescape(text))

    kind = {"multiple": "single", "boolean": "true_false"}[item["type"]]
    wrong = {shown(text) for text in item["incorrect_answers"]}
    place = (html.unescape(item["category"]), (item["difficulty"],))
    return (shown(item["question"]), {shown(item["correct_answer"])}, wrong, kind, *place)


def _tables(folder: Path) -> Comparison:
    """There is no other importer's word on these: every row must become a question."""
    comparison = Comparison("csv")
    for path in sorted(folder.glob("*.csv")):
        parsed = _read("csv", path)
        comparison.equal += len(parsed.questions)
        for item in parsed.skipped:
            comparison.differences.append(f"{path.name}, line {item.line}: {item.reason}")
    return comparison


def _read(name: str, path: Path) -> Parsed:
    try:
        return by_name(name).read(path.read_bytes())
    except Unreadable as error:
        parsed = Parsed()
        parsed.skip(1, str(error))
        return parsed
