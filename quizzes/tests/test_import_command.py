"""What other programs rely on: exit codes, JSON, sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from quizzes.formats.base import Options, Written
from quizzes.importing import ImportResult
from quizzes.importing import records as imports
from quizzes.models import Bank, Import
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


class RecordTests(CommandTestCase):
    """An import by command is seen in the admin's list, and undone from there."""

    def test_it_is_kept_with_its_report(self) -> None:
        self.run_import(self.file(GIFT), "--bank=geo")
        record = Import.objects.get()
        self.assertEqual((record.file_name, record.format), ("a.gift", "gift"))
        self.assertEqual((record.state, record.bank), (Import.State.DONE, self.bank))
        self.assertEqual((record.created, record.skipped, record.total), (1, 2, 1))
        self.assertEqual(record.report["skipped"][0]["source"], "Write. {}")
        self.assertEqual((record.file, record.found, record.editor), ("", "", None))

    def test_it_can_be_undone(self) -> None:
        self.run_import(self.file(GIFT), "--bank=geo")
        self.assertTrue(imports.undo(Import.objects.get(), self.teacher))
        self.assertEqual(Import.objects.get().state, Import.State.UNDONE)
        self.assertEqual(self.bank.questions.count(), 3)

    def test_each_file_has_its_own_and_none_that_gave_nothing(self) -> None:
        other = self.file("::B:: Is it? {T}\n", "b.gift")
        self.run_import(self.file(GIFT), other, self.file("nothing", "c.gift"), "--bank=geo")
        names = Import.objects.values_list("file_name", flat=True).order_by("pk")
        self.assertEqual(list(names), ["a.gift", "b.gift"])

    def test_a_dry_run_leaves_none(self) -> None:
        self.run_import(self.file(GIFT), "--bank=geo", "--dry-run")
        self.assertFalse(Import.objects.exists())

    def test_one_that_fails_leaves_none(self) -> None:
        with (
            patch("quizzes.importing.direct.import_source", side_effect=OperationalError("full")),
            self.assertRaisesMessage(CommandError, "full"),
        ):
            self.run_import(self.file(GIFT), "--bank=geo")
        self.assertFalse(Import.objects.exists())

    def test_it_waits_while_another_import_is_running(self) -> None:
        other = Import.objects.create(
            bank=self.bank,
            file_name="rivers.gift",
            state="running",
            run="x",
            started_at=timezone.now(),
        )

        def end(seconds: float) -> None:
            self.assertEqual(self.bank.questions.count(), 3)
            other.delete()

        said = StringIO()
        with patch("quizzes.importing.direct.time.sleep", end), redirect_stderr(said):
            self.run_import(self.file(GIFT), "--bank=geo")
        self.assertIn("(“rivers.gift”); waiting for it.", said.getvalue())
        self.assertEqual(self.bank.questions.count(), 4)


class FolderTests(CommandTestCase):
    def setUp(self) -> None:
        super().setUp()
        for name in ("b.gift", "sub/a.gift", "a.gift", ".git/c.gift", "sub/.hidden.gift"):
            (self.folder / name).parent.mkdir(exist_ok=True)
            self.file(f"::{name}:: Which? {{=a ~b}}", name)
        (self.folder / "notes.bin").write_bytes(bytes(range(256)))

    def test_all_files_that_are_not_hidden_are_taken_in_order(self) -> None:
        self.run_import(str(self.folder), "--bank=geo")
        names = list(self.bank.questions.order_by("pk").values_list("name", flat=True))[3:]
        self.assertEqual(names, ["a.gift", "b.gift", "sub/a.gift"])

    def test_a_file_of_no_known_format_is_listed_and_no_fault(self) -> None:
        output = self.run_import(str(self.folder), "--bank=geo", "--strict")
        self.assertIn("notes.bin (unknown format): 0 created", output)
        self.assertIn("In all: 3 created, 0 updated, 0 unchanged, 1 skipped", output)

    def test_the_same_file_named_itself_is_a_fault(self) -> None:
        with self.assertRaisesMessage(CommandError, "--strict"):
            self.run_import(
                str(self.folder), str(self.folder / "notes.bin"), "--bank=geo", "--strict"
            )


class StrictTests(CommandTestCase):
    def test_anything_odd_in_any_file_and_nothing_is_imported(self) -> None:
        good = self.file("::G:: Which? {=a ~b}", "good.gift")
        for text in (GIFT, "::T:: {true}", "::Two:: {=a =b ~c}", "nothing"):
            with self.subTest(text):
                bad = self.file(text, "bad.gift")
                with self.assertRaisesMessage(CommandError, "--strict"):
                    self.run_import(good, bad, "--bank=geo", "--strict")
                self.assertEqual(self.bank.questions.count(), 3)

    def test_what_would_have_happened_is_said(self) -> None:
        output = StringIO()
        with self.assertRaises(CommandError):
            call_command(
                "import_questions", self.file(GIFT), "--bank=new", "--strict", stdout=output,
                stderr=StringIO(),
            )  # fmt: skip
        self.assertIn("1 would be created", output.getvalue())
        self.assertFalse(Bank.objects.filter(slug="new").exists())

    def test_files_that_are_fine_are_imported(self) -> None:
        self.run_import(self.file("::G:: Which? {=a ~b}"), "--bank=geo", "--strict")
        self.assertEqual(self.bank.questions.count(), 4)


class OptionTests(CommandTestCase):
    def test_what_is_said_of_the_file_comes_to_its_reader(self) -> None:
        result = ImportResult("a", "gift", created=1)
        with patch("quizzes.management.import_files.import_now", return_value=result) as importing:
            self.run_import(
                self.file(GIFT), "--bank=geo", "--format=auto", "--first-answer=0",
                "--column=right=Die = Lösung", "--column", "question=Frage", "--encoding=latin-1",
            )  # fmt: skip
        self.assertEqual(
            importing.call_args.kwargs["options"],
            Options({"right": "Die = Lösung", "question": "Frage"}, 0, "latin-1"),
        )

    def test_a_column_without_heading_and_an_unknown_encoding_are_said(self) -> None:
        with self.assertRaisesMessage(CommandError, "“right” is not like right=Solution"):
            self.run_import(self.file(GIFT), "--bank=geo", "--column=right")
        output = self.run_import(
            self.file(GIFT), self.file(GIFT, "b.gift"), "--bank=geo", "--encoding=utf-8"
        )
        self.assertIn("In all: 1 created, 0 updated, 1 unchanged", output)


class ReportTests(CommandTestCase):
    def test_of_many_odd_lines_fifty_are_shown_unless_all_are_asked_for(self) -> None:
        file = self.file(GIFT + "\n".join("\nWrite. {}" for _ in range(70)))
        output = self.run_import(file, "--bank=geo")
        self.assertEqual(output.count("  line "), 50)
        self.assertIn("  and 23 more, which -v 2 shows.", output)
        output = self.run_import(file, "--bank=geo", "-v2")
        self.assertEqual(output.count("  line "), 73)
        self.assertNotIn("more, which", output)

    def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(self) -> None:
        for is_terminal in (True, False):
            with (
                self.subTest(is_terminal),
                patch("quizzes.management.import_report._SECONDS", 0),
                patch.object(sys, "stderr", StringIO()) as stderr,
                patch.object(stderr, "isatty", return_value=is_terminal),
            ):
                call_command("import_questions", self.file(GIFT), bank="geo", stdout=StringIO())
                written = stderr.getvalue()
            self.assertEqual("\r" in written, is_terminal)
            self.assertNotIn("\n", written)


class EndingTests(CommandTestCase):
    def test_the_database_and_ctrl_c_end_it_with_a_sentence_and_nothing_imported(self) -> None:
        for error, sentence in (
            (OperationalError("disk I/O error"), "The database says: disk I/O error. Nothing"),
            (KeyboardInterrupt(), "Interrupted. Nothing of the file at hand was imported."),
        ):
            with (
                self.subTest(sentence),
                patch("quizzes.revisions.record_first", side_effect=error),
                self.assertRaisesMessage(CommandError, sentence),
            ):
                self.run_import(self.file(GIFT), "--bank=new")
            self.assertFalse(Bank.objects.filter(slug="new").exists())

    def test_files_before_the_one_that_failed_stay_and_are_reported(self) -> None:
        output = StringIO()
        first, second = self.file(GIFT), self.file("::B:: Is it? {T}", "b.gift")
        record = patch("quizzes.revisions.record_first", side_effect=[None, KeyboardInterrupt])
        with record, self.assertRaises(CommandError):
            call_command("import_questions", first, second, bank="geo", stdout=output)
        self.assertIn("a.gift (gift): 1 created", output.getvalue())
        self.assertEqual(self.bank.questions.count(), 4)

    def test_with_json_an_error_is_json_too(self) -> None:
        output = StringIO()
        with (
            patch("quizzes.revisions.record_first", side_effect=OperationalError("gone")),
            self.assertRaises(CommandError),
        ):
            call_command("import_questions", self.file(GIFT), "--json", bank="geo", stdout=output)
        self.assertIn("gone", json.loads(output.getvalue())["error"])

    def test_a_file_that_breaks_off_while_it_is_read_leaves_nothing(self) -> None:
        question = json.dumps({"text": "Q", "choices": [{"text": "a", "weight": 1}, {"text": "b"}]})
        path = self.file(f"[{question}, {question}", "a.json")
        with self.assertRaises(CommandError):
            self.run_import(path, "--bank=geo")
        self.assertEqual(self.bank.questions.count(), 3)


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

    def test_bytes_are_not_written_to_a_terminal(self) -> None:
        stdout = TextIOWrapper(BytesIO())
        written = Written(b"PK\x03\x04\x00\xff")
        with (
            patch.object(sys, "stdout", stdout),
            patch.object(stdout, "isatty", return_value=True),
        ):
            with (
                patch("quizzes.management.commands.export_questions.export", return_value=written),
                self.assertRaisesMessage(CommandError, "--output"),
            ):
                call_command("export_questions", bank="geo", format="json")
            call_command("export_questions", bank="geo", format="json")
        out: Any = stdout.buffer
        self.assertTrue(out.getvalue().startswith(b"{"))

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
        # Who reads only the beginning, as `head` does, has seen enough.
        for command in (
            ["import_questions", self.file(GIFT), "--bank=x", "--json"],
            ["export_questions", "--bank=x", "--format=json"],
        ):
            with subprocess.Popen(
                [*run, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process:
                assert process.stdout and process.stderr
                process.stdout.close()
                self.assertNotIn(b"BrokenPipe", process.stderr.read())
