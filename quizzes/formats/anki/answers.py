"""Which choices are right, by what stands in a note's field for the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BITS = re.compile(r"[01](?:[\s,;|/]*[01])+")
_LETTERS = re.compile(r"\(?[A-Z]\)?(?:[\s,;|/&+]+\(?[A-Z]\)?)*[.):]?", re.IGNORECASE)
_RUN_OF_LETTERS = re.compile(r"[A-Z]{2,26}")
_NUMBERS = re.compile(r"\d{1,2}(?:[\s,;|/&+]+\d{1,2})*\.?")
_LABELLED = re.compile(r"\(?([A-Z]|\d{1,2})[.):]\s", re.IGNORECASE)
_WORD = re.compile(
    r"(?:the )?(?:correct |right )?(?:answers?|options?|choices?|antwort)"
    r"(?: is| are)?[\s:#-]+(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\n;|]")


@dataclass(frozen=True, slots=True)
class Shown:
    """The choices as a reader sees them. `labels`: their letters, "" where they have numbers.

    `texts` of fields that are empty are empty. `first`: what the first number is, None unknown.
    """

    texts: Sequence[str]
    labels: str
    first: int | None


@dataclass(frozen=True, slots=True)
class Right:
    """The places of the right choices. `doubt`: a sentence where it could be meant otherwise."""

    places: frozenset[int]
    doubt: str = ""


def right(answer: str, shown: Shown, words: int = 3) -> Right:
    """Raises ValueError with a sentence where no choice is meant.

    `words`: how often something like "Answer:" or "B)" is taken for no part of it.
    """
    answer = answer.strip()
    if not answer:
        raise ValueError("The field with the answer is empty.")
    by_text = _by_text(answer, shown)
    for by_label in (_by_bits, _by_letters, _by_numbers):
        places = by_label(answer, shown)
        if not places:
            continue
        if by_text and by_text != places:
            return _doubtful(answer, places, by_text)
        return Right(places)
    if by_text:
        return Right(by_text)
    if words and (match := _WORD.match(answer)):
        return right(answer[match.end() :], shown, words - 1)
    if words and (match := _LABELLED.match(answer)):
        return right(match[1], shown, words - 1)
    raise ValueError(f"The answer “{answer[:40]}” is none of the choices.")


def _doubtful(answer: str, places: frozenset[int], by_text: frozenset[int]) -> Right:
    """A letter is rather a letter, a number rather the text of a choice."""
    if answer[:1].isdigit():
        return Right(by_text, f"The answer “{answer[:40]}” was read as the text of a choice.")
    return Right(places, f"The answer “{answer[:40]}” was read as the letter of a choice.")


def _by_text(answer: str, shown: Shown) -> frozenset[int]:
    texts = [_squeezed(text) for text in shown.texts]

    def places(text: str) -> list[int]:
        return [place for place, one in enumerate(texts) if one and one == _squeezed(text)]

    if found := places(answer):
        return frozenset(found[:1])
    found_by_part = [places(part) for part in _PARTS.split(answer) if part.strip()]
    if not found_by_part or not all(found_by_part):
        return frozenset()
    return frozenset(found[0] for found in found_by_part)


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


def _by_bits(answer: str, shown: Shown) -> frozenset[int]:
    bits = re.findall(r"[01]", answer) if _BITS.fullmatch(answer) else []
    filled = [place for place, text in enumerate(shown.texts) if text]
    for places in (range(len(shown.texts)), filled):
        if len(bits) == len(places):
            return _present(
                shown, [place for place, bit in zip(places, bits, strict=True) if bit == "1"]
            )
    return _too_many_bits(bits, filled)


def _too_many_bits(bits: list[str], filled: list[int]) -> frozenset[int]:
    """Bits for choices that were removed since, all of them 0."""
    if len(bits) < len(filled) or "1" in bits[len(filled) :] or filled != list(range(len(filled))):
        return frozenset()
    return frozenset(place for place in filled if bits[place] == "1")


def _by_letters(answer: str, shown: Shown) -> frozenset[int]:
    if not _LETTERS.fullmatch(answer) and not _RUN_OF_LETTERS.fullmatch(answer):
        return frozenset()
    letters = re.findall(r"[A-Z]", answer.upper())
    labels = shown.labels or "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return _present(shown, [labels.find(letter) for letter in letters])


def _by_numbers(answer: str, shown: Shown) -> frozenset[int]:
    if not _NUMBERS.fullmatch(answer):
        return frozenset()
    numbers = [int(number) for number in re.findall(r"\d+", answer)]
    if shown.first is None and 0 in numbers:
        return frozenset()
    return _present(
        shown, [number - (1 if shown.first is None else shown.first) for number in numbers]
    )


def _present(shown: Shown, places: list[int]) -> frozenset[int]:
    """`places`, if there are choices at all of them."""
    if not all(0 <= place < len(shown.texts) and shown.texts[place] for place in places):
        return frozenset()
    return frozenset(places)
