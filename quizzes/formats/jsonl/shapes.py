"""Questions in the many shapes that programs and data sets give them in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import name_from, true_false
from quizzes.formats.shared import markdown

from . import keys
from .choices import Choices, answer_of, choices_of, number_of, right_places


def is_item(raw: Mapping[str, Any]) -> bool:
    """Whether an object has one of the shapes. One of a test without answers has it as well."""
    item = keys.normalised(raw)
    if not _stem(item):
        return False
    found = choices_of(item)
    if found is None:
        return _truth(item) is not None
    return found.has_labels or any(found.marked) or any(name in item for name in keys.ANSWERS)


def stem_of(raw: Mapping[str, Any]) -> str:
    """The question's text, "" where there is none."""
    return _stem(keys.normalised(raw))


def question_from(
    raw: Mapping[str, Any], first_answer: int | None
) -> tuple[QuestionContent, list[str]]:
    """The question, and what an author should know. Raises ValueError with a sentence."""
    item = keys.normalised(raw)
    stem = _stem(item)
    if not stem:
        raise ValueError("There is no text of a question in this line.")
    found = choices_of(item)
    notices: list[str] = []
    if found:
        kept, notices = _without_doubles(found, right_places(found, item, first_answer))
        kind, choices = _kind(kept)
    elif (truth := _truth(item)) is not None:
        kind, choices = Kind.TRUE_FALSE, true_false(truth)
    else:
        raise ValueError("There are no choices in this line.")
    before = [text for text in keys.texts(item, keys.BEFORE) if text != stem]
    content = QuestionContent(
        name=next(keys.texts(item, keys.NAMES), "")[:255] or name_from(stem),
        kind=kind,
        text=markdown.from_plain("\n\n".join([*before, stem])),
        choices=choices,
        explanation=markdown.from_plain("\n\n".join(keys.texts(item, keys.AFTER))),
        hints=tuple(map(markdown.from_plain, _strings(item, keys.HINTS))),
        tags=tuple(dict.fromkeys(" ".join(tag.split())[:80] for tag in _strings(item, keys.TAGS))),
        category=_category(item),
        max_mark=_mark(item),
    )
    return content, notices


def counts_from(items: Iterable[Mapping[str, Any]]) -> tuple[int | None, str]:
    """What numbers of answers count from, 0 or 1, and a sentence where that was assumed.

    None where nothing tells: a 0 shows the one, the number of the choices the other. Numbers that
    are not in quotes count from 0 in all data sets.
    """
    from_zero = from_one = has_numbers = False
    for raw in items:
        item = keys.normalised(raw)
        found = choices_of(item)
        name, answer = answer_of(item)
        if not found or any(found.marked) or name in keys.INDEXES:
            continue
        if any(label.isdigit() for label in found.labels):
            continue
        answers = answer if isinstance(answer, list) else [answer]
        numbers = [number for one in answers if (number := number_of(one)) is not None]
        if not found.has_labels and numbers:
            has_numbers = has_numbers or any(isinstance(one, int) for one in answers)
        from_zero = from_zero or 0 in numbers
        from_one = from_one or len(found.texts) in numbers
    if from_zero != from_one:
        return int(from_one), ""
    if has_numbers:
        return 0, "The numbers of the right answers were counted from 0."
    return None, ""


def _stem(item: keys.Item) -> str:
    question = item.get("question")
    places = [keys.normalised(question)] if isinstance(question, dict) else []
    return next((text for place in (*places, item) for text in keys.texts(place, keys.STEMS)), "")


def _truth(item: keys.Item) -> bool | None:
    """Whether a statement without choices is true; None where that isn't said."""
    if not any(name in item for name in keys.QUESTIONS):
        return None
    _, answer = answer_of(item)
    if isinstance(answer, bool):
        return answer
    is_truth = "bool" in str(item.get("type")).lower() or "true" in str(item.get("type")).lower()
    word = str(answer).strip().casefold()
    return word == "true" if is_truth and word in ("true", "false") else None


def _without_doubles(
    found: Choices, right: set[int]
) -> tuple[list[tuple[str, bool, str]], list[str]]:
    """Each choice's text, whether it is right, its feedback; of wrong ones that are alike one."""
    kept: list[tuple[str, bool, str]] = []
    seen: set[str] = set()
    feedback = found.feedback or ("",) * len(found.texts)
    for place, text in enumerate(found.texts):
        if place in right or text not in seen:
            kept.append((text, place in right, feedback[place]))
        seen.add(text)
    is_short = len(kept) < len(found.texts)
    return kept, ["A choice was there twice; it was left out once."] if is_short else []


def _kind(kept: list[tuple[str, bool, str]]) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    right = sum(is_right for _, is_right, _ in kept)
    words = [text.casefold() for text, _, _ in kept]
    if sorted(words) == ["false", "true"] and right == 1:
        said = {word: markdown.from_plain(one[2]) for word, one in zip(words, kept, strict=True)}
        is_true = kept[words.index("true")][1]
        return Kind.TRUE_FALSE, true_false(is_true, said["true"], said["false"])
    return Kind.SINGLE if right == 1 else Kind.MULTIPLE, tuple(
        ChoiceContent(markdown.from_plain(text), is_right / right, markdown.from_plain(feedback))
        for text, is_right, feedback in kept
    )


def _strings(item: keys.Item, names: Iterable[str]) -> Iterator[str]:
    """The texts of members that are a text or a list of texts, or of objects with a name."""
    for name in names:
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            text = one.get("name") if isinstance(one, dict) else one
            if isinstance(text, str) and text.strip():
                yield keys.clean(text)


def _category(item: keys.Item) -> tuple[str, ...]:
    names = [" ".join(text.split())[:200] for text in _strings(item, keys.CATEGORIES)]
    return tuple(names[:1])


def _mark(item: keys.Item) -> float:
    values = (item.get(name) for name in keys.MARKS)
    numbers = (one for one in values if isinstance(one, int | float) and not isinstance(one, bool))
    return next((float(one) for one in numbers if 0 < one < 1e6), 1.0)
