"""Which choice a table means by "B", "2", "1;3", "AC", "Option 2" or the choice's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import words

_SEPARATORS = (";", "|", "\n", ",", "&", "/", " + ", " and ", " und ", " y ", " et ", " e ")
_ALL_SEPARATORS = re.compile(r"[;,|&/\n+\s]+")
_NUMBER = re.compile(r"\d{1,2}(?:\.0+)?", re.ASCII)
_LETTER = re.compile(r"[A-Za-z]", re.ASCII)
_WRAPPED = re.compile(
    r"(?:(?:correct )?(?:options?|answers?|choices?|opt|antwort|opción|respuesta|réponse|resposta|"
    r"risposta)[\s_:#-]*)?[(\[]?(\d{1,2}|[A-Za-z])[)\].:]*",
    re.IGNORECASE | re.ASCII,
)
_LABELLED = re.compile(r"\(?([A-Za-z]|\d{1,2})[).:][ \t]+(.*)", re.DOTALL | re.ASCII)
_RUN_OF_LETTERS = re.compile(r"[A-Z]{2,26}|[a-h]{2,8}", re.ASCII)
# What a spreadsheet makes of "1.3", "1,3" and "1/3": the third of January, or a decimal.
_DATE = re.compile(r"\d{4}-(\d\d)-(\d\d)", re.ASCII)
_DECIMAL = re.compile(r"([1-9])[.]([1-9])", re.ASCII)
AMBIGUOUS = (
    "The right answers are numbers that may count from 0 or from 1, and nothing in the table "
    "tells which. Say it: “First answer” in the admin, --first-answer 0 or --first-answer 1 "
    "of the command; or write letters (A, B, …) or the answers' texts."
)


@dataclass(slots=True)
class Key:
    """How a table writes its right answers, as far as its rows show it.

    `first`: what numbers count from, 0 or 1; None where the rows don't tell.
    """

    first: int | None = None
    places: int = 0
    texts: int = 0
    from_zero: bool = False
    from_one: bool = False
    numbers: int = 0

    def see(self, answer: str, choices: Sequence[str]) -> None:
        """Learn from one right answer and the choices of its row."""
        by_text = _by_text(answer, choices) is not None
        parts = list(_split(answer))
        is_place = bool(parts) and all(_is_place(part, len(choices)) for part in parts)
        self.texts += by_text and not is_place
        self.places += is_place and not by_text
        if by_text or not is_place:
            return
        numbers = [int(float(part)) for part in parts if _NUMBER.fullmatch(part)]
        self.numbers += len(numbers)
        self.from_zero |= 0 in numbers
        self.from_one |= len(choices) in numbers

    def settle(self) -> None:
        """Decide, when all rows were seen, what numbers count from, unless it was said."""
        if self.first is None and self.from_zero != self.from_one:
            self.first = int(self.from_one)

    @property
    def is_ambiguous(self) -> bool:
        """Whether there were numbers that may count from 0 or from 1."""
        return self.first is None and self.numbers > 0

    @property
    def prefers_places(self) -> bool:
        """Whether "2" is the second choice even if another one's text is "2"."""
        return self.places > 0 and self.texts == 0


def places(answer: str, choices: Sequence[str], key: Key, headings: Sequence[str] = ()) -> set[int]:
    """The indexes of the right ones of `choices`, whose columns are called `headings`.

    Raises ValueError with a sentence.
    """
    answer = answer.strip()
    if not answer:
        raise ValueError("There is no right answer in this row.")
    whole = _whole(answer, choices, key, headings)
    if whole is not None:
        return {whole}
    for separator in _SEPARATORS:
        parts = [part.strip() for part in answer.split(separator) if part.strip()]
        found = [_place(part, choices, key, headings) for part in parts]
        if len(parts) > 1 and None not in found:
            return {place for place in found if place is not None}
    return _run(answer, choices, key)


def _whole(answer: str, choices: Sequence[str], key: Key, headings: Sequence[str]) -> int | None:
    """The place that the answer as a whole means."""
    place = _place(answer, choices, key, headings)
    if place is None and (match := _LABELLED.fullmatch(answer)):
        place = _by_text(match[2], choices)
        if place is None:
            place = _by_text(match[2], [_bare(choice) for choice in choices])
    return place


def _bare(choice: str) -> str:
    match = _LABELLED.fullmatch(choice)
    return match[2] if match else choice


def _place(part: str, choices: Sequence[str], key: Key, headings: Sequence[str]) -> int | None:
    by_text = _by_text(part, choices)
    if by_text is not None and not (key.prefers_places and _is_place(part, len(choices))):
        return by_text
    match = _WRAPPED.fullmatch(part)
    code = match[1] if match else part
    if not match and _NUMBER.fullmatch(part):
        code = part.partition(".")[0]
    if code.isdigit() and code.isascii() and key.first is not None:
        place: int | None = int(code) - key.first
    elif _LETTER.fullmatch(code):
        place = ord(code.upper()) - ord("A")
    else:
        place = _by_text(words.folded(part), [words.folded(one) for one in headings])
        if place is None and code.isdigit() and code.isascii():
            raise ValueError(AMBIGUOUS)
    return place if place is not None and 0 <= place < len(choices) else None


def _run(answer: str, choices: Sequence[str], key: Key) -> set[int]:
    """Places written without separator ("AC"), or as a spreadsheet mangles "1.3"."""
    codes: list[str] = []
    if _RUN_OF_LETTERS.fullmatch(answer):
        codes = list(answer)
    elif match := _DATE.match(answer) or _DECIMAL.fullmatch(answer):
        codes = [str(int(match[1])), str(int(match[2]))]
    elif answer.isdigit() and answer.isascii() and key.first == 1:
        codes = list(answer)
    else:
        codes = [part for part in _ALL_SEPARATORS.split(answer) if part]
    found = [_place(code, choices, key, ()) for code in codes]
    if not codes or None in found:
        raise ValueError(f"The right answer “{answer[:40]}” is none of the {len(choices)} choices.")
    return {place for place in found if place is not None}


def _split(answer: str) -> Iterator[str]:
    """The codes of an answer, without the words around them."""
    if match := _DATE.match(answer) or _DECIMAL.fullmatch(answer):
        yield from (str(int(match[1])), str(int(match[2])))
        return
    if _RUN_OF_LETTERS.fullmatch(answer) and len(answer) <= 8:
        yield from answer
        return
    for part in _ALL_SEPARATORS.split(answer):
        if part:
            match = _WRAPPED.fullmatch(part)
            yield match[1] if match else part


def _is_place(part: str, count: int) -> bool:
    if _NUMBER.fullmatch(part):
        return int(float(part)) <= count
    return bool(_LETTER.fullmatch(part)) and ord(part.upper()) - ord("A") < count


def _by_text(answer: str, choices: Sequence[str]) -> int | None:
    wanted = " ".join(answer.split()).casefold()
    if not wanted:
        return None
    texts = [" ".join(choice.split()).casefold() for choice in choices]
    return texts.index(wanted) if texts.count(wanted) == 1 else None
