"""What an imported question changes of the one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from quizzes.content import ChoiceContent, QuestionContent


def merged(
    known: QuestionContent,
    new: QuestionContent,
    has_derived_name: bool,
    silent_about: frozenset[str],
) -> QuestionContent:
    """`new` with the ids of `known`, and with its words where the file says nothing.

    What the file's format is `silent_about` stays as it is in the bank.
    """
    choices = [
        replace(choice, id=old.id, **_kept(old, choice, silent_about)) if old else choice
        for old, choice in _paired(known.choices, new.choices)
    ]
    new = replace(
        new,
        choices=tuple(choices),
        # No category is no statement about the place: a teacher may have filed it since.
        category=new.category or known.category,
        name=known.name if has_derived_name else new.name,
        tags=tuple(sorted(set(new.tags))),
    )
    return replace(new, **_kept(known, new, silent_about))


def changes(known: QuestionContent, new: QuestionContent) -> bool:
    """Whether `new`, which is merged, says something else. Tags have no order."""
    return known != new and replace(known, tags=tuple(sorted(known.tags))) != new


def _kept(
    known: QuestionContent | ChoiceContent,
    new: QuestionContent | ChoiceContent,
    silent_about: frozenset[str],
) -> dict[str, Any]:
    """The fields of `known` that stay: the file's format can't say anything of them."""
    unsaid = (
        field.name
        for field in fields(new)
        if field.name in silent_about and getattr(new, field.name) == field.default
    )
    return {name: getattr(known, name) for name in unsaid}


def _paired(
    known: Sequence[ChoiceContent], new: Sequence[ChoiceContent]
) -> list[tuple[ChoiceContent | None, ChoiceContent]]:
    """Each new choice with the known one that it is: of the same text, else at the same place."""
    by_text = {choice.text: choice for choice in known}
    found = [by_text.pop(choice.text, None) for choice in new]
    free = {id(choice) for choice in by_text.values()}
    for place, choice in enumerate(known[: len(new)]):
        if found[place] is None and id(choice) in free:
            found[place] = choice
    return list(zip(found, new, strict=True))
