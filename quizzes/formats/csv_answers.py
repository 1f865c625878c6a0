"""Which choice a table means by "B", "2", "1;3" or the choice's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_PARTS = re.compile(r"[;,|&]")
_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
AMBIGUOUS = (
    "The column of right answers holds numbers that may count from 0 or from 1. "
    "Write letters (A, B, …) or the answers' texts instead."
)


def places(answer: str, choices: Sequence[str], base: int | None) -> set[int]:
    """The indexes of the right ones of `choices`. `base`: what numbers count from.

    Raises ValueError with a sentence.
    """
    if (whole := _by_text(answer, choices)) is not None:
        return {whole}
    parts = [part.strip() for part in _PARTS.split(answer) if part.strip()]
    if not parts:
        raise ValueError("There is no right answer in this row.")
    return {_place(part, choices, base) for part in parts}


def counts_from(rows: Iterable[tuple[str, Sequence[str]]]) -> int | None:
    """What the numbers of a file count from, 0 or 1; None where they don't tell.

    `rows`: answers with their choices. A 0 shows the one, the number of the choices the other.
    """
    from_zero = from_one = False
    for answer, choices in rows:
        if _by_text(answer, choices) is not None:
            continue
        numbers = [int(part) for part in map(str.strip, _PARTS.split(answer)) if is_number(part)]
        from_zero |= 0 in numbers
        from_one |= len(choices) in numbers
    return None if from_zero == from_one else int(from_one)


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _by_text(answer: str, choices: Sequence[str]) -> int | None:
    wanted = " ".join(answer.split()).casefold()
    texts = [" ".join(choice.split()).casefold() for choice in choices]
    return texts.index(wanted) if wanted and texts.count(wanted) == 1 else None


def _place(part: str, choices: Sequence[str], base: int | None) -> int:
    place = _by_text(part, choices)
    if place is None and is_number(part):
        if base is None:
            raise ValueError(AMBIGUOUS)
        place = int(part) - base
    elif place is None and re.fullmatch(r"[A-Za-z]", part):
        place = ord(part.upper()) - ord("A")
    if place is None or not 0 <= place < len(choices):
        raise ValueError(f"The right answer “{part[:40]}” is none of the {len(choices)} choices.")
    return place
