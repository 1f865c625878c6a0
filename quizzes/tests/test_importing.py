"""Files into banks: nothing twice, nothing by halves, nothing lost."""

from __future__ import annotations

from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import revisions
from quizzes.formats import by_name, formats
from quizzes.formats.base import Skipped
from quizzes.formats.gift import Gift
from quizzes.formats.source import Source
from quizzes.importing import Compared, ImportResult, compared, import_data, import_source
from quizzes.importing.writing import CHOICE_COLUMNS, QUESTION_COLUMNS
from quizzes.models import Bank, Category, Choice, Import, Question, Revision, Tag
from quizzes.revisions import FIRST_COLUMNS
from quizzes.tests.cast import QuizTestCase

GIFT = """$CATEGORY: Animals/Mammals

// [tag:sea]
::Whale:: Is a whale a fish? {=no#Right. ~yes#It breathes air. ~%50%nearly}

::Bat:: Bats are birds. {F}
"""


class ImportTestCase(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.target = Bank.objects.create(slug="animals", title="Animals", owner=self.teacher)

    def take(self, text: str, name: str = "a.gift", dry_run: bool = False) -> ImportResult:
        return import_data(self.target, name, text.encode(), None, self.teacher, dry_run)

    def counts(self, result: ImportResult) -> tuple[int, int, int, int]:
        return (result.created, result.updated, result.unchanged, len(result.skipped))

    def get(self, name: str) -> Question:
        return self.target.questions.get(name=name)


class FirstImportTests(ImportTestCase):
    def test_it_creates_questions_with_all_that_belongs_to_them(self) -> None:
        self.assertEqual(self.counts(self.take(GIFT)), (2, 0, 0, 0))
        whale = self.get("Whale").content()
        self.assertEqual(whale.category, ("Animals", "Mammals"))
        self.assertEqual(whale.tags, ("sea",))
        self.assertEqual(
            [(choice.text, choice.weight, choice.feedback) for choice in whale.choices],
            [("no", 1.0, "Right."), ("yes", 0.0, "It breathes air."), ("nearly", 0.5, "")],
        )
        self.assertEqual(self.get("Bat").kind, Question.Kind.TRUE_FALSE)

    def test_it_records_who_brought_a_question(self) -> None:
        self.take(GIFT)
        revision = Revision.objects.get(question=self.get("Whale"))
        self.assertEqual((revision.number, revision.editor), (1, self.teacher))

    def test_what_it_records_is_what_an_attempt_would_record(self) -> None:
        self.take(GIFT)
        revisions.record(self.target.questions.all())
        self.assertEqual(Revision.objects.filter(question__bank=self.target).count(), 2)

    def test_a_category_is_created_below_the_one_that_is_there(self) -> None:
        parent = Category(bank=self.target, name="Animals")
        parent.save()
        self.take(GIFT)
        self.assertEqual(self.target.categories.count(), 2)
        self.assertEqual(self.target.categories.get(name="Mammals").parent, parent)

    def test_a_question_that_can_not_be_asked_is_skipped_with_its_line(self) -> None:
        result = self.take(f"{GIFT}\n::Bad:: The same twice {{=a ~b ~b}}\n")
        self.assertEqual(self.counts(result), (2, 0, 0, 1))
        (skipped,) = result.skipped
        self.assertEqual((skipped.line, skipped.name), (8, "Bad"))
        self.assertIn("more than once", skipped.reason)

    def test_one_with_several_right_choices_is_taken_with_a_warning(self) -> None:
        result = self.take(f"{GIFT}\n::Two:: Which? {{=a =b ~c}}\n")
        self.assertEqual(self.counts(result), (3, 0, 0, 0))
        (warning,) = result.warnings
        self.assertEqual(warning.line, 8)
        self.assertIn("each is right", warning.message)
        content = self.target.questions.get(name="Two").content()
        self.assertEqual([choice.weight for choice in content.choices], [1, 1, 0])

    def test_a_dry_run_writes_nothing(self) -> None:
        self.assertEqual(self.counts(self.take(GIFT, dry_run=True)), (2, 0, 0, 0))
        self.assertFalse(self.target.questions.exists() or self.target.categories.exists())
        self.assertFalse(Tag.objects.filter(bank=self.target).exists())

    def test_a_dry_run_keeps_nobody_from_writing(self) -> None:
        self.take(GIFT)
        with CaptureQueriesContext(connection) as captured:
            self.take(GIFT, dry_run=True)
        for query in captured:
            self.assertNotRegex(query["sql"], r"^\s*(SAVEPOINT|INSERT|UPDATE|DELETE)|FOR UPDATE")

    def test_an_unusable_file_is_a_result_with_a_reason(self) -> None:
        result = import_data(self.target, "a.json", b"\xff\xfe\x00")
        self.assertFalse(result.is_usable)
        self.assertTrue(result.skipped[0].reason.endswith("."))

    def test_an_error_in_the_middle_leaves_nothing_of_the_file(self) -> None:
        many = "\n".join(f"::Q{number}:: Text {number} {{=a ~b}}\n" for number in range(1500))
        with (
            patch(
                "quizzes.revisions.record_first", side_effect=[None, OSError("disk full")]
            ) as failing,
            self.assertRaises(OSError),
        ):
            self.take(many)
        self.assertEqual(failing.call_count, 2)
        self.assertEqual(self.target.questions.count(), 0)


class SecondImportTests(ImportTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.take(GIFT)

    def test_the_same_file_changes_nothing(self) -> None:
        before = list(Question.objects.values().order_by("pk"))
        self.assertEqual(self.counts(self.take(GIFT)), (0, 0, 2, 0))
        self.assertEqual(list(Question.objects.values().order_by("pk")), before)
        self.assertEqual(Revision.objects.filter(question=self.get("Whale")).count(), 1)

    def test_a_changed_question_is_updated_and_its_choices_keep_their_ids(self) -> None:
        ids = {choice.text: choice.public_id for choice in self.get("Whale").choices.all()}
        changed = GIFT.replace("~yes", "~yes, it is").replace("=no#Right.", "=no#Indeed.")
        self.assertEqual(self.counts(self.take(changed)), (0, 1, 1, 0))
        now = {choice.text: choice.public_id for choice in self.get("Whale").choices.all()}
        self.assertEqual(now["no"], ids["no"])
        self.assertEqual(now["yes, it is"], ids["yes"])
        self.assertEqual(now["nearly"], ids["nearly"])
        self.assertEqual(Revision.objects.filter(question=self.get("Whale")).count(), 2)

    def test_choices_in_another_order_keep_their_ids(self) -> None:
        ids = {choice.text: choice.public_id for choice in self.get("Whale").choices.all()}
        self.take(
            GIFT.replace("=no#Right. ~yes#It breathes air.", "~yes#It breathes air. =no#Right.")
        )
        choices = self.get("Whale").choices.all()
        self.assertEqual([choice.text for choice in choices], ["yes", "no", "nearly"])
        self.assertEqual({choice.text: choice.public_id for choice in choices}, ids)

    def test_a_choice_that_is_gone_is_deleted_and_a_new_one_added(self) -> None:
        self.take(GIFT.replace("~%50%nearly", ""))
        self.assertEqual(self.get("Whale").choices.count(), 2)
        self.take(GIFT.replace("~%50%nearly", "~%50%nearly ~perhaps"))
        self.assertEqual(self.get("Whale").choices.count(), 4)
        self.assertFalse(Choice.objects.filter(question=None).exists())

    def test_what_the_format_can_not_say_stays(self) -> None:
        Question.objects.filter(name="Whale").update(hints=["It has lungs."], max_mark=3)
        Choice.objects.filter(text="nearly").update(pinned=True)
        self.assertEqual(self.counts(self.take(GIFT)), (0, 0, 2, 0))
        self.take(GIFT.replace("a fish?", "really a fish?"))
        whale = self.get("Whale").content()
        self.assertEqual((whale.hints, whale.max_mark), (("It has lungs.",), 3))
        self.assertTrue(whale.choices[2].pinned)

    def test_a_format_may_be_silent_about_anything(self) -> None:
        for known in formats():
            with self.subTest(known.name):
                with patch.object(Gift, "silent_about", known.silent_about):
                    result = self.take(GIFT)
                self.assertEqual(self.counts(result), (0, 0, 2, 0))

    def test_tags_follow_the_file(self) -> None:
        self.take(GIFT.replace("[tag:sea]", "[tag:air] [tag:lungs]"))
        self.assertEqual(self.get("Whale").content().tags, ("air", "lungs"))

    def test_the_same_name_elsewhere_is_another_question(self) -> None:
        self.assertEqual(self.take(GIFT.replace("Mammals", "Fish")).created, 2)

    def test_a_question_that_was_filed_since_is_still_found(self) -> None:
        plain = "Which is a bird?\nA. owl\nB. bat\nANSWER: A\n"
        self.take(plain, "a.txt")
        place = self.target.categories.get(name="Mammals")
        self.target.questions.filter(text="Which is a bird?").update(category=place)
        self.assertEqual(self.counts(self.take(plain.replace("owl", "hen"), "a.txt")), (0, 1, 0, 0))
        self.assertEqual(self.get("Which is a bird?").category, place)

    def test_a_question_that_got_a_better_name_is_still_found(self) -> None:
        plain = "Which is a bird?\nA. owl\nB. bat\nANSWER: A\n"
        self.take(plain, "a.txt")
        self.target.questions.filter(text="Which is a bird?").update(name="Birds")
        self.assertEqual(self.take(plain, "a.txt").created, 0)

    def test_questions_of_one_name_are_told_apart_by_their_text(self) -> None:
        twins = "::Add:: 1+1? {=2 ~3}\n\n::Add:: 1+2? {=3 ~2}\n"
        self.assertEqual(self.take(twins).created, 2)
        self.assertEqual(self.counts(self.take(twins)), (0, 0, 2, 0))
        swapped = "::Add:: 1+2? {=3 ~4}\n\n::Add:: 1+1? {=2 ~3}\n"
        self.assertEqual(self.counts(self.take(swapped)), (0, 1, 1, 0))

    def test_other_banks_are_left_alone(self) -> None:
        self.take("::Capital of Peru:: Capital of Peru? {=Lima ~Cusco}")
        self.assertEqual(self.bank.questions.count(), 3)
        self.assertEqual(self.bank.questions.first().choices.count(), 3)  # type: ignore[union-attr]  # it has three


class ManyQuestionsTests(ImportTestCase):
    def test_the_number_of_queries_does_not_grow_with_the_questions(self) -> None:
        def queries(name: str, count: int) -> int:
            text = "".join(
                f"// [tag:t]\n::{name} {number}:: Text {number} {{=a ~b}}\n\n"
                for number in range(count)
            )
            with CaptureQueriesContext(connection) as captured:
                self.take(text)
                self.take(text.replace("=a", "=c"))
            return len(captured)

        few = queries("few", 5)
        self.assertLess(queries("many", 400), 2 * few)


class StatementTests(ImportTestCase):
    """Rows are written past the models; these notice when the two no longer agree."""

    def test_every_column_without_default_is_written(self) -> None:
        for model, columns in (
            (Question, QUESTION_COLUMNS),
            (Choice, CHOICE_COLUMNS),
            (Revision, FIRST_COLUMNS),
        ):
            fields = {field.column for field in model._meta.concrete_fields}
            self.assertEqual(fields - set(columns), {"id"} - set(columns))

    def test_rows_are_what_the_models_would_write(self) -> None:
        self.take(GIFT)
        made = self.get("Whale")
        content = made.content()
        saved = Question.objects.create(
            bank=self.target, name="Saved", text=content.text, category=made.category
        )
        saved.refresh_from_db()
        same = ("category", "kind", "text", "explanation", "hints", "max_mark", "shuffle", "state")
        for name in same:
            self.assertEqual(getattr(made, name), getattr(saved, name), name)
        self.assertLess(abs((saved.created_at - made.created_at).total_seconds()), 60)
        self.assertEqual(made.created_at, made.changed_at)

    def test_the_first_revision_is_what_the_models_would_record(self) -> None:
        self.take(GIFT)
        for question in self.target.questions.all():
            revision = question.revisions.get()
            self.assertEqual(revision.data, question.asked().to_json())

    def test_ids_go_on_where_the_models_left_off_and_the_other_way_round(self) -> None:
        self.make_question("Before", "a", "b")
        Question.objects.last().delete()  # type: ignore[union-attr]  # it was just made
        self.take(GIFT)
        self.make_question("After", "a", "b")
        self.take(GIFT.replace("Whale", "Orca"))
        ids = list(Question.objects.order_by("pk").values_list("name", flat=True))[-4:]
        self.assertEqual(ids, ["Whale", "Bat", "After", "Orca"])


class WantedTests(ImportTestCase):
    def source(self) -> Source:
        return Source.of_bytes("\n\n".join(f"::Q{n}:: T{n} {{=a ~b}}" for n in range(5)).encode())

    def test_only_the_questions_that_are_wanted_are_taken(self) -> None:
        result = import_source(self.target, self.source(), by_name("gift"), numbers={2, 4})
        self.assertEqual(result.created, 2)
        self.assertEqual({row.name for row in self.target.questions.all()}, {"Q1", "Q3"})
        result = import_source(self.target, self.source(), by_name("gift"), numbers={4, 5})
        self.assertEqual((result.created, result.unchanged), (1, 1))

    def test_progress_may_end_the_import(self) -> None:
        def stop(done: int) -> None:
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            import_source(self.target, self.source(), by_name("gift"), progress=stop)
        self.assertFalse(self.target.questions.exists())

    def test_progress_is_told_how_many_are_done(self) -> None:
        told: list[int] = []
        import_source(self.target, self.source(), by_name("gift"), progress=told.append)
        self.assertEqual(told, [5])

    def test_revisions_say_which_import_they_are_of(self) -> None:
        first, second = (Import.objects.create(bank=self.target) for _ in range(2))
        self.take(GIFT)
        Revision.objects.filter(question=self.get("Bat")).delete()
        import_data(self.target, "a.gift", GIFT.encode())
        for record, text in ((first, GIFT.replace("Bats", "All bats")), (second, GIFT)):
            source = Source.of_bytes(text.encode())
            import_source(self.target, source, by_name("gift"), record=record)
        revisions_of = Revision.objects.filter(question=self.get("Bat")).order_by("number")
        self.assertEqual([row.imported_in for row in revisions_of], [None, first, second])

    def test_a_preview_says_what_would_happen_to_each(self) -> None:
        self.take(GIFT)
        text = GIFT.replace("Bats", "All bats") + "\n::Bad:: {=a =b ~c}\n\n::New:: N {T}\n\nW. {}"
        entries = list(compared(self.target, Source.of_bytes(text.encode()), by_name("gift")))
        found = [entry for entry in entries if isinstance(entry, Compared)]
        self.assertEqual([one.number for one in found], [1, 2, 3, 4])
        self.assertEqual([one.changes for one in found], [False, True, True, True])
        self.assertEqual([bool(one.problems) for one in found], [False, False, True, False])
        self.assertEqual([bool(one.pk) for one in found], [True, True, False, False])
        self.assertTrue(any(isinstance(entry, Skipped) for entry in entries))
        self.assertEqual(self.target.questions.count(), 2)


class ThinFormatTests(ImportTestCase):
    """Aiken knows neither names nor places."""

    AIKEN = "Is a whale a fish?\nA. yes\nB. no\nANSWER: B\n"

    def test_a_question_is_found_by_its_text_and_keeps_its_name_and_place(self) -> None:
        self.take(GIFT)
        result = self.take(self.AIKEN, "a.txt")
        self.assertEqual(self.counts(result), (0, 1, 0, 0))
        whale = self.get("Whale")
        self.assertEqual(str(whale.category), "Animals / Mammals")
        self.assertEqual([choice.text for choice in whale.choices.all()], ["yes", "no"])
