from __future__ import annotations

from quizzes.exporting import export
from quizzes.formats import parse, writable
from quizzes.importing import import_data
from quizzes.models import Bank, Question
from quizzes.tests.cast import QuizTestCase


class ExportTests(QuizTestCase):
    def test_what_is_exported_can_be_imported_elsewhere(self) -> None:
        for name in ("json", "gift", "csv"):
            with self.subTest(name):
                written = export(self.bank.questions.all(), writable(name))
                other = Bank.objects.create(slug=name, title=name, owner=self.teacher)
                import_data(other, "file", written.data, name)
                contents = [
                    [row.content().without_ids() for row in bank.questions.order_by("pk")]
                    for bank in (self.bank, other)
                ]
                self.assertEqual(contents[0], contents[1])
                self.assertEqual(written.warnings, ())

    def test_an_export_imported_again_changes_nothing(self) -> None:
        for name in ("json", "gift", "csv", "opentdb", "aiken"):
            with self.subTest(name):
                written = export(self.bank.questions.all(), writable(name))
                result = import_data(self.bank, "file", written.data, name)
                self.assertEqual((result.created, result.skipped), (0, ()))

    def test_the_file_says_which_bank_it_is_of(self) -> None:
        written = export(self.bank.questions.all(), writable("json"))
        parsed = parse("json", written.data)
        self.assertEqual((parsed.bank.slug, parsed.bank.title), ("geo", "Geography"))

    def test_what_the_format_can_not_hold_is_said(self) -> None:
        written = export(self.bank.questions.all(), writable("aiken"))
        self.assertEqual([warning.line for warning in written.warnings], [1, 2, 3])

    def test_the_number_of_queries_does_not_grow(self) -> None:
        for number in range(30):
            self.make_question(f"Extra {number}", "a", "b")
        with self.assertNumQueries(5):
            export(Question.objects.filter(bank=self.bank), writable("json"))
