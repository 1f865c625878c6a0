"""The data of the quizzes app, by noun."""

from __future__ import annotations

from .attempt import Attempt, Response
from .bank import Bank, Category, Picture, Tag
from .importing import Import, KnownFile
from .people import ExtraTime, Guest
from .question import Choice, Question, Revision
from .quiz import ClosingMessage, Quiz, Slot

__all__ = [
    "Attempt",
    "Bank",
    "Category",
    "Choice",
    "ClosingMessage",
    "ExtraTime",
    "Guest",
    "Import",
    "KnownFile",
    "Picture",
    "Question",
    "Quiz",
    "Response",
    "Revision",
    "Slot",
    "Tag",
]
