"""One problem: its questions, or why they can't be asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import Entries, name_from, true_false
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.weights import max_mark_from
from quizzes.formats.shared.xml import local_name

from . import authored, parts
from .draft import Draft, Unsupported

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read_problem(
    element: Element, line: int, category: tuple[str, ...], pictures: Pictures, entries: Entries
) -> None:
    """Add what a problem holds to `entries`."""
    title = " ".join((element.get("display_name") or "").split())[:255]
    try:
        drafts = _drafts(element, pictures)
        weight = _weight(element, pictures)
    except (Unsupported, ValueError) as reason:
        entries.skip(line, str(reason), title)
        return
    for number, draft in enumerate(drafts, 1):
        name = f"{title[:245]} ({number})" if title and len(drafts) > 1 else title
        _add(draft, line, name, category, weight, pictures, entries)
    for problem in pictures.problems:
        entries.warn(line, problem)


def _drafts(element: Element, pictures: Pictures) -> list[Draft]:
    written = element.get("markdown") or ""
    has_responses = any(local_name(one).endswith("response") for one in element.iter())
    if written.strip() and written != "null" and not has_responses:
        return authored.drafts(written, pictures)
    return parts.drafts(element, pictures)


def _weight(element: Element, pictures: Pictures) -> float:
    text = (element.get("weight") or "").strip()
    weight = max_mark_from(text)
    if weight is None:
        pictures.note(f"The weight “{text[:20]}” can't be a maximum mark; it is 1.")
    return weight or 1.0


def _add(
    draft: Draft,
    line: int,
    name: str,
    category: tuple[str, ...],
    weight: float,
    pictures: Pictures,
    entries: Entries,
) -> None:
    name = name or name_from(draft.text)
    try:
        kind, choices = _choices(draft, pictures)
    except Unsupported as reason:
        entries.skip(line, str(reason), name)
        return
    content = QuestionContent(
        name=name,
        kind=kind,
        text=draft.text,
        choices=choices,
        explanation=draft.explanation,
        hints=tuple(draft.hints),
        category=category,
        max_mark=weight,
        shuffle=draft.shuffle,
    )
    entries.add(content, line, pictures.files)


def _choices(draft: Draft, pictures: Pictures) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    if not draft.text:
        raise Unsupported("The problem has no text.")
    if len(draft.choices) < 2:
        raise Unsupported("The problem has fewer than two choices.")
    right = sum(choice.weight == 1 for choice in draft.choices)
    if not right:
        raise Unsupported("The problem doesn't say which choice is right.")
    if draft.is_multiple:
        if not draft.is_partial:
            pictures.note("All or nothing became a share of the mark for each right choice.")
        return Kind.MULTIPLE, tuple(choice.content(1 / right) for choice in draft.choices)
    if right > 1:
        raise Unsupported("More than one choice is right where only one can be chosen.")
    truths = {choice.text.casefold(): choice for choice in draft.choices}
    if len(draft.choices) == 2 and set(truths) == {"true", "false"}:
        true, false = truths["true"], truths["false"]
        return Kind.TRUE_FALSE, true_false(true.weight == 1, true.feedback, false.feedback)
    return Kind.SINGLE, tuple(choice.content() for choice in draft.choices)
