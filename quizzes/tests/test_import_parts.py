"""Written in parts on SQLite: nobody sees any of it before its end, or waits for it."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.db import OperationalError
from django.test import override_settings
from django.utils import timezone

from quizzes.formats import by_name
from quizzes.formats.source import Source
from quizzes.importing import import_source
from quizzes.importing import records as imports
from quizzes.importing.parts import TakenOver
from quizzes.importing.progress import STALLED
from quizzes.models import Category, Import, KnownFile, Picture, Question, Slot, Tag
from quizzes.selection import pool

from .cast import QuizTestCase
from .test_import_pictures import picture


def gift(names: range) -> str:
    each = "$CATEGORY: Numbers\n\n// [tag:new]\n::N{0}:: Is it {0}? {{T}}\n\n"
    return "".join(each.format(number) for number in names)


class PartsTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        for name in ("parts.PART", "_CHUNK"):
            patched = patch(f"quizzes.importing.{name}", 2)
            patched.start()
            self.addCleanup(patched.stop)
        # As on SQLite, whatever the database is.
        one_writer = patch("quizzes.importing.parts.has_one_writer", return_value=True)
        one_writer.start()
        self.addCleanup(one_writer.stop)
        self.record = self.begun()

    def begun(self) -> Import:
        return Import.objects.create(
            bank=self.bank, state="running", run="me", started_at=timezone.now()
        )

    def take(self, text: str, format: str = "gift", **values: Any) -> Any:
        source = Source.of_bytes(text.encode(), "a")
        values.setdefault("record", self.record)
        return import_source(self.bank, source, by_name(format), **values)

    def names(self) -> set[str]:
        return set(self.bank.questions.values_list("name", flat=True))


class HiddenTests(PartsTestCase):
    def test_nobody_sees_a_question_before_all_are_there(self) -> None:
        slot = Slot(quiz=self.quiz, bank=self.bank, pick=1)
        seen = []

        def look(done: int) -> None:
            hidden = Question.everything.count() - Question.objects.count()
            seen.append((hidden, self.bank.questions.count(), len(pool(slot))))

        self.take(gift(range(5)), progress=look)
        self.assertIn((4, 3, 3), seen)
        self.assertEqual({visible for _, visible, _ in seen}, {3})
        self.assertEqual(len(self.names()), 3 + 5)

    def test_what_the_bank_had_is_changed_with_the_last_of_them(self) -> None:
        changed = "::Capital of Peru:: Capital of Peru? {=Lima ~Cusco}\n\n"

        def look(done: int) -> None:
            texts = Question.objects.get(name="Capital of Peru").choices.values_list("text")
            self.assertIn(("Paris",), texts)

        result = self.take(changed + gift(range(4)), progress=look)
        self.assertEqual((result.created, result.updated), (4, 1))
        texts = Question.objects.get(name="Capital of Peru").choices.values_list("text")
        self.assertIn(("Cusco",), texts)

    def test_a_large_file_is_known_again(self) -> None:
        with patch("quizzes.importing.WORTH_IT", 2):
            self.take(gift(range(5)))
            self.assertTrue(KnownFile.objects.exists())
            with patch("quizzes.importing.read", side_effect=AssertionError):
                self.assertEqual(self.take(gift(range(5))).unchanged, 5)


class FailingTests(PartsTestCase):
    def fail_with(self, error: BaseException, text: str = "", format: str = "gift") -> None:
        def stop(done: int) -> None:
            if done >= 4:
                raise error

        with self.assertRaises(type(error)):
            self.take(text or gift(range(6)), format, progress=stop)

    def assert_nothing_is_left(self) -> None:
        self.assertEqual(Question.everything.count(), 3)
        for model in (Category, Tag, Picture):
            self.assertFalse(model.objects.exists(), model)

    def test_an_error_takes_back_what_was_written(self) -> None:
        for error in (OperationalError("disk full"), KeyboardInterrupt()):
            with self.subTest(error):
                self.fail_with(error)
                self.assert_nothing_is_left()

    def test_so_does_one_in_the_last_transaction(self) -> None:
        def fail(result: Any) -> None:
            raise OperationalError

        with self.assertRaises(OperationalError):
            self.take(gift(range(5)), finish=fail)
        self.assert_nothing_is_left()

    def test_pictures_go_with_their_files(self) -> None:
        folder = self.enterContext(TemporaryDirectory())
        self.enterContext(override_settings(MEDIA_ROOT=folder))
        choices = [{"text": "a", "weight": 1}, {"text": "b"}]
        files = {"p.png": b64encode(picture()).decode()}
        questions = [
            {"name": f"P{n}", "text": f"![p](file:p.png) {n}", "choices": choices, "files": files}
            for n in range(6)
        ]
        self.fail_with(OperationalError(), json.dumps(questions), "json")
        self.assert_nothing_is_left()
        self.assertFalse(list(Path(folder).rglob("*.png")))

    def test_a_process_that_dies_leaves_nothing_that_anybody_sees_or_that_stays(self) -> None:
        with patch("quizzes.importing.parts.withdraw"):
            self.fail_with(OperationalError())
        self.assertEqual(self.bank.questions.count(), 3)
        self.assertGreater(Question.everything.count(), 3)
        imports.prune()
        self.assertGreater(Question.everything.count(), 3, "It may be at work still.")
        long_ago = timezone.now() - STALLED - timedelta(seconds=1)
        Import.objects.update(started_at=long_ago, created_at=long_ago)
        imports.prune()
        self.assert_nothing_is_left()
        self.record.refresh_from_db()
        self.assertEqual(self.record.state, "failed")

    def test_the_leftovers_of_one_import_do_not_come_with_another(self) -> None:
        with patch("quizzes.importing.parts.withdraw"):
            self.fail_with(OperationalError(), gift(range(10, 16)))
        self.take(gift(range(3)), record=self.begun())
        self.assertFalse({f"N{number}" for number in range(10, 16)} & self.names())

    def test_whoever_was_taken_over_writes_nothing_more(self) -> None:
        def overtake(done: int) -> None:
            if done:
                Import.objects.filter(pk=self.record.pk).update(run="another")

        with self.assertRaises(TakenOver):
            self.take(gift(range(9)), progress=overtake)
        # What is there belongs to the other one now.
        self.assertEqual(Question.everything.filter(hidden_by=self.record).count(), 2)
