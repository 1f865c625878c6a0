"""`manage.py demo`: what somebody finds who has just installed Chatsite."""

from __future__ import annotations

import logging
import random
import stat
import tempfile
from io import StringIO
from pathlib import Path

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from quizzes import attempts
from quizzes.demo import build
from quizzes.models import Attempt, Bank, Question, Quiz


def demo(**options: object) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


class DemoTests(TestCase):
    output: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.output = demo()

    def rows(self) -> dict[str, str]:
        """The printed passwords by username."""
        lines = self.output.strip().splitlines()[1:]
        return {line.split()[0]: line.split()[1] for line in lines}

    def test_every_printed_account_can_sign_in(self) -> None:
        rows = self.rows()
        self.assertEqual(set(rows), set(User.objects.values_list("username", flat=True)))
        for username, password in rows.items():
            self.assertIsNotNone(authenticate(username=username, password=password), username)

    def test_the_teacher_owns_what_there_is_and_may_change_it(self) -> None:
        teacher = User.objects.get(username="teacher")
        self.assertFalse(Bank.objects.exclude(owner=teacher).exists())
        self.assertTrue(teacher.is_staff and not teacher.is_superuser)
        self.assertTrue(teacher.has_perms(["quizzes.change_question", "quizzes.view_attempt"]))
        for name in ("attempt", "import", "knownfile"):
            self.assertFalse(teacher.has_perm(f"quizzes.change_{name}"))

    def test_learners_stay_out_of_the_admin(self) -> None:
        staff = User.objects.filter(is_staff=True).values_list("username", flat=True)
        self.assertEqual(set(staff), {"admin", "teacher"})

    def test_the_banks_hold_every_question(self) -> None:
        self.assertEqual(Bank.objects.count(), 5)
        self.assertGreaterEqual(Question.objects.count(), 60)

    def test_every_quiz_can_be_taken_by_the_learner(self) -> None:
        learner = User.objects.get(username="learner")
        quizzes = Quiz.objects.for_learner(learner)
        self.assertEqual(len(quizzes), 5)
        for quiz in quizzes:
            attempt = attempts.start(quiz, learner, rng=random.Random(1))
            self.assertGreaterEqual(attempt.responses.count(), 10)

    def test_guests_may_take_some_of_the_quizzes(self) -> None:
        self.assertGreaterEqual(Quiz.objects.for_guests().count(), 2)

    def test_past_attempts_are_finished_and_lie_in_the_last_two_weeks(self) -> None:
        past = Attempt.objects.all()
        self.assertGreaterEqual(past.count(), 10)
        now = timezone.now()
        for attempt in past:
            self.assertTrue(attempt.is_finished)
            assert attempt.finished_at
            self.assertTrue(attempt.started_at < attempt.finished_at < now)
            self.assertLess((now - attempt.started_at).days, 15)

    def test_some_past_answers_are_right_and_some_are_wrong(self) -> None:
        percents = [attempt.percent or 0 for attempt in Attempt.objects.all()]
        self.assertLess(min(percents), 60)
        self.assertGreater(max(percents), 80)

    def test_running_it_again_changes_nothing(self) -> None:
        before = (User.objects.count(), Question.objects.count(), Attempt.objects.count())
        self.assertIn("no demo data was created", demo())
        after = (User.objects.count(), Question.objects.count(), Attempt.objects.count())
        self.assertEqual(before, after)


class PasswordTests(TestCase):
    def test_the_passwords_are_not_in_the_log(self) -> None:
        with self.assertLogs(level=logging.DEBUG) as logs:
            logging.getLogger("quizzes").debug("begin")
            accounts = build.build()
        text = "\n".join(logs.output) + repr(accounts)
        for account in accounts:
            self.assertNotIn(account.password, text)

    def test_two_installations_get_different_passwords(self) -> None:
        self.assertEqual(len({build.new_password() for _ in range(100)}), 100)

    def test_the_accounts_file_can_be_read_by_its_owner_only(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "accounts.txt"
            path.write_text("left behind")
            path.chmod(0o644)
            printed = demo(accounts_file=str(path))
            self.assertIn("Grace Okafor (teacher)", path.read_text(encoding="utf-8"))
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertEqual(printed, f"Demo data created. The accounts are in {path}\n")

    def test_nothing_is_created_if_the_accounts_file_cannot_be_written(self) -> None:
        with self.assertRaisesRegex(CommandError, "can't be written"):
            demo(accounts_file="/nowhere/accounts.txt")
        self.assertFalse(User.objects.exists())
