"""Closing the attempts of learners who never came back."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Attempt

from .cast import QuizTestCase


class FinishOverdueTests(QuizTestCase):
    def test_it_finishes_what_is_over_and_leaves_the_rest(self) -> None:
        over = attempts.start(self.quiz, self.learner)
        running = attempts.start(self.quiz, self.stranger)
        past = timezone.now() - timedelta(minutes=1)
        Attempt.objects.filter(pk=over.pk).update(deadline=past)
        self.assertEqual(call_command("finish_overdue"), "Attempts finished: 1")
        over.refresh_from_db()
        running.refresh_from_db()
        self.assertTrue(over.is_finished)
        self.assertEqual(over.finished_at, past)
        self.assertFalse(running.is_finished)
