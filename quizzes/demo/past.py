"""Attempts as learners might have made them: through quizzes.attempts, then moved into the past."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from quizzes import attempts
from quizzes.content import QuestionContent
from quizzes.models import Attempt, Quiz, Response

from .tables import PastAttempt


def make(past: PastAttempt, rng: random.Random) -> None:
    """One finished attempt. The same `rng` seed gives the same questions and answers."""
    quiz = Quiz.objects.get(slug=past.quiz)
    learner = User.objects.get(username=past.learner)
    attempt = attempts.start(quiz, learner, rng=rng)
    for response in attempt.responses.select_related("revision"):
        _answer(attempt, response, past.skill, rng)
    attempts.finish(learner.pk, attempt.public_id)
    _move(attempt, timezone.now() - timedelta(days=past.days_ago, minutes=rng.randrange(600)), rng)


def _answer(attempt: Attempt, response: Response, skill: float, rng: random.Random) -> None:
    """As many tries as the quiz gives, or until it is right."""
    for _ in range(1 if attempt.quiz.is_deferred else attempt.quiz.tries):
        selected = _selection(response.question, skill, rng)
        response = attempts.answer(
            attempt.learner_id, attempt.public_id, response.public_id, selected
        )
        if response.is_final:
            return


def _selection(question: QuestionContent, skill: float, rng: random.Random) -> list[str]:
    """The ids of the right choices, or of choices that somebody unsure might take."""
    right = [choice.id for choice in question.choices if choice.weight > 0]
    wrong = [choice.id for choice in question.choices if choice.weight <= 0]
    knows = rng.random() < skill
    if question.is_multiple:
        return right if knows else [*right[1:], rng.choice(wrong)]
    best = max(question.choices, key=lambda choice: choice.weight)
    return [best.id] if knows else [rng.choice(wrong)]


def _move(attempt: Attempt, started_at: datetime, rng: random.Random) -> None:
    """Set the times of a finished attempt as if it had begun at `started_at`."""
    moment = started_at
    responses = list(attempt.responses.all())
    for response in responses:
        moment += timedelta(seconds=rng.randint(15, 80))
        response.answered_at = moment
    Response.objects.bulk_update(responses, ["answered_at"])
    limit = attempt.quiz.time_limit
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=started_at,
        deadline=started_at + limit if limit else None,
        finished_at=moment + timedelta(seconds=5),
    )
