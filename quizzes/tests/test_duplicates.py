"""Questions that say the same are found; those that don't are not."""

from __future__ import annotations

from django.urls import reverse

from quizzes import duplicates
from quizzes.models import Bank, Question

from .admin_cast import AdminTestCase
from .cast import QuizTestCase


class NormalisedTests(QuizTestCase):
    def test_case_white_space_and_markup_do_not_count(self) -> None:
        plain = duplicates.normalised("What is the capital of Peru?")
        for text in (
            "  What is\n\nthe  capital of Peru?",
            "what is the CAPITAL of peru?",
            "What is the **capital** of _Peru_?",
            "# What is the `capital` of [Peru](https://example.org/peru)?",
            "> What is the ~~capital~~ of Peru\\?",
            "What is the \N{FULLWIDTH LATIN SMALL LETTER C}apital of Peru?",
        ):
            with self.subTest(text):
                self.assertEqual(duplicates.normalised(text), plain)

    def test_what_makes_another_question_counts(self) -> None:
        for one, other in (
            ("What is 2*3?", "What is 23?"),
            ("What is 2 * 3?", "What is 2 3?"),
            ("Is $x > 1$?", "Is $x < 1$?"),
            ("Is it 2+2?", "Is it 2-2?"),
            ("![A cell](/a.png) Which?", "![A leaf](/a.png) Which?"),
        ):
            with self.subTest(one):
                self.assertNotEqual(duplicates.normalised(one), duplicates.normalised(other))

    def test_a_long_text_of_marks_takes_no_long_time(self) -> None:
        for text in ("[" * 60_000, "[a](" * 15_000, "*" * 60_000, "\\" * 60_000, "# " * 30_000):
            duplicates.normalised(text)


class GroupTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.other = Bank.objects.create(slug="other", title="Other", owner=self.teacher)
        self.peru = Question.objects.get(name="Capital of Peru")

    def copy(self, *choices: str) -> Question:
        text = "  CAPITAL of **Peru**?"
        return self.make_question("Copy", *choices, text=text, bank=self.other)

    def test_it_finds_a_copy_in_another_bank_whatever_the_order_and_the_key(self) -> None:
        copy = self.copy("rome", "Paris", "LIMA")
        self.assertEqual(duplicates.groups(Question.objects.all()), [[self.peru.pk, copy.pk]])

    def test_other_choices_make_another_question(self) -> None:
        self.copy("Lima", "Paris", "Berlin")
        self.assertEqual(duplicates.groups(Question.objects.all()), [])

    def test_it_looks_only_at_what_it_is_given(self) -> None:
        self.copy("Lima", "Paris", "Rome")
        self.assertEqual(duplicates.groups(self.bank.questions.all()), [])

    def test_it_finds_those_of_some_texts_only(self) -> None:
        stem = duplicates.stem_key("capital of PERU?")
        found = list(duplicates.among(Question.objects.all(), [stem]))
        self.assertEqual(
            found, [(self.peru.pk, duplicates.key("Capital of Peru?", ["Rome", "Lima", "paris"]))]
        )

    def test_it_asks_as_many_queries_for_a_hundred_as_for_one(self) -> None:
        for _ in range(100):
            self.copy("Lima", "Paris", "Rome")
        with self.assertNumQueries(3):
            self.assertEqual(len(duplicates.groups(Question.objects.all())[0]), 101)


class PageTests(AdminTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.other = Bank.objects.create(slug="other", title="Other bank", owner=self.teacher)
        self.copy = self.make_question(
            "Copy", "Rome", "lima", "PARIS", text="Capital of PERU?", bank=self.other
        )

    def test_copies_stand_side_by_side_and_nothing_is_changed(self) -> None:
        page = self.get("duplicates")
        self.assertContains(page, "Other bank")
        self.assertContains(page, reverse("admin:quizzes_question_change", args=[self.copy.pk]))
        self.assertContains(page, "Not the same choices are right in all of them.")
        self.assertContains(
            self.client.get(reverse("admin:index")), reverse("admin:quizzes_duplicates")
        )
        self.assertEqual(Question.objects.count(), 4)

    def test_a_bank_shows_its_own_wherever_the_copies_are(self) -> None:
        self.assertContains(self.get("duplicates", bank=self.bank.pk), "Other bank")
        empty = Bank.objects.create(slug="empty", title="Empty", owner=self.teacher)
        self.assertContains(self.get("duplicates", bank=empty.pk), "There are none.")

    def test_what_others_have_is_not_told(self) -> None:
        Bank.objects.filter(pk=self.other.pk).update(owner=self.stranger)
        self.assertContains(self.get("duplicates"), "There are none.")
        self.assertEqual(self.get("duplicates", bank=self.other.pk).status_code, 404)
        self.sign_in(self.stranger)
        self.assertNotContains(self.get("duplicates"), "Geography")

    def test_what_is_no_bank_is_none(self) -> None:
        for bank in ("x", "²", "-1", "9" * 40):
            self.assertEqual(self.get("duplicates", bank=bank, page="x").status_code, 200)

    def test_many_groups_come_in_pages_with_as_few_queries(self) -> None:
        for n in range(60):
            self.make_question(f"Twin {n // 2}", "a", "b")
        with self.assertNumQueries(10):
            page = self.get("duplicates", page=2)
        self.assertEqual(len(page.context["groups"]), 11)
