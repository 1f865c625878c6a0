"""Two teachers at one question."""

from __future__ import annotations

from typing import Any

from quizzes.models import Choice, Question

from .admin_cast import AdminTestCase


class ConflictTests(AdminTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bank.teachers.add(self.stranger)
        self.form = self.question_form(self.question, text="Mine?")

    def other_saves(self, **values: Any) -> None:
        form = self.question_form(Question.objects.get(pk=self.question.pk), **values)
        self.sign_in(self.stranger)
        response = self.post("question_change", self.question.pk, data=form)
        self.assertEqual(response.status_code, 302)
        self.sign_in(self.teacher)

    def save(self, form: dict[str, Any]) -> Any:
        response = self.post("question_change", self.question.pk, data=form)
        self.question.refresh_from_db()
        return response

    def shown(self, page: Any) -> dict[str, Any]:
        """What the browser would send of the page that it was answered with."""
        formset = page.context["inline_admin_formsets"][0].formset
        forms = [page.context["adminform"].form, formset.management_form, *formset.forms]
        return {
            field.html_name: value
            for form in forms
            for field in form
            if (value := field.value()) not in (None, False)
        }

    def test_the_second_is_told_who_was_first_and_keeps_the_typed_text(self) -> None:
        self.other_saves(text="Theirs?")
        page = self.save(self.form)
        self.assertContains(page, "mallory changed this question on ")
        self.assertContains(page, "Nothing that you wrote is lost")
        self.assertContains(page, "Mine?</textarea>")
        self.assertEqual(self.question.text, "Theirs?")

    def test_saving_again_goes_through(self) -> None:
        self.other_saves(text="Theirs?")
        page = self.save(self.form)
        self.assertEqual(self.save(self.shown(page)).status_code, 302)
        self.assertEqual(self.question.text, "Mine?")

    def test_a_third_change_is_told_again(self) -> None:
        self.other_saves(text="Theirs?")
        page = self.save(self.form)
        self.other_saves(text="Once more?")
        self.assertContains(self.save(self.shown(page)), "changed this question on ")

    def test_what_changed_nothing_is_no_conflict(self) -> None:
        self.other_saves()
        self.assertEqual(self.save(self.form).status_code, 302)

    def test_a_state_is_not_overwritten_either(self) -> None:
        Question.objects.filter(pk=self.question.pk).update(state="retired")
        self.assertContains(self.save(self.form), "This question was changed after you opened it")
        self.assertEqual(self.question.state, "retired")

    def test_choices_that_came_and_went_meanwhile_are_in_the_form(self) -> None:
        self.question.choices.get(text="Rome").delete()
        Choice.objects.create(question=self.question, text="Quito", position=9)
        page = self.save(self.form)
        self.assertContains(page, "Quito")
        self.assertEqual(self.save(self.shown(page)).status_code, 302)
        texts = [choice.text for choice in self.question.choices.all()]
        self.assertCountEqual(texts, ["Lima", "Paris", "Rome", "Quito"])
