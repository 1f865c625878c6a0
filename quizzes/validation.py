"""What makes a question usable: one set of rules for the admin and for every import."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .content import ChoiceContent, Kind, QuestionContent

FULL_WEIGHT = 1.0
# Files write a third as 33.33333 %, so equality of weights is judged with a tolerance.
TOLERANCE = 1e-5
MAX_CHOICES = 26
MAX_TEXT = 65_536
MAX_NAME = 255
MAX_TAG = 80
MAX_CATEGORY = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence for the author. `choice`: the index of the choice it is about, else None."""

    message: str
    choice: int | None = None


def problems(question: QuestionContent) -> list[Problem]:
    """Everything that keeps `question` from being asked; [] when it is fine."""
    return [
        *_text_problems(question),
        *_place_problems(question),
        *_choice_problems(question.choices),
        *_kind_problems(question),
    ]


def doubts(question: QuestionContent) -> list[str]:
    """What its author may not have meant, though it can be asked: sentences."""
    full = sum(is_full(choice.weight) for choice in question.choices)
    if question.kind == Kind.SINGLE and full > 1:
        return [f"{full} choices have the full weight: a learner chooses one, and each is right."]
    return []


def is_full(weight: float) -> bool:
    """Whether a choice of this weight earns the whole mark alone."""
    return weight >= FULL_WEIGHT - TOLERANCE


def _text_problems(question: QuestionContent) -> Iterator[Problem]:
    if not question.text.strip():
        yield Problem("The question has no text.")
    if len(question.name) > MAX_NAME:
        yield Problem(f"The name is longer than {MAX_NAME} characters.")
    if not (math.isfinite(question.max_mark) and question.max_mark > 0):
        yield Problem("The maximum mark must be a number above 0.")
    texts = [question.text, question.explanation, *question.hints]
    if any(len(text) > MAX_TEXT for text in texts):
        yield Problem(f"A text is longer than {MAX_TEXT:,} characters.")


def _place_problems(question: QuestionContent) -> Iterator[Problem]:
    if any(not tag.strip() or len(tag) > MAX_TAG for tag in question.tags):
        yield Problem(f"A tag must have 1 to {MAX_TAG} characters.")
    if any(not name.strip() or len(name) > MAX_CATEGORY for name in question.category):
        yield Problem(f"A category's name must have 1 to {MAX_CATEGORY} characters.")


def _choice_problems(choices: tuple[ChoiceContent, ...]) -> Iterator[Problem]:
    if len(choices) < 2:
        yield Problem("A question needs at least two choices.")
    if len(choices) > MAX_CHOICES:
        yield Problem(f"A question can have at most {MAX_CHOICES} choices.")
    texts = [choice.text.strip() for choice in choices]
    # Counting takes longer, and hardly any question needs it.
    seen = Counter(texts) if len(set(texts)) < len(texts) else {}
    for index, choice in enumerate(choices):
        if not texts[index]:
            yield Problem(f"{label(index, choice)} has no text.", index)
        elif seen.get(texts[index], 1) > 1:
            yield Problem(f"{label(index, choice)} is there more than once.", index)
        if not -1 <= choice.weight <= 1:
            said = f"has the weight {choice.weight:g}; it must be -1 to 1."
            yield Problem(f"{label(index, choice)} {said}", index)
        if len(choice.text) > MAX_TEXT or len(choice.feedback) > MAX_TEXT:
            message = f"{label(index, choice)} is longer than {MAX_TEXT:,} characters."
            yield Problem(message, index)


def _kind_problems(question: QuestionContent) -> Iterator[Problem]:
    full = [index for index, choice in enumerate(question.choices) if is_full(choice.weight)]
    if question.kind == Kind.MULTIPLE:
        if not any(choice.weight > 0 for choice in question.choices):
            yield Problem("At least one choice must have a weight above 0.")
        return
    if not full:
        yield Problem("One choice must have the full weight of 1.")
    if question.kind != Kind.TRUE_FALSE:
        return
    if len(question.choices) != 2:
        yield Problem("A true/false question has exactly two choices.")
    for index in full[1:]:
        first = label(full[0], question.choices[full[0]])
        name = label(index, question.choices[index])
        yield Problem(f"{name} has the full weight, and so has {first}: only one may.", index)


def label(index: int, choice: ChoiceContent) -> str:
    """How a message names a choice: its place and the beginning of its text."""
    text = " ".join(choice.text.split())
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"Choice {index + 1} ({short})" if short else f"Choice {index + 1}"
