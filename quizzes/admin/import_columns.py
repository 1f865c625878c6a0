"""Which column of a table holds what: as guessed, and as a teacher corrects it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from quizzes.formats.base import Options, Unreadable
from quizzes.formats.source import Source

if TYPE_CHECKING:
    from quizzes.formats.tables import Guess

FORMATS = frozenset({"csv", "xlsx", "kahoot"})
# A page with more selects would be of no use to anybody.
MAX_COLUMNS = 60
FIRST = [("", "Find out from the file"), ("1", "1"), ("0", "0")]


def table_of(source: Source, format_name: str, options: Options) -> Table | None:
    """The columns of a file; None where it is no table, or one that can't be read."""
    if format_name not in FORMATS:
        return None
    from quizzes.formats.tables import ROLES, guessed_columns

    try:
        return Table(guessed_columns(source, options), ROLES, options)
    except Unreadable:
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, each a field "column_0", "column_1", … whose value is its role."""

    guess: Guess
    roles: Mapping[str, str]
    options: Options

    def fields(self) -> dict[str, forms.Field]:
        """A select for each column and, where it matters, how answers are counted."""
        choices = [("", "not used"), *self._all_roles().items()]
        held = {index: role for role, index in self.guess.roles.items()}
        made: dict[str, forms.Field] = {
            f"column_{index}": forms.ChoiceField(
                choices=choices,
                required=False,
                label=heading or _letter(index),
                initial=held.get(index, ""),
                help_text=self._samples(index),
            )
            for index, heading in enumerate(self.guess.headings[:MAX_COLUMNS])
        }
        if self.guess.needs_first_answer or self.options.first_answer is not None:
            first = self.options.first_answer
            made["first_answer"] = forms.ChoiceField(
                choices=FIRST,
                required=False,
                widget=forms.RadioSelect,
                initial="" if first is None else str(first),
                label="First answer: answers are numbers, and the first choice has number",
            )
        return made

    def problems(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The fields that say the same as another one, each with a sentence."""
        said = {name: role for name, role in values.items() if name.startswith("column_") and role}
        times = Counter(said.values())
        for name, role in said.items():
            if times[role] > 1:
                words = self._all_roles()[role]
                yield name, f"“{words}” is chosen for more than one column."

    def columns(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The column for each role, "" for a role that was guessed and is taken away."""
        chosen = dict.fromkeys(self.guess.roles, "")
        for index in range(min(len(self.guess.headings), MAX_COLUMNS)):
            if role := values.get(f"column_{index}"):
                chosen[role] = self._name(index)
        return chosen

    def first_answer(self, values: Mapping[str, Any]) -> int | None:
        said = values.get("first_answer")
        return int(said) if said else None

    def _all_roles(self) -> dict[str, str]:
        return {**self.roles, **{role: role for role in self.guess.roles if role not in self.roles}}

    def _name(self, index: int) -> str:
        """The heading; where another column might be meant by it, the letter."""
        headings = [" ".join(heading.casefold().split()) for heading in self.guess.headings]
        heading = headings[index]
        return (
            self.guess.headings[index]
            if heading and headings.count(heading) == 1
            else _letter(index)
        )

    def _samples(self, index: int) -> str:
        cells = [
            row[index] for row in self.guess.samples if index < len(row) and row[index].strip()
        ]
        short = [" ".join(cell.split()) for cell in cells[:3]]
        return " · ".join(text if len(text) <= 60 else text[:59] + "…" for text in short)


def _letter(index: int) -> str:
    """As spreadsheets call it: A, B, …, Z, AA, …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
