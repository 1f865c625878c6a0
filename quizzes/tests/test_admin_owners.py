"""A teacher meets nothing of another teacher, wherever they ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from quizzes import attempts
from quizzes.models import Attempt, Bank, ExtraTime, Tag

from .admin_cast import AdminTestCase

MODELS = ["bank", "category", "tag", "question", "quiz", "attempt", "extratime"]


class StrangerTests(AdminTestCase):
    def setUp(self) -> None:
        super().setUp()
        attempt = attempts.start(self.quiz, self.learner)
        attempts.finish(self.learner.pk, attempt.public_id)
        self.rows = {
            "bank": self.bank.pk,
            "category": self.make_category("World").pk,
            "tag": Tag.objects.create(bank=self.bank, name="andes").pk,
            "question": self.question.pk,
            "quiz": self.quiz.pk,
            "attempt": attempt.pk,
            "extratime": ExtraTime.objects.create(learner=self.learner, quiz=self.quiz).pk,
        }

    def test_the_owner_sees_each_row(self) -> None:
        for model, pk in self.rows.items():
            with self.subTest(model):
                self.assertEqual(self.get(f"{model}_change", pk).status_code, 200)
                self.assertContains(self.get(f"{model}_changelist"), f"/{model}/{pk}/")

    def test_a_stranger_finds_no_row_in_a_list_or_by_address(self) -> None:
        self.sign_in(self.stranger)
        for model, pk in self.rows.items():
            with self.subTest(model):
                self.assertNotContains(self.get(f"{model}_changelist"), f"/{model}/{pk}/")
                for view in ("change", "delete", "history"):
                    self.assertIn(self.get(f"{model}_{view}", pk).status_code, (302, 403, 404))

    def test_a_stranger_reaches_no_page_of_ours(self) -> None:
        self.sign_in(self.stranger)
        for name, pk in (
            ("bank_import", self.bank.pk),
            ("bank_export", self.bank.pk),
            ("question_regrade", self.question.pk),
        ):
            with self.subTest(name):
                self.assertEqual(self.get(name, pk).status_code, 404)
                self.assertEqual(self.post(name, pk, data={}).status_code, 404)

    def test_autocompletes_offer_a_stranger_nothing(self) -> None:
        self.sign_in(self.stranger)
        for field in ("question", "bank", "category", "tag"):
            query = {"app_label": "quizzes", "model_name": "slot", "field_name": field}
            found = self.client.get(reverse("admin:autocomplete"), query).json()
            self.assertEqual(found["results"], [], field)

    def test_a_stranger_cannot_put_a_question_into_a_foreign_bank(self) -> None:
        self.sign_in(self.stranger)
        response = self.post("question_add", data=self.question_form())
        self.assertContains(response, "Select a valid choice")

    def test_a_stranger_cannot_put_a_foreign_question_into_a_quiz(self) -> None:
        quiz = self.make_quiz("mine", owner=self.stranger)
        self.sign_in(self.stranger)
        data = {
            "title": "Mine",
            "slug": "mine",
            "slots-TOTAL_FORMS": 1,
            "slots-INITIAL_FORMS": 0,
            "slots-0-question": self.question.pk,
            "slots-0-pick": 1,
            "closing_messages-TOTAL_FORMS": 0,
            "closing_messages-INITIAL_FORMS": 0,
        }
        response = self.post("quiz_change", quiz.pk, data=data)
        self.assertContains(response, "Select a valid choice")
        self.assertEqual(quiz.slots.count(), 0)

    def test_a_stranger_cannot_give_extra_time_in_a_foreign_quiz_or_in_all(self) -> None:
        self.sign_in(self.stranger)
        for quiz in (self.quiz.pk, ""):
            data = {"username": "ada", "quiz": quiz, "factor": "2"}
            self.assertEqual(self.post("extratime_add", data=data).status_code, 200)
        self.assertEqual(ExtraTime.objects.count(), 1)

    def test_a_colleague_sees_and_changes_but_neither_shares_nor_deletes(self) -> None:
        self.bank.teachers.add(self.stranger)
        self.sign_in(self.stranger)
        page = self.get("bank_change", self.bank.pk)
        self.assertContains(page, "Geography")
        self.assertNotContains(page, 'name="teachers"')
        self.assertEqual(self.get("bank_delete", self.bank.pk).status_code, 403)
        self.assertEqual(self.get("question_change", self.question.pk).status_code, 200)

    def test_a_superuser_sees_all(self) -> None:
        self.sign_in(self.make_superuser())
        for model, pk in self.rows.items():
            with self.subTest(model):
                self.assertEqual(self.get(f"{model}_change", pk).status_code, 200)


class OwnerTests(AdminTestCase):
    def test_the_creator_becomes_the_owner_unasked(self) -> None:
        data = {
            "title": "Physics",
            "slug": "physics",
            "language": "en",
            "owner": self.stranger.pk,
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0,
        }
        self.assertNotContains(self.get("bank_add"), 'name="owner"')
        self.post("bank_add", data=data)
        self.assertEqual(Bank.objects.get(slug="physics").owner, self.teacher)

    def test_a_learner_has_no_way_in(self) -> None:
        self.sign_in(self.learner)
        for model in MODELS:
            self.assertEqual(self.get(f"{model}_changelist").status_code, 302)

    def test_attempts_are_read_only_and_only_a_superuser_deletes_them(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        self.assertEqual(self.get("attempt_add").status_code, 403)
        self.assertEqual(self.post("attempt_change", attempt.pk, data={}).status_code, 403)
        self.assertEqual(self.get("attempt_delete", attempt.pk).status_code, 403)
        self.sign_in(self.make_superuser())
        self.post("attempt_delete", attempt.pk, data={"post": "yes"})
        self.assertFalse(Attempt.objects.exists())

    def test_a_teacher_sees_no_users(self) -> None:
        self.assertEqual(self.client.get(reverse("admin:auth_user_changelist")).status_code, 403)


class ColleagueTests(AdminTestCase):
    def share(self, names: str) -> Any:
        data = {
            "title": "Geography",
            "slug": "geo",
            "language": "en",
            "teachers": names,
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0,
        }
        return self.post("bank_change", self.bank.pk, data=data)

    def test_a_teacher_gets_no_list_of_users(self) -> None:
        for page in (self.get("bank_change", self.bank.pk), self.get("quiz_change", self.quiz.pk)):
            self.assertContains(page, 'name="teachers"')
            self.assertNotContains(page, "mallory")

    def test_named_colleagues_are_given_the_bank_and_shown(self) -> None:
        self.share(" mallory ,, ")
        self.assertEqual(list(self.bank.teachers.all()), [self.stranger])
        self.assertContains(self.get("bank_change", self.bank.pk), 'value="mallory"')
        self.share("")
        self.assertEqual(list(self.bank.teachers.all()), [])

    def test_it_names_those_who_are_no_active_staff(self) -> None:
        User.objects.create_user("gone", is_staff=True, is_active=False)
        page = self.share("mallory, eve, ada, gone")
        self.assertContains(page, "No teacher signs in as “eve”, “ada”, “gone”.")
        self.assertFalse(self.bank.teachers.exists())
