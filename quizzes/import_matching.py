"""Which question of a bank an imported question is, so that importing again updates it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from quizzes.content import QuestionContent
from quizzes.formats.base import name_from
from quizzes.formats.shared.plain_question import plain

from .models import Bank


class _Identity(NamedTuple):
    """What tells one question from another. Texts by their hash: a bank may hold 100,000."""

    path: tuple[str, ...]
    name: str
    text: int
    has_derived_name: bool = False


Key = Callable[[_Identity], Hashable | None]


def _place_and_name_and_text(identity: _Identity) -> Hashable:
    return (identity.path, identity.name, identity.text)


def _place_and_name(identity: _Identity) -> Hashable:
    return (identity.path, identity.name)


def _place_and_text(identity: _Identity) -> Hashable | None:
    return (identity.path, identity.text)


def _name(identity: _Identity) -> Hashable:
    return identity.name


def _text(identity: _Identity) -> Hashable:
    return identity.text


# From the surest to the weakest. What matched is out of the next rounds, on both sides.
_ROUNDS: tuple[tuple[Key, Callable[[_Identity], bool]], ...] = (
    (_place_and_name_and_text, lambda new: True),
    (_place_and_name, lambda new: True),
    # The name was made from the text, and a teacher has given a better one since.
    (_place_and_text, lambda new: new.has_derived_name),
    # The file says nothing about the place, and a teacher has filed the question since.
    (_name, lambda new: not new.path),
    # The file knows neither places nor names, as in Aiken.
    (_text, lambda new: not new.path and new.has_derived_name),
)


def match(bank: Bank, contents: Sequence[QuestionContent]) -> list[int | None]:
    """For each of `contents` the primary key of the question that it updates, None for a new one.

    No question is matched twice: a file may hold several of the same name.
    """
    known = _known(bank)
    new = dict(enumerate(map(_identity, contents)))
    matched: list[int | None] = [None] * len(contents)
    for key, applies in _ROUNDS:
        if not known:
            break
        waiting = _grouped(known, key)
        for index in [index for index, identity in new.items() if applies(identity)]:
            candidates = waiting.get(key(new[index]))
            if candidates:
                matched[index] = candidates.popleft()
                del new[index]
        for pk in matched:
            if pk is not None:
                known.pop(pk, None)
    return matched


def _known(bank: Bank) -> dict[int, _Identity]:
    rows = bank.questions.order_by("pk").values_list("pk", "category__path", "name", "text")
    return {
        pk: _Identity(tuple(path.split("\n")) if path else (), name, hash(text))
        for pk, path, name, text in rows.iterator(chunk_size=2000)
    }


def has_derived_name(content: QuestionContent) -> bool:
    """Whether the name was made from the text, because the file has none."""
    return content.name in {name_from(content.text), name_from(plain(content.text))}


def _identity(content: QuestionContent) -> _Identity:
    text = hash(content.text)
    return _Identity(content.category, content.name, text, has_derived_name(content))


def _grouped(known: dict[int, _Identity], key: Key) -> dict[Hashable, deque[int]]:
    groups: dict[Hashable, deque[int]] = defaultdict(deque)
    for pk, identity in known.items():
        groups[key(identity)].append(pk)
    return groups
