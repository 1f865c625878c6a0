"""Large files in the background: one at a time, all or nothing, begun again after a death."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from chatsite import backends
from quizzes import tasks
from quizzes.importing import import_source
from quizzes.importing import progress as import_progress
from quizzes.importing import records as imports
from quizzes.importing import running as import_running
from quizzes.importing import undo as import_undo
from quizzes.importing.progress import STALLED, Progress
from quizzes.models import Import, Question

from .import_cast import ImportTestCase, many

LARGE = imports.RUN_AT_ONCE + 1
with_worker = override_settings(TASKS={"default": backends.tasks(worker=True)})


class TaskTestCase(ImportTestCase):
    def confirmed(self, count: int = LARGE) -> Import:
        record = self.confirm(self.upload(many(count)))
        record.refresh_from_db()
        return record

    def work(self) -> None:
        """What `manage.py db_worker` does until nothing waits."""
        while waiting := DBTaskResult.objects.ready().first():
            args = waiting.args_kwargs["args"]
            DBTaskResult.objects.filter(pk=waiting.pk).delete()
            waiting.task.func(*args)

    def stall(self, record: Import) -> None:
        long_ago = timezone.now() - STALLED - timedelta(seconds=1)
        Import.objects.filter(pk=record.pk).update(started_at=long_ago, created_at=long_ago)
        Import.objects.filter(pk=record.pk, state="undoing").update(undone_at=long_ago)

    def state(self, record: Import) -> str:
        record.refresh_from_db()
        return str(record.state)


class ImmediateTests(TaskTestCase):
    def test_without_a_worker_a_large_file_is_imported_too(self) -> None:
        record = self.confirmed()
        self.assertEqual((record.state, record.created), ("done", LARGE))


@with_worker
class WorkerTests(TaskTestCase):
    def test_a_small_file_does_not_wait_for_the_worker(self) -> None:
        self.assertEqual(self.confirmed(3).state, "done")

    def test_a_large_one_does_and_its_page_follows(self) -> None:
        record = self.confirmed()
        self.assertEqual(record.state, "waiting")
        page = self.see(record)
        self.assertContains(page, "Waiting for its turn.")
        self.assertContains(page, '<noscript><meta http-equiv="refresh"')
        self.work()
        self.assertEqual(self.state(record), "done")
        self.assertContains(self.see(record), "✓ Imported.")
        self.assertTrue(self.get("import_progress", record.public_id).json()["is_over"])

    def test_a_large_file_is_looked_into_by_the_worker(self) -> None:
        with patch.object(import_running, "LOOK_AT_ONCE", 10):
            record = self.upload()
        self.assertEqual(record.state, "looking")
        self.assertContains(self.see(record), "Looking into the file")
        self.work()
        self.assertEqual(self.state(record), "looked")

    def test_a_second_import_into_the_bank_waits_for_the_first(self) -> None:
        first = self.confirmed()
        Import.objects.filter(pk=first.pk).update(
            state="running", run="somebody", started_at=timezone.now()
        )
        second = self.confirm(self.upload(name="second.gift"))
        self.assertEqual(second.state, "waiting")
        self.assertContains(self.see(second), "Waiting until “sky.gift” is imported")
        Import.objects.filter(pk=first.pk).update(state="waiting", run="")
        self.work()
        self.assertEqual((self.state(first), self.state(second)), ("done", "done"))

    def test_it_tells_how_far_it_is(self) -> None:
        record = self.confirmed()
        Import.objects.update(state="running", started_at=timezone.now())
        with patch.object(import_progress, "SECONDS", -1.0):
            progress = Progress(record)
            progress(10)
            progress(250)
        news = self.get("import_progress", record.public_id).json()
        self.assertEqual(
            news,
            {"sentence": "Importing: 250 of 501 questions.", "done": 250, "is_over": False},
        )
        progress.end()
        self.assertIsNone(import_progress.done(record))

    def test_a_task_that_comes_twice_imports_once(self) -> None:
        record = self.confirmed()
        for _ in range(2):
            tasks.run_import.func(record.pk)
        self.assertEqual(self.bank.questions.count(), 3 + LARGE)

    def test_a_task_whose_import_is_gone_does_nothing(self) -> None:
        record = self.confirmed()
        record.delete()
        self.work()
        self.assertEqual(self.bank.questions.count(), 3)


@with_worker
class UndoTests(TaskTestCase):
    def undoing(self, count: int = LARGE) -> Import:
        with override_settings(TASKS={"default": backends.tasks(worker=False)}):
            record = self.confirmed(count)
        self.post("import_undo", record.public_id, data={})
        record.refresh_from_db()
        return record

    def test_a_small_one_is_undone_at_once(self) -> None:
        self.assertEqual(self.undoing(3).state, "undone")

    def test_a_large_one_is_undone_by_the_worker_and_its_page_follows(self) -> None:
        record = self.undoing()
        self.assertEqual(record.state, "undoing")
        self.assertContains(self.see(record), "Taking it back …")
        self.work()
        self.assertEqual(self.state(record), "undone")
        self.assertEqual(self.bank.questions.count(), 3)
        self.assertContains(self.see(record), "501 questions deleted")

    def test_one_that_nobody_works_on_any_more_can_be_started_again(self) -> None:
        record = self.undoing()
        DBTaskResult.objects.all().delete()
        self.stall(record)
        self.assertContains(self.see(record), "Nothing was undone so far.")
        self.post("import_again", record.public_id, data={})
        self.work()
        self.assertEqual(self.state(record), "undone")

    def test_one_that_fails_says_why_and_leaves_everything(self) -> None:
        record = self.undoing()
        with patch.object(import_undo, "undo", side_effect=OperationalError):
            self.work()
        self.assertEqual(self.state(record), "done")
        self.assertIsNone(record.undone_by)
        self.assertContains(self.see(record), "Nothing was undone: try again.")
        self.assertEqual(self.bank.questions.count(), 3 + LARGE)

    def test_what_a_dead_worker_has_only_hidden_is_deleted_later(self) -> None:
        record = self.undoing()
        with (
            patch.object(import_undo, "withdraw", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
        ):
            self.work()
        self.assertEqual(self.state(record), "undone")
        self.assertEqual(self.bank.questions.count(), 3)
        imports.prune()
        self.assertEqual(Question.everything.count(), 3)


@with_worker
class DeadWorkerTests(TaskTestCase):
    def dead(self) -> Import:
        """An import that somebody began, and who then died."""
        record = self.confirmed()
        DBTaskResult.objects.all().delete()
        Import.objects.filter(pk=record.pk).update(
            state="running", run="dead", started_at=timezone.now()
        )
        return record

    def again(self, record: Import) -> Any:
        return self.post("import_again", record.public_id, data={})

    def test_nobody_is_taken_for_dead_too_early(self) -> None:
        record = self.dead()
        self.assertNotContains(self.see(record), "Start again")
        self.again(record)
        self.assertEqual(self.state(record), "running")

    def test_a_sign_of_life_counts(self) -> None:
        record = self.dead()
        self.stall(record)
        with patch.object(import_progress, "SECONDS", -1.0):
            Progress(record)(5)
        self.assertNotContains(self.see(record), "Start again")

    def test_it_is_shown_as_stopped_and_can_be_started_again(self) -> None:
        record = self.dead()
        self.stall(record)
        self.assertContains(self.see(record), "it has probably stopped")
        self.again(record)
        self.assertEqual(self.state(record), "waiting")
        self.work()
        self.assertEqual(self.state(record), "done")

    def test_of_two_that_work_on_it_one_finishes(self) -> None:
        """The first was only slow: what it did is taken back."""
        record = self.confirmed()
        real = import_source

        def slow(*args: Any, **values: Any) -> Any:
            Import.objects.filter(pk=record.pk).update(run="another")
            return real(*args, **values)

        with patch.object(import_running, "import_source", slow):
            tasks.run_import.func(record.pk)
        self.assertEqual(self.bank.questions.count(), 3)
        self.assertNotEqual(self.state(record), "done")

    def test_the_dead_keep_nobody_waiting(self) -> None:
        dead = self.dead()
        self.stall(dead)
        second = self.confirm(self.upload(name="second.gift"))
        self.assertEqual(second.state, "done")

    def test_one_that_nobody_picks_up_can_be_started_again(self) -> None:
        record = self.confirmed()
        self.assertNotContains(self.see(record), "Start again")
        DBTaskResult.objects.all().delete()
        self.stall(record)
        self.assertContains(self.see(record), "background worker")
        self.again(record)
        self.work()
        self.assertEqual(self.state(record), "done")


class FailureTests(TaskTestCase):
    def failed(self, error: Exception) -> Import:
        record = self.upload()
        with patch.object(import_running, "import_source", side_effect=error):
            self.choose(record, confirm="yes")
        self.assertEqual(record.state, "failed")
        return record

    def test_it_says_what_happened_and_can_be_tried_again(self) -> None:
        record = self.failed(OperationalError("locked"))
        page = self.see(record)
        self.assertContains(page, "The import failed. The database did not take it.")
        self.assertContains(page, "Nothing was imported: the bank is as it was.")
        self.post("import_again", record.public_id, data={})
        self.assertEqual(self.state(record), "done")
        self.assertNotIn("problem", record.report)
        self.assertTrue(Question.objects.filter(name="Sky").exists())

    def test_a_file_that_is_gone_is_said_to_be(self) -> None:
        record = self.failed(FileNotFoundError())
        self.assertContains(self.see(record), "The file is no longer there. Upload it again.")

    def test_what_nobody_foresaw_fails_too_and_is_not_hidden(self) -> None:
        record = self.upload()
        Import.objects.update(state="waiting")
        with (
            patch.object(import_running, "import_source", side_effect=ZeroDivisionError),
            self.assertRaises(ZeroDivisionError),
        ):
            import_running.run(record)
        self.assertContains(self.see(record), "Something went wrong that nobody foresaw.")

    def test_what_fails_midway_leaves_nothing(self) -> None:
        record = self.upload()
        with patch.object(import_running, "_finish", side_effect=OperationalError):
            self.choose(record, confirm="yes")
        self.assertEqual(record.state, "failed")
        self.assertFalse(Question.objects.filter(name="Sky").exists())

    def test_the_next_one_begins_although_this_one_failed(self) -> None:
        second = self.upload(name="second.gift")
        Import.objects.filter(pk=second.pk).update(state="waiting")
        real = import_source

        def first_fails(bank: Any, source: Any, *args: Any, **values: Any) -> Any:
            if source.name == "sky.gift":
                raise OperationalError
            return real(bank, source, *args, **values)

        first = self.upload()
        with patch.object(import_running, "import_source", first_fails):
            self.choose(first, confirm="yes")
        self.assertEqual((self.state(first), self.state(second)), ("failed", "done"))

    def test_what_nobody_confirms_is_forgotten_after_some_days(self) -> None:
        record = self.upload()
        failed = self.failed(OperationalError())
        paths = [each.name or "" for each in (record.file, record.found, failed.file)]
        long_ago = timezone.now() - timedelta(days=8)
        Import.objects.update(created_at=long_ago)
        Import.objects.filter(pk=failed.pk).update(finished_at=long_ago)
        imports.prune()
        self.assertFalse(any(map(default_storage.exists, paths)))
        self.assertEqual(list(Import.objects.all()), [failed])
        self.assertFalse(imports.may_begin_again(Import.objects.get()))
