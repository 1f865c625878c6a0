"""What is done every few minutes, with and without a worker."""

from __future__ import annotations

import time
from datetime import timedelta
from unittest.mock import patch

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import TransactionTestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from chatsite import backends
from conversations.models import AccessToken, RateWindow
from quizzes import attempts
from quizzes.models import Attempt, Import
from quizzes.tests.cast import QuizTestCase

PAST = timezone.now() - timedelta(minutes=1)
A_MINUTE = timedelta(minutes=1)


class Housekeeping(QuizTestCase):
    def test_it_finishes_attempts_whose_time_is_over_and_leaves_the_rest(self) -> None:
        over = attempts.start(self.quiz, self.learner)
        running = attempts.start(self.quiz, self.stranger)
        Attempt.objects.filter(pk=over.pk).update(deadline=PAST)
        self.assertIn("attempts finished: 1", call_command("housekeeping"))
        over.refresh_from_db()
        running.refresh_from_db()
        self.assertEqual((over.is_finished, over.finished_at), (True, PAST))
        self.assertFalse(running.is_finished)

    def test_it_deletes_what_has_expired_and_leaves_the_rest(self) -> None:
        for name, expiry in (("old", PAST), ("new", timezone.now() + A_MINUTE)):
            Session.objects.create(session_key=name, session_data="", expire_date=expiry)
            AccessToken.issue(self.learner, expiry - timezone.now())
            RateWindow.objects.create(key=name, ends_at=expiry.timestamp(), hits=1)
        call_command("housekeeping")
        self.assertEqual(Session.objects.get().session_key, "new")
        self.assertGreater(AccessToken.objects.get().expires_at, timezone.now())
        self.assertGreater(RateWindow.objects.get().ends_at, time.time())

    def test_it_forgets_files_that_nobody_wanted_to_import(self) -> None:
        for days in (0, 3):
            record = Import.objects.create(bank=self.bank, state=Import.State.LOOKED)
            then = timezone.now() - timedelta(days=days)
            Import.objects.filter(pk=record.pk).update(created_at=then)
        self.assertIn("imports forgotten: 1", call_command("housekeeping"))
        self.assertEqual(Import.objects.count(), 1)

    def test_the_command_fails_where_it_does(self) -> None:
        broken = patch("chatsite.tasks.finish_overdue", side_effect=RuntimeError("no disk"))
        with broken, self.assertRaisesMessage(CommandError, "no disk"):
            call_command("housekeeping")

    def test_a_laptop_needs_no_worker(self) -> None:
        self.assertIn("ImmediateBackend", settings.TASKS["default"]["BACKEND"])


@override_settings(TASKS={"default": backends.tasks(worker=True)})
class WithWorker(TransactionTestCase):
    """Not in a transaction: between tasks the worker looks after its connections."""

    def work(self) -> None:
        call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)

    def test_the_worker_does_it(self) -> None:
        RateWindow.objects.create(key="old", ends_at=PAST.timestamp(), hits=1)
        self.assertEqual(call_command("housekeeping"), "The worker will do it.")
        self.assertEqual(RateWindow.objects.count(), 1)
        self.work()
        self.assertEqual(RateWindow.objects.count(), 0)
        self.assertTrue(DBTaskResult.objects.successful().exists())

    def test_old_results_are_deleted(self) -> None:
        for _ in range(2):
            call_command("housekeeping")
            self.work()
            DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=8))
        self.assertEqual(DBTaskResult.objects.count(), 1)
