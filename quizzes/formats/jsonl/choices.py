"""The choices of a question in JSON, in each of the shapes that they have, and what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import keys
from .keys import Item, clean

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
AMBIGUOUS = (
    "The right answer is a number that may count from 0 or from 1. "
    "Say which when you import, or write letters (A, B, …)."
)
_UNCLEAR = "What the line says about the right answer can't be understood."
_LETTER = re.compile(
    r"(?:(?:option|choice|answer)[ _]?)?([a-z])[.):]?(?:[ \t]+(.+))?", re.ASCII | re.IGNORECASE
)
_YES = frozenset({"true", "1", "yes", "correct", "right"})


@dataclass(frozen=True, slots=True)
class Choices:
    """The texts, the labels that they have in the file, and what each choice says of itself."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    has_labels: bool
    marked: tuple[bool, ...] = ()
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    label: str = ""
    mark: bool | None = None
    feedback: str = ""


def choices_of(item: Item) -> Choices | None:
    """The choices of a normalised item; None for an item without."""
    for place in _places_to_look(item):
        for name in keys.LISTS:
            if found := _listed(place.get(name)):
                return _choices(found)
    if texts := _right_and_wrong(item):
        marks = (True, *[False] * (len(texts) - 1))
        return Choices(tuple(texts), tuple(LETTERS[: len(texts)]), False, marks)
    return _choices(found) if (found := _members(item)) else None


def answer_of(item: Item) -> tuple[str, object]:
    """The name of the member that says what is right, and what it says; the first that does."""
    for name in keys.ANSWERS:
        value = item.get(name)
        if value not in (None, "", [], -1):
            return name, value
    return "", None


def right_places(found: Choices, item: Item, first_answer: int | None) -> set[int]:
    """The places of the right choices. Raises ValueError."""
    marked = {place for place, is_right in enumerate(found.marked) if is_right}
    if marked:
        return marked
    name, answer = answer_of(item)
    if answer is None:
        raise ValueError(
            "The line doesn't say which choice is right, as in a test without answers."
        )
    if isinstance(answer, dict):
        return _flagged(answer, found)
    first = 0 if name in keys.INDEXES and first_answer is None else first_answer
    answers = answer if isinstance(answer, list) else [answer]
    return {place for one in answers for place in _places(one, found, first)}


def number_of(answer: object) -> int | None:
    if isinstance(answer, bool) or not isinstance(answer, str | int):
        return None
    text = str(answer).strip()
    return int(text) if re.fullmatch(r"\d{1,2}", text, re.ASCII) else None


def _places_to_look(item: Item) -> Iterator[Item]:
    question = item.get("question")
    if isinstance(question, dict):
        yield keys.normalised(question)
    yield item


def _choices(found: list[_Choice]) -> Choices:
    labels = tuple(one.label for one in found)
    has_labels = all(labels) and len(set(labels)) == len(labels)
    return Choices(
        tuple(one.text for one in found),
        labels if has_labels else tuple(LETTERS[: len(found)]),
        has_labels,
        tuple(bool(one.mark) for one in found),
        tuple(one.feedback for one in found),
    )


def _listed(value: object) -> list[_Choice]:
    """Of ["a"], [{"label", "text", "isCorrect"}], {"label": [], "text": []}, {"A": "a"}."""
    if isinstance(value, dict):
        labels, texts = value.get("label"), value.get("text")
        if isinstance(labels, list) and isinstance(texts, list):
            pairs = zip(labels, texts, strict=False) if len(labels) == len(texts) else ()
            found = [_Choice(_text(text), _text(label)) for label, text in pairs]
        else:
            is_named = all(keys.CHOICE_NAME.match(keys.plain(key)) for key in value)
            members = value.items() if is_named else ()
            found = [_of_member(key, one) for key, one in members if one not in (None, "")]
    elif isinstance(value, list):
        found = [_of_object(one) if isinstance(one, dict) else _Choice(_text(one)) for one in value]
    else:
        return []
    is_list = 2 <= len(found) <= len(LETTERS) and all(one.text for one in found)
    return found if is_list else []


def _of_member(key: str, value: object) -> _Choice:
    if isinstance(value, dict):
        return _of_object({"label": key, **value})
    return _Choice(_text(value), clean(key))


def _of_object(value: Mapping[str, Any]) -> _Choice:
    item = keys.normalised(value)
    marks = [_is_yes(item[name]) for name in keys.CHOICE_RIGHT if name in item]
    text = next((_text(item[name]) for name in keys.CHOICE_TEXTS if _text(item.get(name))), "")
    label = next((_text(item[name]) for name in keys.CHOICE_LABELS if _text(item.get(name))), "")
    if "text" not in item and "value" in item and len(label) > 2:
        # As in forms on pages: the label is what is seen.
        text, label = label, text
    feedback = next(keys.texts(item, keys.CHOICE_FEEDBACK), "")
    return _Choice(text, "" if label == text else label, marks[0] if marks else None, feedback)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def _is_yes(value: object) -> bool:
    return str(value).strip().casefold() in _YES


def _right_and_wrong(item: Item) -> list[str]:
    """The right answer and then the wrong ones; none where the item doesn't list them so."""
    right = next(
        (value for name in ("correctanswer", "rightanswer", "answer", "correct")
         if isinstance(value := item.get(name), str) and value.strip()),
        "",
    )  # fmt: skip
    for name in keys.WRONG:
        values = item.get(name)
        if right and isinstance(values, list) and all(isinstance(one, str) for one in values):
            return [clean(text) for text in (right, *values)] if values else []
    numbered = sorted(
        (int(match[1]), name) for name in item if (match := keys.DISTRACTOR.match(name))
    )
    wrong = [text for _, name in numbered for text in keys.texts(item, [name])]
    return [clean(right), *wrong] if right and wrong else []


def _members(item: Item) -> list[_Choice]:
    """Of {"optionA": "a", "optionB": "b"}."""
    found = []
    for name, value in item.items():
        if (match := keys.CHOICE_MEMBER.match(name)) and _text(value):
            found.append(_Choice(_text(value), (match[1] or match[2]).upper()))
    found.sort(key=lambda one: one.label)
    labels = [one.label for one in found]
    start = "A" if labels and labels[0].isalpha() else "1"
    in_order = [chr(ord(start) + place) for place in range(len(found))]
    return found if len(found) > 1 and labels == in_order else []


def _flagged(answer: Mapping[str, Any], found: Choices) -> set[int]:
    """Of {"answer_a_correct": "true"}: each choice's label is the beginning of a member's name."""
    labels = [keys.plain(label) for label in found.labels]
    places = set()
    for name, value in answer.items():
        own = keys.plain(name).removesuffix("correct")
        if _is_yes(value) and own in labels:
            places.add(labels.index(own))
    if not places:
        raise ValueError(_UNCLEAR)
    return places


def _places(answer: object, found: Choices, first_answer: int | None) -> Iterator[int]:
    if isinstance(answer, bool):
        answer = str(answer)
    if isinstance(answer, dict):
        answer = _of_object(answer).label or _of_object(answer).text
    if not isinstance(answer, str | int):
        raise ValueError(_UNCLEAR)
    text = clean(str(answer))
    labels = [label.casefold() for label in found.labels]
    texts = [choice.casefold() for choice in found.texts]
    parts = [part.strip() for part in re.split(r"[,;&]", text) if part.strip()]
    if text.casefold() in labels and (found.has_labels or text.isalpha()):
        yield labels.index(text.casefold())
    elif isinstance(answer, str) and texts.count(text.casefold()) == 1:
        yield texts.index(text.casefold())
    elif len(parts) > 1:
        for part in parts:
            yield _place(part, labels, found, first_answer)
    else:
        yield _place(text, labels, found, first_answer)


def _place(text: str, labels: list[str], found: Choices, first_answer: int | None) -> int:
    if text.casefold() in labels:
        return labels.index(text.casefold())
    number = number_of(text)
    if number is not None:
        # Labels A, B, C … with a number for the answer count as the labels 1, 2, 3 … do.
        first = 1 if found.has_labels and first_answer is None else first_answer
        if first is None:
            raise ValueError(AMBIGUOUS)
        place = number - first
    else:
        place = _lettered(text, found)
    if not 0 <= place < len(found.texts):
        raise ValueError(
            f"The right answer “{text[:40]}” is none of the {len(found.texts)} choices."
        )
    return place


def _lettered(text: str, found: Choices) -> int:
    """The place of "B", "B)", "Option B" or "B. Lima"; -1 where it is none."""
    match = _LETTER.fullmatch(text)
    if not match:
        return -1
    place = LETTERS.index(match[1].upper())
    said = (match[2] or "").casefold()
    is_own = not said or (place < len(found.texts) and found.texts[place].casefold() == said)
    return place if is_own else -1
