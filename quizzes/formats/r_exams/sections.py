"""The sections of R/exams' files: question, answerlist, solution, meta-information."""

from __future__ import annotations

import re

from . import latex
from .exercise import Exercise

_SECTIONS = ("question", "answerlist", "solution", "meta-information", "metainformation")
_UNDERLINE = re.compile(r"[=-]{3,}\s*")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})(\s*\{)?(.*)")
_ITEM = re.compile(r"[*+-][ \t]+(.*)")
_META = re.compile(r"(ex\w+)(?:\[[^\]\n]{0,80}\])?[ \t]*:[ \t]*(.*)")
_TEX_META = re.compile(r"\\(ex[a-z]{2,20})(?:\[[^\]\n]{0,80}\])?\{((?:[^{}\n]|\{[^{}\n]*\})*)\}")
_CHUNK = re.compile(r"<<([^\n]*?)>>=[ \t]*")


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
        body = latex.environment(text, section)
        body, is_computed = _without_chunks(body)
        inner = latex.environment(body, "answerlist")
        rest = (
            body.replace(f"\\begin{{answerlist}}{inner}\\end{{answerlist}}", "", 1)
            if inner
            else body
        )
        items = latex.items(inner)
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
