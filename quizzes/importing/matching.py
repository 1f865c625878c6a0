"""Which question of a bank an imported question is, so that importing again updates it.

A bank and a file may hold 200,000 questions each, so of all of them only hashes are in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from quizzes.content import QuestionContent
from quizzes.formats.base import name_from
from quizzes.formats.shared.plain_question import plain
from quizzes.models import Bank

Numbers = partial(array, "q")


@dataclass(slots=True)
class Identities:
    """What tells questions from one another. `numbers`: what their owner calls them, from 1."""

    numbers: array[int] = field(default_factory=Numbers)
    paths: array[int] = field(default_factory=Numbers)
    names: array[int] = field(default_factory=Numbers)
    texts: array[int] = field(default_factory=Numbers)
    has_path: bytearray = field(default_factory=bytearray)
    has_derived_name: bytearray = field(default_factory=bytearray)

    def add(self, number: int, content: QuestionContent, has_derived_name: bool) -> None:
        self.add_parts(number, "\n".join(content.category), content.name, content.text)
        self.has_derived_name[-1] = has_derived_name

    def add_parts(self, number: int, path: str, name: str, text: str) -> None:
        self.numbers.append(number)
        self.paths.append(hash(path))
        self.names.append(hash(name))
        self.texts.append(hash(text))
        self.has_path.append(bool(path))
        self.has_derived_name.append(False)

    def __len__(self) -> int:
        return len(self.numbers)


Key = Callable[[Identities, int], int]
Condition = Callable[[Identities, int], bool]


def _place_and_name_and_text(of: Identities, index: int) -> int:
    return hash((of.paths[index], of.names[index], of.texts[index]))


def _place_and_name(of: Identities, index: int) -> int:
    return hash((of.paths[index], of.names[index]))


def _place_and_text(of: Identities, index: int) -> int:
    return hash((of.paths[index], of.texts[index]))


def _name(of: Identities, index: int) -> int:
    return of.names[index]


def _text(of: Identities, index: int) -> int:
    return of.texts[index]


# From the surest to the weakest. What matched is out of the next rounds, on both sides.
_ROUNDS: tuple[tuple[Key, Condition], ...] = (
    (_place_and_name_and_text, lambda new, index: True),
    (_place_and_name, lambda new, index: True),
    # The name was made from the text, and a teacher has given a better one since.
    (_place_and_text, lambda new, index: bool(new.has_derived_name[index])),
    # The file says nothing about the place, and a teacher has filed the question since.
    (_name, lambda new, index: not new.has_path[index]),
    # The file knows neither places nor names, as in Aiken.
    (
        _text,
        lambda new, index: not new.has_path[index] and bool(new.has_derived_name[index]),
    ),
)


def match(bank: Bank, new: Identities) -> array[int]:
    """By number, the primary key of the question that each of `new` updates, 0 for a new one.

    No question is matched twice: a file may hold several of the same name.
    """
    known = _known(bank)
    is_free = bytearray(b"\1" * len(known))
    matched = Numbers([0]) * (max(new.numbers, default=0) + 1)
    for key, applies in _ROUNDS:
        waiting = _Waiting(known, is_free, key)
        for index, number in enumerate(new.numbers):
            if not matched[number] and applies(new, index):
                found = waiting.take(key(new, index))
                if found is not None:
                    matched[number] = known.numbers[found]
                    is_free[found] = False
    return matched


def _known(bank: Bank) -> Identities:
    """Of the bank's questions, by primary key."""
    known = Identities()
    rows = bank.questions.order_by("pk").values_list("pk", "category__path", "name", "text")
    for pk, path, name, text in rows.iterator(chunk_size=2000):
        known.add_parts(pk, path or "", name, text)
    return known


class _Waiting:
    """The questions that are still free, the first of each key in front."""

    def __init__(self, known: Identities, is_free: bytearray, key: Key) -> None:
        self._first: dict[int, int] = {}
        self._next = Numbers([-1]) * len(known)
        for index in reversed(range(len(known))):
            if is_free[index]:
                found = key(known, index)
                self._next[index] = self._first.get(found, -1)
                self._first[found] = index

    def take(self, key: int) -> int | None:
        index = self._first.get(key, -1)
        if index < 0:
            return None
        self._first[key] = self._next[index]
        return index


def has_derived_name(content: QuestionContent) -> bool:
    """Whether the name was made from the text, because the file has none."""
    text = content.text
    if content.name == name_from(text):
        return True
    return "\\" in text and content.name == name_from(plain(text))
