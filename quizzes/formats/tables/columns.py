"""What the columns of a table of questions hold: the roles, found by headings or by their owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizzes.formats.base import Unreadable

from . import words

# In the order in which a person is shown them.
ROLES: Mapping[str, str] = {
    "question": "question",
    "right": "right answer",
    **{f"choice {number}": f"choice {number}" for number in range(1, 7)},
    "choices": "choices (all in one cell)",
    **{f"wrong {number}": f"wrong answer {number}" for number in range(1, 6)},
    "wrongs": "wrong answers (all in one cell)",
    "explanation": "explanation",
    "category": "category",
    "subcategory": "subcategory",
    "tags": "tags",
    "difficulty": "difficulty",
    "max mark": "maximum mark",
    "name": "name",
    "kind": "kind of question",
    "hint 1": "hint 1",
    "hint 2": "hint 2",
}
_NUMBERED = re.compile(r"(choice|right|wrong|weight|feedback|pinned|hint) ([1-9]\d?)")
_ALONE = frozenset((*ROLES, "shuffle", "time", "right", "hint"))
_LETTERS = re.compile(r"[A-Za-z]{1,2}")


class Columns(dict[str, int]):
    """The index of the column for each role."""

    def numbered(self, word: str) -> list[tuple[int, int]]:
        """The numbers and indexes of "choice 1", "choice 2" and so on, in order."""
        found = [
            (int(role.rpartition(" ")[2]), index)
            for role, index in self.items()
            if role.startswith(f"{word} ")
        ]
        return sorted(found)

    def indexes(self, word: str) -> list[int]:
        """Those of `word` itself and of its numbered columns."""
        alone = [self[word]] if word in self else []
        return [*alone, *(index for _, index in self.numbered(word))]

    @property
    def are_enough(self) -> bool:
        """Whether they tell questions and right answers."""
        return "question" in self and (bool(self.indexes("right")) or self.are_our_own)

    @property
    def are_our_own(self) -> bool:
        """Whether the table has the columns that our own writer makes."""
        choices = self.numbered("choice")
        return bool(choices) and len(self.numbered("weight")) == len(choices)

    def words(self, headings: Sequence[str]) -> str:
        """For a teacher: question = “Frage”, right answer = “Lösung”."""
        pairs = (
            f"{ROLES.get(role, role)} = “{_short(headings, index)}”"
            for role, index in sorted(self.items(), key=lambda pair: pair[1])
        )
        return ", ".join(pairs)


def _short(headings: Sequence[str], index: int) -> str:
    heading = " ".join(headings[index].split()) if index < len(headings) else ""
    return heading[:40] or letters_of(index)


def by_heading(header: Sequence[str]) -> Columns:
    """The columns whose headings are known, in the order of the table."""
    found = Columns()
    letters: dict[str, int] = {}
    for index, heading in enumerate(header):
        alone, numbered = words.role(heading), words.numbered_role(heading)
        if alone and not (alone in found and numbered) and not _is_another(found, alone):
            found.setdefault(alone, index)
        elif numbered:
            _add_numbered(found, *numbered, index)
        elif re.fullmatch("[a-h1-8]", letter := words.folded(heading)):
            letters[letter] = index
    _take_letters(found, letters)
    _settle_answers(found)
    return found


def _is_another(found: Columns, alone: str) -> bool:
    """Whether a heading for all wrong answers is one of several like it."""
    return alone == "wrongs" and bool(found.numbered("wrong"))


def _add_numbered(found: Columns, word: str, number: int | None, index: int) -> None:
    if number is None:
        number = max((taken for taken, _ in found.numbered(word)), default=0) + 1
    found.setdefault(f"{word} {number}", index)


def _take_letters(found: Columns, letters: dict[str, int]) -> None:
    """Columns called A, B, C … are the choices; "Answer 1" beside them holds a right letter."""
    if len(letters) < 2 or not "abcdefgh 12345678".count("".join(sorted(letters))):
        return
    if not {"a", "1"} & letters.keys():
        return
    for number, index in found.numbered("choice"):
        del found[f"choice {number}"]
        found[f"right {number}"] = index
    choices = enumerate(sorted(letters), 1)
    found.update({f"choice {number}": letters[letter] for number, letter in choices})


def _settle_answers(found: Columns) -> None:
    """What “answers” and “solution” mean depends on what else there is."""
    _count_from_one(found)
    has_choices = bool(found.numbered("choice")) or "choices" in found
    has_wrong = bool(found.numbered("wrong")) or "wrongs" in found
    for word in ("answers", "choices", "solution"):
        index = found.get(word)
        is_choices = word == "choices" and (not found.numbered("choice") or _has_right(found))
        if index is None or is_choices:
            continue
        del found[word]
        if not _has_right(found) and (has_choices or has_wrong or word == "solution"):
            found["right"] = index
        elif word == "solution":
            found.setdefault("explanation", index)
        elif not found.numbered("choice"):
            found.setdefault("choices", index)
    if "hint" in found:
        found.setdefault("hint 1", found.pop("hint"))


def _has_right(found: Columns) -> bool:
    return bool(found.indexes("right"))


def _count_from_one(found: Columns) -> None:
    """Columns called option0, option1 … become choices 1, 2 …"""
    if "choice 0" not in found:
        return
    for word in ("choice", "feedback", "weight", "pinned"):
        shifted = [(number + 1, index) for number, index in found.numbered(word)]
        for number, _ in shifted:
            del found[f"{word} {number - 1}"]
        found.update({f"{word} {number}": index for number, index in shifted})


def with_wishes(found: Columns, header: Sequence[str], wishes: Mapping[str, str]) -> Columns:
    """The columns with what their owner says of them (`Options.columns`). Raises Unreadable."""
    chosen = Columns(found)
    for role, name in wishes.items():
        chosen.pop(role, None)
        if not name.strip():
            continue
        index = _index(header, name)
        for other in [other for other, taken in chosen.items() if taken == index]:
            del chosen[other]
        chosen[_checked(role)] = index
    return chosen


def _checked(role: str) -> str:
    if role in _ALONE or _NUMBERED.fullmatch(role):
        return role
    known = ", ".join(ROLES)
    raise Unreadable(f"A column can't be “{role[:40]}”. It can be: {known}.")


def _index(header: Sequence[str], name: str) -> int:
    wanted = words.folded(name)
    for index, heading in enumerate(header):
        if wanted and words.folded(heading) == wanted:
            return index
    if _LETTERS.fullmatch(name.strip()):
        return letter_index(name.strip())
    raise Unreadable(f"There is no column “{name[:40]}”. Its heading, or a letter, would name it.")


def letter_index(letters: str) -> int:
    """The index of a spreadsheet's column: 0 for "A", 26 for "AA"."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def letters_of(index: int) -> str:
    """The inverse of `letter_index`."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def all_letters(count: int) -> Iterator[str]:
    return (letters_of(index) for index in range(count))
