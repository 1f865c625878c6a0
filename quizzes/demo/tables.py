"""The demo as data. Change it here; `build` knows nothing of single people or quizzes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from quizzes.models import Quiz


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    TEACHER = "teacher"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    first_name: str
    last_name: str
    role: Role = Role.LEARNER


@dataclass(frozen=True, slots=True)
class Pool:
    """`pick` questions from a category at the bank's root or with a tag."""

    pick: int
    category: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class DemoQuiz:
    """A quiz on the bank of the same slug: all its questions in order, or from `pools`.

    `rules` are fields of Quiz; `closing` has the messages by the percentage they start from.
    """

    slug: str
    title: str
    description: str
    rules: Mapping[str, object]
    closing: Mapping[int, str]
    pools: Sequence[Pool] = ()


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """`skill`: how likely an answer is right, 0..1."""

    learner: str
    quiz: str
    days_ago: int
    skill: float


PEOPLE = (
    Person("admin", "Robin", "Admin", Role.ADMINISTRATOR),
    Person("teacher", "Grace", "Okafor", Role.TEACHER),
    Person("learner", "Sam", "Rivera"),
    Person("amara", "Amara", "Diallo"),
    Person("jonas", "Jonas", "Lind"),
    Person("mei", "Mei", "Tanaka"),
    Person("rosa", "Rosa", "Quispe"),
)
TEACHER = "teacher"

QUIZZES = (
    DemoQuiz(
        "python-first-steps",
        "Python: first steps",
        "Read short programs and find the bug. Three tries a question, with hints.",
        {"tries": 3, "access": Quiz.Access.GUESTS, "pass_mark": 50},
        {
            90: "Excellent! You read code like prose.",
            50: "Well done. Run the programs you got wrong, and change one thing at a time.",
            0: "A start. Type the programs in and watch what they do, then try again.",
        },
    ),
    DemoQuiz(
        "biology-the-cell",
        "Biology: the cell",
        "With drawings. You see at once what was right, and you have two tries a question.",
        {"tries": 2, "access": Quiz.Access.GUESTS, "pass_mark": 60},
        {
            85: "You know your way around the cell.",
            60: "Passed. Look once more at the pictures where you hesitated.",
            0: "Not yet. The explanations below are a good place to start revising.",
        },
    ),
    DemoQuiz(
        "maths-functions-and-chance",
        "Maths: functions and chance",
        "Ten questions in 20 minutes, drawn anew each time. Answers are marked at the end.",
        {
            "feedback": Quiz.Feedback.DEFERRED,
            "hints": False,
            "time_limit": timedelta(minutes=20),
            "attempts_allowed": 3,
            "shuffle_questions": True,
            "pass_mark": 50,
        },
        {
            80: "A strong result. The exam can come.",
            50: "Passed. Read the feedback on each slip: it says where it comes from.",
            0: "This one is hard. Work through the explanations, then use your next attempt.",
        },
        (
            Pool(2, category="Algebra"),
            Pool(2, category="Functions"),
            Pool(3, category="Calculus"),
            Pool(3, category="Probability"),
        ),
    ),
    DemoQuiz(
        "history-turning-points",
        "History: turning points",
        "Causes, dates and sources from five continents. The average of two attempts counts.",
        {
            "feedback": Quiz.Feedback.DEFERRED,
            "hints": False,
            "attempts_allowed": 2,
            "counting": Quiz.Counting.AVERAGE,
            "pass_mark": 60,
        },
        {
            80: "You see how things hang together.",
            60: "Passed. Which of your answers would you now give differently?",
            0: "Don't worry about single dates: look for what led to what.",
        },
    ),
    DemoQuiz(
        "spanish-everyday",
        "Spanish for every day",
        "Five questions of level A1 and five of A2, one try each. ¡Mucha suerte!",
        {"hints": False, "shuffle_questions": True, "access": Quiz.Access.GUESTS},
        {
            80: "¡Estupendo! You would get along well in Madrid and in Mexico City.",
            50: "¡Bien hecho! A little more practice and it will come by itself.",
            0: "¡Ánimo! Every attempt has other questions, so just go again.",
        },
        (Pool(5, tag="A1"), Pool(5, tag="A2")),
    ),
)

PAST_ATTEMPTS = (
    PastAttempt("amara", "python-first-steps", 13, 0.8),
    PastAttempt("jonas", "python-first-steps", 13, 0.45),
    PastAttempt("mei", "python-first-steps", 12, 0.65),
    PastAttempt("jonas", "python-first-steps", 9, 0.7),
    PastAttempt("rosa", "biology-the-cell", 11, 0.85),
    PastAttempt("amara", "biology-the-cell", 8, 0.7),
    PastAttempt("mei", "biology-the-cell", 8, 0.5),
    PastAttempt("mei", "maths-functions-and-chance", 7, 0.9),
    PastAttempt("rosa", "maths-functions-and-chance", 6, 0.4),
    PastAttempt("rosa", "maths-functions-and-chance", 4, 0.65),
    PastAttempt("amara", "history-turning-points", 5, 0.75),
    PastAttempt("jonas", "history-turning-points", 3, 0.6),
    PastAttempt("rosa", "spanish-everyday", 2, 0.95),
    PastAttempt("jonas", "spanish-everyday", 1, 0.5),
)
