"""What other programs rely on: exit codes, JSON, sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.core.management import CommandError, call_command

from quizzes.models import Bank
from quizzes.tests.cast import QuizTestCase

GIFT = "::A:: Which? {=a#yes ~b}\n\nWrite. {}\n\n::T:: {True}\n"


class CommandTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, text: str, name: str = "a.gift") -> str:
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def run_import(self, *arguments: str) -> str:
        output = StringIO()
        call_command("import_questions", *arguments, stdout=output, stderr=StringIO())
        return output.getvalue()


class ImportCommandTests(CommandTestCase):
    def test_it_says_what_it_did_and_lists_what_it_skipped(self) -> None:
        output = self.run_import(self.file(GIFT), "--bank=geo")
        self.assertIn("1 created, 0 updated, 0 unchanged, 2 skipped", output)
        self.assertIn("line 3: skipped: “Write.”: An essay question is not supported.", output)
        self.assertEqual(self.bank.questions.count(), 4)

    def test_json_has_the_shape_that_others_rely_on(self) -> None:
        path = self.file(GIFT)
        (file,) = json.loads(self.run_import(path, "--bank=geo", "--json"))["files"]
        (question,) = file.pop("questions")
        skipped, warnings = file.pop("skipped"), file.pop("warnings")
        self.assertEqual(
            file, {"file": path, "format": "gift", "created": 1, "updated": 0, "unchanged": 0}
        )
        self.assertEqual(set(skipped[0]), {"line", "reason", "name"})
        self.assertEqual(set(warnings[0]), {"line", "message"})
        self.assertEqual(
            question,
            {
                "name": "A",
                "category": [],
                "kind": "single",
                "text": "Which?",
                "choices": [
                    {"text": "a", "weight": 1.0, "feedback": "yes", "pinned": False},
                    {"text": "b", "weight": 0.0, "feedback": "", "pinned": False},
                ],
                "explanation": "",
                "hints": [],
                "tags": [],
                "max_mark": 1.0,
            },
        )

    def test_a_dry_run_writes_nothing(self) -> None:
        output = self.run_import(self.file(GIFT), "--bank=geo", "--dry-run")
        self.assertIn("1 would be created", output)
        self.assertEqual(self.bank.questions.count(), 3)

    def test_one_bad_file_does_not_lose_the_others(self) -> None:
        files = [self.file("nothing", "b.gift"), str(self.folder / "none"), self.file(GIFT)]
        output = self.run_import(*files, "--bank=geo", "--json")
        self.assertEqual([file["created"] for file in json.loads(output)["files"]], [0, 0, 1])

    def test_nothing_usable_is_an_error_with_a_sentence(self) -> None:
        for name in ("none", self.file("nothing"), str(self.folder), "a\0b"):
            with self.subTest(name), self.assertRaisesMessage(CommandError, "no question"):
                self.run_import(name, "--bank=geo")

    def test_a_new_bank_takes_what_the_file_says_about_it(self) -> None:
        choices = [{"text": "a", "weight": 1}, {"text": "b"}]
        document = {
            "bank": {"title": "Cells", "language": "de"},
            "questions": [{"text": "Q", "choices": choices}],
        }
        path = self.file(json.dumps(document), "a.json")
        self.run_import(path, "--bank=cells", "--owner=grace")
        bank = Bank.objects.get(slug="cells")
        self.assertEqual((bank.title, bank.language, bank.owner), ("Cells", "de", self.teacher))

    def test_a_created_bank_without_questions_is_not_kept(self) -> None:
        with self.assertRaises(CommandError):
            self.run_import(self.file("nothing"), "--bank=new", "--owner=grace")
        self.assertFalse(Bank.objects.filter(slug="new").exists())

    def test_a_new_bank_may_be_without_an_owner(self) -> None:
        self.run_import(self.file(GIFT), "--bank=new")
        bank = Bank.objects.get(slug="new")
        self.assertIsNone(bank.owner)
        self.assertEqual(bank.questions.count(), 1)

    def test_a_dry_run_makes_no_bank(self) -> None:
        output = self.run_import(self.file(GIFT), "--bank=new", "--dry-run")
        self.assertIn("1 would be created", output)
        self.assertFalse(Bank.objects.filter(slug="new").exists())

    def test_a_new_bank_needs_a_slug_and_an_owner_that_is_there(self) -> None:
        for arguments, message in (
            (["--bank=new", "--owner=nobody"], "no account"),
            (["--bank=not a slug"], "is no slug"),
        ):
            with self.assertRaisesMessage(CommandError, message):
                self.run_import(self.file(GIFT), *arguments)


class ExportCommandTests(CommandTestCase):
    def test_it_writes_bytes_to_stdout_and_losses_to_stderr(self) -> None:
        stdout, stderr = TextIOWrapper(BytesIO()), StringIO()
        with patch.object(sys, "stdout", stdout):
            call_command("export_questions", bank="geo", format="aiken", stderr=stderr)
        written: Any = stdout.buffer
        self.assertIn(b"ANSWER: A", written.getvalue())
        self.assertIn("question 1: Aiken can't hold feedback", stderr.getvalue())

    def test_it_writes_a_file(self) -> None:
        path = self.folder / "a.json"
        call_command("export_questions", bank="geo", format="json", output=path)
        self.assertEqual(len(json.loads(path.read_text())["questions"]), 3)

    def test_it_says_what_is_wrong(self) -> None:
        with self.assertRaisesMessage(CommandError, "There is no bank"):
            call_command("export_questions", bank="x", format="json")
        with self.assertRaisesMessage(CommandError, "can't be written"):
            call_command("export_questions", bank="geo", format="json", output=self.folder)


class ExitCodeTests(CommandTestCase):
    def test_no_traceback_ever_and_1_for_nothing_usable(self) -> None:
        environment = {**os.environ, "DATA_DIR": str(self.folder), "DATABASE_URL": ""}
        arguments = ["import_questions", "/dev/null", "--bank=x", "--json"]
        run = [sys.executable, "manage.py"]
        subprocess.run([*run, "migrate", "-v0"], env=environment, check=True)
        done = subprocess.run([*run, *arguments], env=environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("Traceback", done.stderr)
        (file,) = json.loads(done.stdout)["files"]
        self.assertEqual(file["questions"], [])
