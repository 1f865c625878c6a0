"""One exercise of R/exams: its sections, its meta-information, the question that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.formats.base import FILE, name_from
from quizzes.formats.shared import paths
from quizzes.formats.shared.question_pictures import Pictures
from quizzes.formats.shared.weights import max_mark_from
from quizzes.validation import MAX_CATEGORY

from . import latex

_COMPUTED = re.compile(r"`r[ \t][^`\n]*`|\\Sexpr\b")
_PICTURE = re.compile(
    r"!\[([^\[\]\n]{0,1000})\]\(([^()\s]{1,1000})[^()\n]{0,200}\)(?:\{[^{}\n]{0,200}\})?"
)
_KNOWN = {
    "extype",
    "exsolution",
    "exname",
    "extitle",
    "exsection",
    "expoints",
    "exshuffle",
    "extags",
}
_WORDS = {
    "num": "An exercise with a number to type in",
    "string": "An exercise with a text to type in",
    "cloze": "An exercise with several gaps",
    "essay": "An essay",
    "file": "An exercise with a file to hand in",
}
_RUN = "R computes the texts of this exercise, and no code is run here."


@dataclass(slots=True)
class Exercise:
    """`is_computed`: the sections that R writes, or a part of them. `line`: where it begins."""

    line: int
    is_latex: bool = False
    question: str = ""
    choices: list[str] = field(default_factory=list)
    solution: str = ""
    feedback: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    is_computed: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return " ".join((self.meta.get("exname") or self.meta.get("extitle") or "").split())[:255]


def question(exercise: Exercise, pictures: Pictures) -> QuestionContent:
    """Raises ValueError with a sentence where it is no question that we have."""
    kind = exercise.meta.get("extype", "").strip()
    if kind not in ("schoice", "mchoice"):
        words = _WORDS.get(kind, f"An exercise of the type “{kind[:40]}”")
        raise ValueError(f"{words} is not supported.")
    _refuse_computed(exercise)
    markdown = _latex(pictures) if exercise.is_latex else _markdown(pictures)
    text = markdown(exercise.question)
    if not text:
        raise ValueError("The exercise has no text.")
    content = QuestionContent(
        name=exercise.name or name_from(text),
        kind=Kind.SINGLE if kind == "schoice" else Kind.MULTIPLE,
        text=text,
        choices=_choices(exercise, kind, markdown, pictures),
        explanation="" if "solution" in exercise.is_computed else markdown(exercise.solution),
        tags=_tags(exercise.meta.get("extags", "")),
        category=tuple(
            name[:MAX_CATEGORY] for name in paths.split(exercise.meta.get("exsection", ""))
        ),
        max_mark=_points(exercise.meta.get("expoints", ""), pictures),
        shuffle=_shuffle(exercise.meta.get("exshuffle", ""), pictures),
    )
    _note_rest(exercise, pictures)
    return content


def _refuse_computed(exercise: Exercise) -> None:
    parts = [exercise.question, *exercise.choices, exercise.meta.get("exsolution", "")]
    if exercise.is_computed & {"question", "answerlist"} or any(map(_COMPUTED.search, parts)):
        raise ValueError(_RUN)
    if _COMPUTED.search(exercise.solution):
        exercise.is_computed.add("solution")


def _choices(
    exercise: Exercise, kind: str, markdown: Callable[[str], str], pictures: Pictures
) -> tuple[ChoiceContent, ...]:
    solution = re.sub(r"\s", "", exercise.meta.get("exsolution", ""))
    if len(exercise.choices) < 2:
        raise ValueError("The exercise has fewer than two choices.")
    if not re.fullmatch("[01]+", solution) or len(solution) != len(exercise.choices):
        raise ValueError(f"The solution “{solution[:40]}” has not one 0 or 1 for each choice.")
    right = solution.count("1")
    if not right or (kind == "schoice" and right > 1):
        raise ValueError(f"The solution “{solution}” marks {right} choices as right.")
    if kind == "mchoice":
        pictures.note("Each right choice gives the same share of the mark.")
    said = exercise.feedback if len(exercise.feedback) == len(exercise.choices) else []
    if any(map(_COMPUTED.search, said)) or "feedback" in exercise.is_computed:
        pictures.note("The feedback of the choices is computed by R; it was left out.")
        said = []
    return tuple(
        ChoiceContent(markdown(text), int(bit) / right, markdown(said[place]) if said else "")
        for place, (text, bit) in enumerate(zip(exercise.choices, solution, strict=True))
    )


def _category(text: str) -> tuple[str, ...]:
    return tuple(name[:MAX_CATEGORY] for name in paths.split(text))


def _tags(text: str) -> tuple[str, ...]:
    tags = (" ".join(tag.split()) for tag in re.split(r"[|,;]", text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _points(text: str, pictures: Pictures) -> float:
    points = max_mark_from(text)
    if points is None:
        pictures.note(f"“{text[:20]}” can't be a maximum mark; it is 1.")
    return points or 1.0


def _shuffle(text: str, pictures: Pictures) -> bool:
    if text.strip().isdecimal():
        pictures.note(f"R/exams draws {text.strip()[:9]} of the choices; here all are shown.")
        return True
    return text.strip().upper() in ("TRUE", "T")


def _note_rest(exercise: Exercise, pictures: Pictures) -> None:
    if "solution" in exercise.is_computed:
        pictures.note("The solution is computed by R; it was left out.")
    if exercise.feedback and len(exercise.feedback) != len(exercise.choices):
        pictures.note("The solution's list has not one entry for each choice; it was left out.")
    if others := sorted(set(exercise.meta) - _KNOWN):
        pictures.note(f"These were left out: {', '.join(others)[:200]}.")


def _markdown(pictures: Pictures) -> Callable[[str], str]:
    def picture(match: re.Match[str]) -> str:
        if match[2].startswith(FILE):
            return match[1]
        target = pictures.image(match[2])
        if target and not match[1].strip():
            pictures.note("A picture has no alternative text. Say what it shows.")
        return f"![{match[1]}]({target})" if target else match[1]

    return lambda text: _PICTURE.sub(picture, text).strip()


def _latex(pictures: Pictures) -> Callable[[str], str]:
    return lambda tex: latex.to_markdown(tex, pictures)
