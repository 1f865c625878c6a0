"""What the fields of a note type are for: a matter of convention, so their names are looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

_SERIES = re.compile(
    r"(|option|opt|choice|answer|ans|q|alternative|distractor|response|antwort|opcion|wahl"
    r"|wrong|incorrect|wrong answer|incorrect answer|falsch)[ _-]*([a-z]|\d{1,2})",
)
# Series that lack the right choice, which stands in the field of the answer.
_WRONG = {"wrong", "incorrect", "wrong answer", "incorrect answer", "falsch", "distractor"}
_QUESTION = ("question", "ques", "stem", "prompt", "frage", "pregunta", "problem", "front", "text")
_ANSWER = (
    "answer", "answers", "ans", "correct", "correct answer", "correct answers", "correct option",
    "correct choice", "right answer", "key", "solution", "antwort", "antworten", "richtig",
    "lösung", "respuesta",
)  # fmt: skip
_EXPLANATION = (
    "explanation", "ex", "exp", "explain", "rationale", "extra 1", "extra", "feedback",
    "erklärung", "explicación", "comment", "comments", "back extra", "back", "notes",
)  # fmt: skip
_NAME = ("title", "name")
_KIND = re.compile(r"qtype\b|question type|type")
_HINT = re.compile(r"hints?[ _-]?\d?|hinweis")


@dataclass(frozen=True, slots=True)
class Roles:
    """Places of fields; -1 for a role that none has. `labels`: the letters of choices, or "".

    `lacks_right`: the fields of choices hold the wrong ones only.
    """

    question: int
    choices: tuple[int, ...]
    labels: str
    answer: int
    explanation: int
    name: int
    kind: int
    hints: tuple[int, ...]
    lacks_right: bool = False

    def others(self, count: int) -> Iterator[int]:
        """The places of the fields without a role, of `count` in all."""
        used = {self.question, *self.choices, self.answer, self.explanation, self.name, self.kind}
        used.update(self.hints)
        return (place for place in range(count) if place not in used)


def roles(fields: Sequence[str]) -> Roles | None:
    """None for fields that hold no choices."""
    names = [" ".join(name.replace("_", " ").casefold().split()) for name in fields]
    prefix, series = _longest_series(names)
    if len(series) < 2:
        return None
    places = tuple(series.values())
    free = {name: place for place, name in enumerate(names) if place not in places}
    question = _first(free, _QUESTION)
    if question < 0:
        question = min(free.values(), default=-1)
    answer = _first(free, _ANSWER)
    labels = "".join(series) if all(label.isalpha() for label in series) else ""
    return Roles(
        question=question,
        choices=places,
        labels=labels.upper(),
        answer=answer,
        explanation=_first(free, _EXPLANATION, not_these={question, answer}),
        name=_first(free, _NAME, not_these={question}),
        kind=next((place for name, place in free.items() if _KIND.match(name)), -1),
        hints=tuple(place for name, place in free.items() if _HINT.fullmatch(name)),
        lacks_right=prefix in _WRONG and answer >= 0,
    )


def _longest_series(names: Sequence[str]) -> tuple[str, dict[str, int]]:
    """The prefix of the most fields in a row of letters or numbers, and their places by label."""
    found: dict[tuple[str, bool], dict[str, int]] = {}
    for place, name in enumerate(names):
        if match := _SERIES.fullmatch(name):
            key = (match[1], match[2].isdigit())
            found.setdefault(key, {}).setdefault(match[2].lstrip("0") or "0", place)
    rows = {key: row for key, labels in found.items() if len(row := _in_a_row(labels)) > 1}
    if not rows:
        return "", {}
    best = max(rows, key=lambda key: len(rows[key]))
    return best[0], rows[best]


def _in_a_row(labels: Mapping[str, int]) -> dict[str, int]:
    """Those of A, B, C, … or 1, 2, 3, … (or from 0) that are there without a gap."""
    is_number = any(label.isdigit() for label in labels)
    first = 0 if "0" in labels else 1
    row: dict[str, int] = {}
    for step in range(len(labels)):
        label = str(first + step) if is_number else chr(ord("a") + step)
        if label not in labels:
            break
        row[label] = labels[label]
    return row


def _first(free: Mapping[str, int], wanted: Sequence[str], not_these: Collection[int] = ()) -> int:
    places = (free[name] for name in wanted if name in free)
    return next((place for place in places if place not in not_these), -1)
