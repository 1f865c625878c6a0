"""What members of JSON objects are called, in whatever spelling: answerKey, answer_key, …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quizzes.formats.shared.decoding import without_controls

STEMS = (
    "questionstem", "questiontext", "question", "stem", "prompt", "text", "q", "title", "body",
    "content", "statement", "frage", "pregunta", "pergunta", "domanda",
)  # fmt: skip
LISTS = (
    "choices", "options", "opts", "answeroptions", "answerchoices", "possibleanswers",
    "alternatives", "answers", "opciones", "respuestas", "antworten", "mcoptions",
)  # fmt: skip
ANSWERS = (
    "answerkey", "correctanswerkey", "answeridx", "answerindex", "correctanswerindex",
    "correctoptionindex", "correctoptionid", "correctindex", "correctidx", "correctanswerid",
    "correctanswers", "correctanswer", "correctoptions", "correctoption", "correctchoice",
    "correctchoices", "rightanswer", "rightanswers", "correct", "cop", "answer", "solution", "key",
    "correcta", "respuestacorrecta", "label", "target", "gold", "ans", "a",
)  # fmt: skip
# Of these Python's and JavaScript's programs count from 0, quoted or not.
INDEXES = frozenset(name for name in ANSWERS if name.endswith(("index", "idx")))
BEFORE = ("article", "passage", "context")
AFTER = (
    "support", "explanation", "rationale", "fact1", "exp", "reason", "feedback", "reasoning",
    "generalfeedback", "solutiontext", "justification", "explicacion",
)  # fmt: skip
HINTS = ("hints", "hint", "tip")
CATEGORIES = ("subject", "category", "subjectname", "topic", "topicname")
TAGS = ("tags", "difficulty", "level")
MARKS = ("points", "maxmark", "marks", "score")
NAMES = ("name",)
WRONG = ("incorrectanswers", "wronganswers", "distractors", "incorrect", "wrong")
# Of a choice.
CHOICE_TEXTS = (
    "text", "value", "optiontext", "answertext", "choicetext", "answer", "option", "choice",
    "content", "statement", "body", "title", "label",
)  # fmt: skip
CHOICE_LABELS = ("label", "key", "letter", "id", "optionid", "optionkey", "identifier")
CHOICE_RIGHT = (
    "iscorrect", "correct", "isright", "right", "isanswer", "iscorrectanswer", "istrue",
    "correctness",
)  # fmt: skip
CHOICE_FEEDBACK = ("feedback", "explanation", "rationale", "comment", "reason", "feedbacktemplate")
# Choices that are members of the question itself: optionA, option_1, A, opa, answer2.
CHOICE_MEMBER = re.compile(
    r"(?:(?:option|choice|answer|opt|ans|op)?([a-h])|(?:option|choice|answer|opt|ans)([1-9]))$"
)
DISTRACTOR = re.compile(r"(?:distractor|incorrectanswer|wronganswer|incorrect|wrong)(\d{1,2})$")
IGNORED = frozenset(
    {"id", "questionid", "qid", "uid", "uuid", "no", "number", "num", "type", "questiontype",
     "index", "multiplecorrectanswers", "createdat", "updatedat"}
)  # fmt: skip
_KNOWN = frozenset(
    {*STEMS, *LISTS, *ANSWERS, *BEFORE, *AFTER, *HINTS, *CATEGORIES, *TAGS, *MARKS, *NAMES, *WRONG,
     *IGNORED}
)  # fmt: skip

# What only a question has: other objects too have a text or a title.
QUESTIONS = ("question", "questiontext", "questionstem", "stem", "prompt", "q", "statement")
# How members are called whose values are choices: "A", "option_b", "answer_c", "1".
CHOICE_NAME = re.compile(r"(?:option|choice|answer|opt|ans)?[a-z0-9]$|\d\d$")

Item = Mapping[str, Any]


def plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.casefold()) if key.isascii() else key.casefold()


def normalised(item: Mapping[str, Any]) -> dict[str, Any]:
    """The members by their plain names; of two that are alike the first."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        found.setdefault(plain(key), value)
    return found


def unknown(item: Mapping[str, Any]) -> list[str]:
    """The members of a question that are left out, as the file calls them."""
    return sorted(
        key
        for key in item
        if (name := plain(key)) not in _KNOWN
        and not CHOICE_MEMBER.match(name)
        and not DISTRACTOR.match(name)
    )


def texts(item: Item, names: Iterable[str]) -> Iterator[str]:
    """What these members say, where they say something."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            yield clean(value)


def clean(text: str) -> str:
    return without_controls(text).strip()
