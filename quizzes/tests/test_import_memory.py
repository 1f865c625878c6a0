"""A large file that changes nothing is not read again, and only then."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from quizzes.formats import by_name
from quizzes.formats.base import Options
from quizzes.formats.source import Source
from quizzes.importing import ImportResult, import_source
from quizzes.importing import memory as import_memory
from quizzes.models import Bank, Choice, KnownFile, Question, Tag
from quizzes.tests.cast import QuizTestCase

GIFT = "".join(f"// [tag:t]\n::Q{n}:: Text {n} {{=a#b ~c}}\n\n" for n in range(8))
ODD = f"{GIFT}::Odd:: Write. {{}}\n\n::T:: {{true}}\n\n::U:: Is it? {{true}}"


class KnownFileTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.target = Bank.objects.create(slug="many", title="Many", owner=self.teacher)
        worth_it = patch("quizzes.importing.WORTH_IT", 5)
        worth_it.start()
        self.addCleanup(worth_it.stop)

    def take(self, text: str = GIFT, encoding: str | None = None) -> tuple[ImportResult, bool]:
        """What became of it, and whether the questions were read."""
        known = by_name("gift")
        with patch.object(type(known), "read", autospec=True, side_effect=type(known).read) as read:
            result = import_source(
                self.target,
                Source.of_bytes(text.encode(), "a.gift"),
                known,
                options=Options(encoding=encoding),
            )
        return result, read.called

    def test_the_same_file_again_is_not_read_and_says_the_same(self) -> None:
        first, _ = self.take(ODD)
        again, was_read = self.take(ODD)
        self.assertFalse(was_read)
        self.assertEqual((again.created, again.unchanged), (0, first.created))
        self.assertEqual((again.skipped, again.warnings), (first.skipped, first.warnings))
        self.assertTrue(first.skipped and first.warnings)

    def test_whatever_changed_in_the_bank_it_is_read_again(self) -> None:
        questions = Question.objects.filter(bank=self.target)
        changes: list[Callable[[], object]] = [
            lambda: questions.filter(name="Q1").update(text="Another"),
            lambda: questions.filter(name="Q1").update(hints=["h"]),
            lambda: questions.filter(name="Q2")[0].delete(),
            lambda: Choice.objects.filter(question__name="Q3", text="a").update(weight=0.5),
            lambda: Choice.objects.filter(question__name="Q3", text="c").delete(),
            lambda: questions.get(name="Q4").tags.clear(),
            lambda: Tag.objects.filter(bank=self.target).update(name="u"),
            lambda: self.target.pictures.create(file="x.png", description="x"),
        ]
        for number, change in enumerate(changes):
            with self.subTest(number):
                self.take()
                self.assertFalse(self.take()[1])
                change()
                self.assertTrue(self.take()[1])

    def test_another_file_or_another_reading_of_it_is_read(self) -> None:
        self.take()
        self.assertTrue(self.take(GIFT + " ")[1])
        self.assertTrue(self.take(encoding="latin-1")[1])

    def test_a_reader_that_has_changed_reads_again(self) -> None:
        self.take()
        with patch("quizzes.importing.memory._readers", return_value=b"new"):
            self.assertTrue(self.take()[1])

    def test_other_banks_do_not_know_it(self) -> None:
        self.take()
        self.target = Bank.objects.create(slug="more", title="More", owner=self.teacher)
        result, was_read = self.take()
        self.assertEqual((result.created, was_read), (8, True))

    def test_what_is_out_of_date_is_forgotten(self) -> None:
        self.take()
        self.take(GIFT.replace("Text", "Words"))
        self.assertEqual(KnownFile.objects.count(), 1)

    def test_the_questions_are_read_where_somebody_asks_for_them(self) -> None:
        self.take()
        source, known = Source.of_bytes(GIFT.encode(), "a.gift"), by_name("gift")
        result = import_source(self.target, source, known, keep_questions=True)
        self.assertEqual((len(result.questions), result.unchanged), (8, 8))

    def test_what_is_remembered_comes_back_as_it_was(self) -> None:
        result, _ = self.take(ODD)
        before = import_memory.Remembered(
            result.created, result.skipped, result.warnings, result.bank
        )
        after = import_memory.Remembered.of(before.count, before.to_json())
        self.assertEqual(after.to_json(), before.to_json())
