"""What stands between two lines --- at the top of a Markdown file: settings, one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SETTING = re.compile(r"([A-Za-z_][\w-]{0,60})[ \t]*:[ \t]*(.*)$")
_QUIZDOWN = {
    "primaryColor", "secondaryColor", "textColor", "shuffleQuestions", "shuffleAnswers",
    "nQuestions", "enableRetry", "startOn", "customFailMsg", "customPassMsg", "passingGrade",
}  # fmt: skip
_QUIZ = {
    "quiz", "shuffle_answers", "shuffle_questions", "auto_submit", "show_correct", "show_progress",
    "disable_after_submit", "confetti", "time_limit", "timelimit", "attempts", "points",
}  # fmt: skip
MAX_LINES = 200


@dataclass(slots=True)
class FrontMatter:
    """`lines`: how many of the file it takes. `left_out`: settings of quizzes that it has."""

    lines: int = 0
    title: str = ""
    description: str = ""
    left_out: list[str] = field(default_factory=list)
    is_quizdown: bool = False


def front_matter(lines: list[str]) -> FrontMatter:
    """Nothing where a file doesn't begin with it."""
    found = FrontMatter()
    if not lines or lines[0].strip() != "---":
        return found
    ends = (place for place, line in enumerate(lines[1:MAX_LINES], 1) if line.strip() == "---")
    end = next(ends, 0)
    if not end or not all(_is_setting(line) for line in lines[1:end]):
        return found
    found.lines = end + 1
    for line in lines[1:end]:
        if match := _SETTING.match(line):
            _take(found, match[1], match[2].strip().strip("\"'"))
    return found


def _is_setting(line: str) -> bool:
    return not line.strip() or line[0] in " \t#-" or _SETTING.match(line) is not None


def _take(found: FrontMatter, key: str, value: str) -> None:
    if key == "title":
        found.title = " ".join(value.split())
    elif key == "description":
        found.description = value
    elif key in _QUIZDOWN or key.lower() in _QUIZ:
        found.left_out.append(key)
        found.is_quizdown = found.is_quizdown or key in _QUIZDOWN
