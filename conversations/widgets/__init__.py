"""The widgets of the chat: typed functions in, widget JSON out."""

from __future__ import annotations

from .overview import quizzes_card, result_card, summary_card
from .question import QuestionView, question_card

__all__ = ["QuestionView", "question_card", "quizzes_card", "result_card", "summary_card"]
