"""The shapes that data sets of questions have in JSON, and the questions in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import name_from, true_false
from quizzes.formats.shared import markdown
from quizzes.formats.shared.decoding import without_controls

_STEMS = ("question_stem", "stem", "question", "question_text")
_LISTS = ("choices", "options")
_ANSWERS = ("answerKey", "answer_key", "answer_idx", "answer_index", "answer", "label")
_BEFORE = ("article", "passage", "context")
_AFTER = ("support", "explanation", "rationale", "fact1")
_CATEGORIES = ("subject", "category")
_RIGHT, _WRONG = "correct_answer", "incorrect_answers"
_DISTRACTOR = re.compile(r"distractor_?(\d{1,2})$", re.ASCII)
_DISTRACTORS = {f"distractor{number}" for number in range(1, 27)} | {"distractors"}
_KNOWN = {*_STEMS, *_LISTS, *_ANSWERS, *_BEFORE, *_AFTER, *_CATEGORIES, *_DISTRACTORS}
_KNOWN |= {_RIGHT, _WRONG, "id", "question_id", "qid"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
AMBIGUOUS = (
    "The right answer is a number that may count from 0 or from 1. "
    "Say which when you import, or write letters (A, B, …)."
)


@dataclass(frozen=True, slots=True)
class _Choices:
    """The choices' texts, the labels that they have in the file, and what it says is right."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    has_labels: bool
    answer: object


def known_keys() -> set[str]:
    return _KNOWN


def is_item(item: Mapping[str, Any]) -> bool:
    """Whether an object has one of the shapes. One of a test without answers has it as well."""
    if not stem_of(item):
        return False
    choices = _listed(item)
    if choices is not None:
        return len(choices[0]) > 1 and (choices[2] or any(key in item for key in _ANSWERS))
    return isinstance(item.get(_RIGHT), str) and bool(_wrong(item))


def stem_of(item: Mapping[str, Any]) -> str:
    """The question's text, "" where there is none."""
    question = item.get("question")
    places = [question] if isinstance(question, dict) else []
    for place in (*places, item):
        for key in _STEMS:
            if isinstance(place.get(key), str):
                return without_controls(place[key]).strip()
    return ""


def question_from(
    item: Mapping[str, Any], first_answer: int | None
) -> tuple[QuestionContent, list[str]]:
    """The question, and what an author should know. Raises ValueError with a sentence."""
    stem = stem_of(item)
    if not stem:
        raise ValueError("There is no text of a question in this line.")
    found = _choices(item)
    notices: list[str] = []
    if found is None:
        kind, choices = Kind.TRUE_FALSE, _truth(item)
    else:
        kept, notices = _without_doubles(found, _right(found, first_answer))
        kind, choices = _kind(kept)
    parts = [*_texts(item, _BEFORE), stem]
    content = QuestionContent(
        name=name_from(stem),
        kind=kind,
        text=markdown.from_plain("\n\n".join(parts)),
        choices=choices,
        explanation=markdown.from_plain("\n\n".join(_texts(item, _AFTER))),
        category=tuple(" ".join(text.split()) for text in list(_texts(item, _CATEGORIES))[:1]),
    )
    return content, notices


def counts_from(items: Iterable[Mapping[str, Any]]) -> tuple[int | None, str]:
    """What numbers of answers count from, 0 or 1, and a sentence where that was assumed.

    None where nothing tells: a 0 shows the one, the number of the choices the other. Numbers that
    are not in quotes count from 0 in all data sets.
    """
    from_zero = from_one = has_numbers = False
    for item in items:
        listed = _listed(item)
        answer = _answer(item)
        number = _number(answer)
        if listed and not listed[2] and number is not None:
            has_numbers = has_numbers or isinstance(answer, int)
            from_zero = from_zero or number == 0
            from_one = from_one or number == len(listed[0])
    if from_zero != from_one:
        return int(from_one), ""
    if has_numbers:
        return 0, "The numbers of the right answers were counted from 0."
    return None, ""


def _choices(item: Mapping[str, Any]) -> _Choices | None:
    """None for a statement that is true or false. Raises ValueError."""
    if listed := _listed(item):
        return _Choices(*listed, _answer(item))
    right, wrong = item.get(_RIGHT), _wrong(item)
    if isinstance(right, str) and wrong:
        texts = tuple(without_controls(text).strip() for text in (right, *wrong))
        return _Choices(texts, tuple(_LETTERS[: len(texts)]), False, "A")
    if isinstance(item.get("answer"), bool):
        return None
    raise ValueError("There are no choices in this line.")


def _truth(item: Mapping[str, Any]) -> tuple[ChoiceContent, ...]:
    return true_false(item["answer"] is True)


def _listed(item: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
    """The texts and labels of a list of choices, and whether the labels are the file's own."""
    question = item.get("question")
    places = [question] if isinstance(question, dict) else []
    for place in (*places, item):
        for key in _LISTS:
            if pairs := _pairs(place.get(key)):
                labels = tuple(label for label, _ in pairs)
                has_labels = all(labels) and len(set(labels)) == len(labels)
                own = labels if has_labels else tuple(_LETTERS[: len(pairs)])
                return tuple(text for _, text in pairs), own, has_labels
    return None


def _pairs(value: object) -> list[tuple[str, str]]:
    """Labels and texts of ["a"], [{"label", "text"}], {"label": [], "text": []}, {"A": "a"}."""
    if isinstance(value, dict):
        labels, texts = value.get("label"), value.get("text")
        if isinstance(labels, list) and isinstance(texts, list):
            pairs = list(zip(labels, texts, strict=False)) if len(labels) == len(texts) else []
        else:
            pairs = list(value.items())
    elif isinstance(value, list):
        pairs = [
            (one.get("label", ""), one.get("text")) if isinstance(one, dict) else ("", one)
            for one in value
        ]
    else:
        return []
    if not 2 <= len(pairs) <= len(_LETTERS):
        return []
    if not all(isinstance(text, str | int | float) for pair in pairs for text in pair):
        return []
    return [(str(label).strip(), without_controls(str(text)).strip()) for label, text in pairs]


def _wrong(item: Mapping[str, Any]) -> list[str]:
    for key in (_WRONG, "distractors"):
        values = item.get(key)
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return values
    keys = sorted((int(match[1]), key) for key in item if (match := _DISTRACTOR.match(key)))
    return [value for _, key in keys if isinstance(value := item[key], str) and value.strip()]


def _answer(item: Mapping[str, Any]) -> object:
    """What the item says is right; of several keys the first that says anything."""
    found = (item.get(key) for key in _ANSWERS)
    return next((value for value in found if value not in (None, "", [], -1)), None)


def _right(found: _Choices, first_answer: int | None) -> set[int]:
    """The places of the right choices. Raises ValueError."""
    answer = found.answer
    if answer is None:
        raise ValueError(
            "The line doesn't say which choice is right, as in a test without answers."
        )
    answers = answer if isinstance(answer, list) else [answer]
    return {place for one in answers for place in _places(one, found, first_answer)}


def _places(answer: object, found: _Choices, first_answer: int | None) -> Iterator[int]:
    if isinstance(answer, bool) or not isinstance(answer, str | int):
        raise ValueError("What the line says about the right answer can't be understood.")
    text = without_controls(str(answer)).strip()
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


def _place(text: str, labels: list[str], found: _Choices, first_answer: int | None) -> int:
    if text.casefold() in labels:
        return labels.index(text.casefold())
    number = _number(text)
    if number is not None:
        # Labels A, B, C … with a number for the answer count as the labels 1, 2, 3 … do.
        first = 1 if found.has_labels and first_answer is None else first_answer
        if first is None:
            raise ValueError(AMBIGUOUS)
        place = number - first
    elif re.fullmatch("[A-Za-z]", text):
        place = _LETTERS.index(text.upper())
    else:
        place = -1
    if not 0 <= place < len(found.texts):
        raise ValueError(
            f"The right answer “{text[:40]}” is none of the {len(found.texts)} choices."
        )
    return place


def _number(answer: object) -> int | None:
    if isinstance(answer, bool) or not isinstance(answer, str | int):
        return None
    text = str(answer).strip()
    return int(text) if re.fullmatch(r"\d{1,2}", text, re.ASCII) else None


def _without_doubles(found: _Choices, right: set[int]) -> tuple[list[tuple[str, bool]], list[str]]:
    """Each choice's text and whether it is right, without wrong ones that are there twice."""
    kept: list[tuple[str, bool]] = []
    seen: set[str] = set()
    for place, text in enumerate(found.texts):
        if place in right or text not in seen:
            kept.append((text, place in right))
        seen.add(text)
    is_short = len(kept) < len(found.texts)
    return kept, ["A choice was there twice; it was left out once."] if is_short else []


def _kind(kept: list[tuple[str, bool]]) -> tuple[Kind, tuple[ChoiceContent, ...]]:
    right = sum(is_right for _, is_right in kept)
    words = [text.casefold() for text, _ in kept]
    if sorted(words) == ["false", "true"] and right == 1:
        return Kind.TRUE_FALSE, true_false(kept[words.index("true")][1])
    return Kind.SINGLE if right == 1 else Kind.MULTIPLE, tuple(
        ChoiceContent(markdown.from_plain(text), is_right / right) for text, is_right in kept
    )


def _texts(item: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            yield without_controls(value).strip()
