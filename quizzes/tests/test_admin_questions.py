"""The page where a question is written."""

from __future__ import annotations

from django.contrib.messages import get_messages
from django.db.models import Value
from django.db.models.functions import Concat

from quizzes import attempts, revisions
from quizzes.models import Question, Response, Revision, Tag

from .admin_cast import AdminTestCase


class QuestionPageTests(AdminTestCase):
    def test_it_creates_a_question_with_hints_tags_and_a_first_revision(self) -> None:
        form = self.question_form(hints=["In Africa", " "], tag_names="water, long ,water")
        response = self.post("question_add", data=form)
        self.assertEqual(response.status_code, 302)
        question = Question.objects.get(name="Rivers")
        self.assertEqual(question.hints, ["In Africa"])
        self.assertEqual({tag.name for tag in question.tags.all()}, {"water", "long"})
        self.assertEqual([choice.text for choice in question.choices.all()], ["Nile", "Rhine"])
        self.assertEqual(Revision.objects.get(question=question).editor, self.teacher)

    def test_it_says_each_problem_at_the_choice_it_names(self) -> None:
        form = self.question_form(kind="true_false") | {"choices-1-weight": "1"}
        response = self.post("question_add", data=form)
        formset = response.context["inline_admin_formsets"][0].formset
        self.assertEqual(formset.forms[0].errors, {})
        self.assertIn("Choice 2 (Rhine) has the full weight", str(formset.forms[1].errors))
        self.assertFalse(Question.objects.filter(name="Rivers").exists())

    def test_it_warns_of_several_right_choices(self) -> None:
        form = self.question_form() | {"choices-1-weight": "1"}
        response = self.post("question_add", data=form)
        (message,) = [m for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]
        self.assertIn("each is right", str(message))
        self.assertTrue(Question.objects.filter(name="Rivers").exists())

    def test_it_refuses_a_question_without_a_right_choice(self) -> None:
        form = self.question_form() | {"choices-0-weight": "0.5"}
        response = self.post("question_add", data=form)
        self.assertContains(response, "One choice must have the full weight of 1.")

    def test_it_orders_choices_by_their_positions(self) -> None:
        form = self.question_form(self.question) | {
            "choices-0-position": "3",
            "choices-1-position": "1",
        }
        form["choices-2-position"] = "2"
        self.post("question_change", self.question.pk, data=form)
        texts = [choice.text for choice in self.question.choices.all()]
        self.assertEqual(texts, ["Paris", "Rome", "Lima"])

    def test_it_keeps_the_order_of_what_begins_at_0(self) -> None:
        self.post("question_change", self.question.pk, data=self.question_form(self.question))
        texts = [choice.text for choice in self.question.choices.all()]
        self.assertEqual(texts, ["Lima", "Paris", "Rome"])

    def test_it_puts_a_choice_without_a_position_at_the_end(self) -> None:
        form = self.question_form(self.question) | {"choices-0-position": ""}
        self.post("question_change", self.question.pk, data=form)
        texts = [choice.text for choice in self.question.choices.all()]
        self.assertEqual(texts, ["Paris", "Rome", "Lima"])

    def test_it_takes_a_row_that_has_only_a_position_for_empty(self) -> None:
        form = self.question_form()
        form |= {"choices-TOTAL_FORMS": 3, "choices-2-position": "1", "choices-2-weight": "0.0"}
        self.assertEqual(self.post("question_add", data=form).status_code, 302)
        self.assertEqual(Question.objects.get(name="Rivers").choices.count(), 2)

    def test_it_names_a_problem_at_the_right_row_when_rows_change_places(self) -> None:
        form = self.question_form(kind="true_false") | {
            "choices-0-position": "2",
            "choices-1-position": "1",
            "choices-1-weight": "1",
        }
        response = self.post("question_add", data=form)
        formset = response.context["inline_admin_formsets"][0].formset
        self.assertIn("Choice 2 (Nile)", str(formset.forms[0].errors))

    def test_it_refuses_a_category_of_another_bank(self) -> None:
        other = self.make_category("Elsewhere", bank=self.foreign_bank())
        response = self.post("question_add", data=self.question_form(category=other.pk))
        self.assertEqual(response.status_code, 200)
        self.assertFalse(Question.objects.filter(name="Rivers").exists())

    def test_it_keeps_what_a_past_attempt_showed(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        response = attempt.responses.get(revision__question=self.question)
        attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [response.order[0]])
        page = self.get("question_change", self.question.pk)
        self.assertContains(page, "Answered by 1 learner: saving a change makes revision 2")
        form = self.question_form(self.question, text="And of Peru today?")
        self.post("question_change", self.question.pk, data=form)
        response = Response.objects.get(pk=response.pk)
        self.assertEqual(response.question.text, "Capital of Peru?")
        self.assertEqual(revisions.latest_revisions([self.question.pk])[self.question.pk].number, 2)

    def test_saving_it_unchanged_makes_no_revision(self) -> None:
        stored = "First\nsecond\n"
        self.question.text = self.question.explanation = stored
        self.question.hints = ["One\r\ntwo"]
        self.question.save()
        self.question.choices.update(text=Concat("text", Value("\nline")), feedback=stored)
        revisions.record([self.question], self.teacher)
        form = self.question_form(self.question, hints=["One\r\ntwo", ""])
        sent = {
            name: value.replace("\n", "\r\n") if name != "hints" else value
            for name, value in form.items()
            if isinstance(value, str) or name == "hints"
        }
        response = self.post("question_change", self.question.pk, data=form | sent)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(self.question.revisions.count(), 1)

    def test_a_changed_text_is_kept_with_plain_line_ends(self) -> None:
        form = self.question_form(self.question, text="A\r\nB\rC", hints=["D\r\nE", "F\rG"])
        self.post("question_change", self.question.pk, data=form)
        self.question.refresh_from_db()
        self.assertEqual((self.question.text, self.question.hints), ("A\nB\nC", ["D\nE", "F\nG"]))

    def test_it_shows_who_changed_what_and_escapes_it(self) -> None:
        revisions.record([self.question], self.stranger)
        form = self.question_form(self.question, text="Capital of <b>Peru</b>?")
        self.post("question_change", self.question.pk, data=form)
        page = self.get("question_change", self.question.pk)
        self.assertContains(page, "<ins>&lt;b&gt;Peru&lt;/b&gt;?</ins>")
        self.assertContains(page, "<del>Peru?</del>")
        self.assertContains(page, "mallory")
        self.assertNotContains(page, "<b>Peru</b>")

    def test_it_regrades_past_answers_only_when_asked_to(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        response = attempt.responses.get(revision__question=self.question)
        rome = self.question.choices.get(text="Rome")
        attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [rome.public_id])
        self.question.choices.filter(text="Lima").update(weight=0)
        self.question.choices.filter(text="Rome").update(weight=1)
        self.assertContains(self.get("question_regrade", self.question.pk), "1 learner answered")
        response.refresh_from_db()
        self.assertEqual(response.mark, 0)
        self.post("question_regrade", self.question.pk, data={})
        response.refresh_from_db()
        self.assertEqual(response.mark, 1)

    def test_it_offers_a_preview_and_a_way_to_it(self) -> None:
        page = self.get("question_add")
        self.assertContains(page, 'data-url="/question-preview/"')
        self.assertContains(page, 'href="#preview-heading"')

    def test_it_makes_tags_in_the_questions_bank_only(self) -> None:
        foreign = Tag.objects.create(bank=self.foreign_bank(), name="water")
        self.post("question_add", data=self.question_form(tag_names="water"))
        tag = Question.objects.get(name="Rivers").tags.get()
        self.assertNotEqual(tag, foreign)
        self.assertEqual(tag.bank, self.bank)
