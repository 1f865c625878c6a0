"""The Markdown of a question beside its HTML, so that our own files are read as they were.

HTML doesn't tell all that Markdown does. What was changed in the HTML since wins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from quizzes.content import ChoiceContent, QuestionContent
from quizzes.formats.shared.decoding import without_controls
from quizzes.formats.shared.file_links import file_names
from quizzes.validation import MAX_NAME, MAX_TEXT

from .html import member_of, to_html
from .texts import Texts

MARKDOWN = "chatsite_markdown"
# Says that scores are percentages, even where they don't add up to 100.
SCALE = "chatsite_scale"


def record(question: QuestionContent) -> str:
    """What `restored` needs, as JSON."""
    texts = [question.text, question.explanation]
    texts += [text for choice in question.choices for text in (choice.text, choice.feedback)]
    return json.dumps({"name": question.name, "category": question.category, "texts": texts})


def restored(
    content: QuestionContent,
    title: str,
    fields: Mapping[str, str],
    texts: Texts,
    find: Callable[[str], bytes | None],
) -> tuple[QuestionContent, dict[str, bytes]]:
    """A question that was read from HTML with its Markdown, where it is known, and its files.

    `title`: what the file calls the question, on one line.
    """
    files = dict(texts.files)
    read = _texts_of(content)
    known = _known(fields.get(MARKDOWN, ""), len(read))
    if known is None:
        return content, files
    chosen = [
        ours if _is_same(ours, theirs, texts) else theirs
        for ours, theirs in zip(known.texts, read, strict=True)
    ]
    content = _with_texts(content, chosen)
    name = known.name if title == title_of(known.name) else content.name
    content = replace(content, name=name, category=known.category)
    return content, _files_of(content, files, find)


def title_of(name: str) -> str:
    """How a name is written in an attribute, where white space doesn't count."""
    return " ".join(without_controls(name).split())[:MAX_NAME]


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    category: tuple[str, ...]
    texts: tuple[str, ...]


def _known(text: str, count: int) -> _Known | None:
    """What `record` wrote; None for anything else."""
    try:
        data = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        return None
    category, texts = _texts(data.get("category")), _texts(data.get("texts"))
    if category is None or texts is None or len(texts) != count:
        return None
    return _Known(without_controls(data["name"]), category, texts)


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return None
    texts = tuple(map(without_controls, value))
    return texts if all(len(text) <= MAX_TEXT for text in texts) else None


def _is_same(ours: str, theirs: str, texts: Texts) -> bool:
    """Whether `theirs` is what reading our Markdown's HTML gives."""
    try:
        return texts.html(to_html(ours)) == theirs if ours.strip() else not theirs
    except ValueError:
        return False


def _texts_of(content: QuestionContent) -> list[str]:
    texts = [content.text, content.explanation]
    return texts + [text for choice in content.choices for text in (choice.text, choice.feedback)]


def _with_texts(content: QuestionContent, texts: list[str]) -> QuestionContent:
    pairs = zip(content.choices, texts[2::2], texts[3::2], strict=True)
    choices: tuple[ChoiceContent, ...] = tuple(
        replace(choice, text=text, feedback=feedback) for choice, text, feedback in pairs
    )
    return replace(content, text=texts[0], explanation=texts[1], choices=choices)


def _files_of(
    content: QuestionContent, files: dict[str, bytes], find: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """The files that the texts name now."""
    named: dict[str, bytes] = {}
    for name in file_names(content):
        data = find(quote(member_of(name))) or files.get(name)
        if data is not None:
            named[name] = data
    return named
