"""One exercise of R/exams: its sections, its meta-information, the question that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.validation import MAX_CATEGORY

from . import r_exams_latex
from .base import FILE, name_from
from .shared import paths
from .shared.question_pictures import Pictures

_SECTIONS = ("question", "answerlist", "solution", "meta-information", "metainformation")
_UNDERLINE = re.compile(r"[=-]{3,}\s*")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})(\s*\{)?(.*)")
_ITEM = re.compile(r"[*+-][ \t]+(.*)")
_META = re.compile(r"(ex\w+)(?:\[[^\]\n]{0,80}\])?[ \t]*:[ \t]*(.*)")
_TEX_META = re.compile(r"\\(ex[a-z]{2,20})(?:\[[^\]\n]{0,80}\])?\{((?:[^{}\n]|\{[^{}\n]*\})*)\}")
_COMPUTED = re.compile(r"`r[ \t][^`\n]*`|\\Sexpr\b")
_PICTURE = re.compile(
    r"!\[([^\[\]\n]{0,1000})\]\(([^()\s]{1,1000})[^()\n]{0,200}\)(?:\{[^{}\n]{0,200}\})?"
)
_CHUNK = re.compile(r"<<([^\n]*?)>>=[ \t]*")
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
    try:
        points = float(text or 1)
    except ValueError:
        points = 0.0
    if 0 < points < 1e6:
        return points
    pictures.note(f"“{text[:20]}” can't be a maximum mark; it is 1.")
    return 1.0


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
    return lambda tex: r_exams_latex.to_markdown(tex, pictures)


def split_markdown(text: str) -> list[Exercise]:
    """The exercises of an .Rmd file; most have one."""
    return _MarkdownReader().read(text.split("\n"))


class _MarkdownReader:
    def __init__(self) -> None:
        self.exercises: list[Exercise] = []
        self.section = ""
        self.parts: dict[str, list[str]] = {}
        self.is_solved = False

    def read(self, lines: list[str]) -> list[Exercise]:
        place = 0
        while place < len(lines):
            heading, length = _heading(lines, place)
            if heading:
                self.open(heading, place + 1)
            elif match := _FENCE.match(lines[place]):
                length = self.fence(match, lines, place)
            else:
                self.line(lines[place])
            place += length
        self.close()
        return self.exercises

    def open(self, heading: str, line: int) -> None:
        if heading == "question":
            self.close()
            self.exercises.append(Exercise(line))
        elif heading == "solution":
            self.is_solved = True
        if heading == "answerlist" and self.is_solved:
            heading = "feedback"
        self.section = heading if self.exercises else ""

    def close(self) -> None:
        if self.exercises:
            exercise = self.exercises[-1]
            exercise.question = _joined(self.parts.get("question", []))
            exercise.solution = _joined(self.parts.get("solution", []))
            exercise.choices = _items(self.parts.get("answerlist", []))
            exercise.feedback = _items(self.parts.get("feedback", []))
        self.parts, self.section, self.is_solved = {}, "", False

    def line(self, line: str) -> None:
        if self.section.startswith("meta"):
            if match := _META.match(line.strip()):
                self.exercises[-1].meta[match[1].lower()] = match[2].strip()
        elif self.section:
            self.parts.setdefault(self.section, []).append(line)

    def fence(self, match: re.Match[str], lines: list[str], place: int) -> int:
        """How many lines a block of code has. One that R runs is left out."""
        end = place + 1
        while end < len(lines) and not lines[end].strip().startswith(match[1]):
            end += 1
        if not match[2]:
            for line in lines[place : end + 1]:
                self.line(line)
        elif self.exercises and self.section and not _is_silent(match[3]):
            self.exercises[-1].is_computed.add(self.section)
        return end + 1 - place


def _heading(lines: list[str], place: int) -> tuple[str, int]:
    """The section that begins here, "" for none, and how many lines its heading has."""
    word = lines[place].strip().lower()
    if word in _SECTIONS and place + 1 < len(lines) and _UNDERLINE.fullmatch(lines[place + 1]):
        return word, 2
    if word.startswith("#") and word.lstrip("# ") in _SECTIONS:
        return word.lstrip("# "), 1
    return "", 1


def _is_silent(options: str) -> bool:
    """Whether a chunk neither shows its code nor what comes of it."""
    options = re.sub(r"[\s'\"]", "", options).lower()
    if "include=false" in options:
        return True
    return "echo=false" in options and "results=hide" in options and "fig" not in options


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _items(lines: list[str]) -> list[str]:
    items: list[list[str]] = []
    for line in lines:
        if match := _ITEM.match(line):
            items.append([match[1]])
        elif items:
            items[-1].append(line.removeprefix("  ").removeprefix("  "))
    return [_joined(item) for item in items]


def split_latex(text: str) -> list[Exercise]:
    """The exercises of an .Rnw file; most have one."""
    starts = [match.start() for match in re.finditer(r"\\begin\{question\}", text)]
    exercises = []
    line = before = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, before = line + text.count("\n", before, start), start
        exercises.append(_from_latex(text[start:end], line + 1))
    return exercises


def _from_latex(text: str, line: int) -> Exercise:
    exercise = Exercise(line, is_latex=True, meta=_latex_meta(text))
    for section in ("question", "solution"):
        body = r_exams_latex.environment(text, section)
        body, is_computed = _without_chunks(body)
        inner = r_exams_latex.environment(body, "answerlist")
        rest = (
            body.replace(f"\\begin{{answerlist}}{inner}\\end{{answerlist}}", "", 1)
            if inner
            else body
        )
        items = r_exams_latex.items(inner)
        if section == "question":
            exercise.question, exercise.choices = rest, items
        else:
            exercise.solution, exercise.feedback = rest, items
        if is_computed:
            exercise.is_computed.add(section)
    return exercise


def _latex_meta(text: str) -> dict[str, str]:
    meta = {match[1]: match[2].strip() for match in _TEX_META.finditer(text)}
    return {key: re.sub(r"\\(?=[&%_#$])", "", value) for key, value in meta.items()}


def _without_chunks(text: str) -> tuple[str, bool]:
    """`text` without R code, and whether that would have written something."""
    kept: list[str] = []
    in_chunk = is_computed = False
    for line in text.split("\n"):
        if match := _CHUNK.match(line.strip()):
            in_chunk = True
            is_computed = is_computed or not _is_silent(match[1])
        elif in_chunk and line.startswith("@"):
            in_chunk = False
        elif not in_chunk:
            kept.append(line)
    return "\n".join(kept), is_computed
