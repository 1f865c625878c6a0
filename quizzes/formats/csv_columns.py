"""What the columns of a table of questions mean, by the many names that people give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# Column names in lower case, words parted by one space.
_NAMES = {
    "text": (
        "question",
        "question text",
        "questiontext",
        "text",
        "stem",
        "prompt",
        "statement",
        "pregunta",
        "frage",
        "kérdés",
        "問題",
    ),
    "choices": ("choices", "options", "answers", "alternatives", "opciones", "antworten"),
    "right": (
        "correct",
        "correct answer",
        "correct answers",
        "correct option",
        "correct choice",
        "correct index",
        "right answer",
        "answer",
        "answer key",
        "key",
        "solution",
        "respuesta",
        "respuesta correcta",
        "correcta",
        "richtig",
        "richtige antwort",
        "helyes",
        "helyes válasz",
        "正解",
    ),
    "explanation": (
        "explanation",
        "general feedback",
        "feedback",
        "rationale",
        "support",
        "comment",
        "explicación",
        "erklärung",
        "magyarázat",
        "解説",
    ),
    "category": ("category", "topic", "subject", "section", "categoría", "kategorie", "kategória"),
    "tags": ("tags", "tag", "keywords"),
    "difficulty": ("difficulty", "level", "dificultad"),
    "max_mark": ("max mark", "points", "mark", "marks", "puntos", "punkte"),
    "name": ("name", "title", "question name"),
    "kind": ("kind", "type", "question type"),
    "shuffle": ("shuffle",),
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_NUMBERED = re.compile(
    r"(?P<word>option|choice|answer|opción|opcion|respuesta|antwort|alternative|válasz|選択肢|"
    r"incorrect answers?|incorrect|wrong answers?|wrong|distractor|"
    r"weight|feedback|pinned|hint) ?(?P<number>[a-z]|\d{1,2})?"
)
_WRONG = ("incorrect", "wrong", "distractor")


@dataclass(slots=True)
class Columns:
    """Where each thing stands in a row: indexes by role, and lists of them, in order."""

    single: dict[str, int] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    weights: dict[int, int] = field(default_factory=dict)
    feedback: dict[int, int] = field(default_factory=dict)
    pinned: dict[int, int] = field(default_factory=dict)
    hints: list[int] = field(default_factory=list)

    @property
    def are_enough(self) -> bool:
        answers = self.choices or self.wrong or "choices" in self.single or "right" in self.single
        return "text" in self.single and bool(answers)

    @property
    def are_our_own(self) -> bool:
        """Whether the table has the columns that our own writer makes."""
        return bool(self.choices) and len(self.weights) == len(self.choices)

    def __len__(self) -> int:
        return len(self.single) + len(self.choices) + len(self.wrong)


def columns(header: Sequence[str]) -> Columns:
    """The columns whose names are known; what the others are called doesn't matter."""
    found = Columns()
    for index, title in enumerate(header):
        name = re.sub(r"[\s_\-.:]+", " ", title).strip().lower()
        if name in _ROLES:
            found.single.setdefault(_ROLES[name], index)
        elif re.fullmatch("[a-h]", name):
            found.choices.append(index)
        elif match := _NUMBERED.fullmatch(name):
            _add_numbered(found, match, index)
    return found


def _add_numbered(found: Columns, match: re.Match[str], index: int) -> None:
    word, number = match["word"], match["number"]
    place = int(number) if number and number.isdigit() else ord(number) - 96 if number else 1
    if word.startswith(_WRONG):
        found.wrong.append(index)
    elif word in ("weight", "feedback", "pinned"):
        by_place = {"weight": found.weights, "feedback": found.feedback, "pinned": found.pinned}
        by_place[word][place] = index
    elif word == "hint":
        found.hints.append(index)
    else:
        found.choices.append(index)
