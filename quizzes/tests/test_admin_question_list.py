"""The list of questions: search, filters, actions on many."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import attempts
from quizzes.formats import parse
from quizzes.models import Bank, ExtraTime, Question, Slot, Tag

from .admin_cast import AdminTestCase


class QuestionListTests(AdminTestCase):
    def names(self, **query: Any) -> set[str]:
        changelist = self.get("question_changelist", **query).context["cl"]
        return {question.name for question in changelist.result_list}

    def act(self, action: str, *questions: Question, **values: Any) -> Any:
        data = {"action": action, "_selected_action": [question.pk for question in questions]}
        return self.post("question_changelist", data=data | values)

    def test_it_searches_texts_choices_and_tags(self) -> None:
        self.question.tags.add(Tag.objects.create(bank=self.bank, name="andes"))
        self.assertEqual(self.names(q="Kathmandu"), {"Capital of Nepal"})
        self.assertEqual(self.names(q="andes"), {"Capital of Peru"})

    def test_it_filters_by_a_category_with_all_below(self) -> None:
        leaf = self.make_category("World", "America")
        Question.objects.filter(pk=self.question.pk).update(category=leaf)
        self.assertEqual(self.names(category=leaf.parent_id), {"Capital of Peru"})

    def test_it_lists_and_offers_nothing_of_another_teacher(self) -> None:
        bank = self.foreign_bank()
        category = self.make_category("Hidden category", bank=bank)
        Tag.objects.create(bank=bank, name="hidden-tag")
        self.make_question("Hidden question", "a", "b", bank=bank, category=category)
        # Filters with one choice only are left out, so there are two.
        other = Bank.objects.create(slug="mine", title="Mine", owner=self.teacher)
        self.make_category("Mine", bank=other)
        page = self.get("question_changelist")
        for text in ("Secret bank", "Hidden category", "hidden-tag", "Hidden question"):
            self.assertNotContains(page, text)
        self.assertEqual(self.names(category=category.pk), set())
        self.assertEqual(self.names(bank__id__exact=bank.pk), set())

    def test_it_asks_before_it_moves_questions(self) -> None:
        category = self.make_category("World")
        page = self.act("move", self.question)
        self.assertContains(page, "Capital of Peru")
        self.question.refresh_from_db()
        self.assertIsNone(self.question.category)
        self.act("move", self.question, apply="1", category=category.pk)
        self.question.refresh_from_db()
        self.assertEqual(self.question.category, category)

    def test_it_moves_nothing_into_a_category_of_another_teacher(self) -> None:
        category = self.make_category("Theirs", bank=self.foreign_bank())
        self.act("move", self.question, apply="1", category=category.pk)
        self.question.refresh_from_db()
        self.assertIsNone(self.question.category)

    def test_it_changes_no_question_of_another_teacher(self) -> None:
        hidden = self.make_question("Hidden", "a", "b", bank=self.foreign_bank())
        self.act("set_state", hidden, apply="1", state="retired")
        hidden.refresh_from_db()
        self.assertEqual(hidden.state, Question.State.READY)

    def test_it_adds_and_removes_tags(self) -> None:
        self.act("add_tag", self.question, apply="1", tags="easy, andes")
        self.assertEqual({tag.name for tag in self.question.tags.all()}, {"easy", "andes"})
        self.act("remove_tag", self.question, apply="1", tags="easy")
        self.assertEqual({tag.name for tag in self.question.tags.all()}, {"andes"})

    def test_it_retires_all_questions_that_match(self) -> None:
        self.act(
            "set_state", self.question, apply="1", state="retired", select_across="1", index="0"
        )
        self.assertEqual(Question.objects.filter(state="retired").count(), 3)

    def test_it_adds_to_a_quiz_what_is_not_in_it(self) -> None:
        extra = self.make_question("Capital of Chad", "N'Djamena", "Paris")
        self.act("add_to_quiz", extra, self.question, apply="1", quiz=self.quiz.pk)
        last = self.quiz.slots.last()
        assert last
        self.assertEqual(last.question, extra)
        self.assertEqual(self.quiz.slots.count(), 4)

    def test_it_exports_the_chosen_questions(self) -> None:
        response = self.act("export", self.question, apply="1", format="json")
        parsed = parse("json", response.content)
        self.assertEqual([q.content.name for q in parsed.questions], ["Capital of Peru"])


class QueryCountTests(AdminTestCase):
    """Twice the rows, the same number of queries."""

    def queries(self, name: str) -> int:
        self.get(name)
        with CaptureQueriesContext(connection) as captured:
            self.assertEqual(self.get(name).status_code, 200)
        return len(captured)

    def grow(self, start: int) -> None:

        for number in range(start, start + 10):
            bank = Bank.objects.create(slug=f"b{number}", title=f"B{number}", owner=self.teacher)
            category = self.make_category(f"C{number}", f"D{number}", bank=bank)
            question = self.make_question(f"Q{number}", "a", "b", bank=bank, category=category)
            question.tags.add(Tag.objects.create(bank=bank, name=f"t{number}"))
            quiz = self.make_quiz(f"quiz-{number}", pass_mark=50)
            Slot.objects.create(quiz=quiz, question=question)
            learner = User.objects.create_user(f"learner-{number}")
            attempt = attempts.start(quiz, learner)
            attempts.finish(learner.pk, attempt.public_id)
            ExtraTime.objects.create(quiz=quiz, learner=learner)

    def test_change_lists_cost_the_same_with_more_rows(self) -> None:
        lists = ["bank", "category", "tag", "question", "quiz", "attempt", "extratime"]
        self.grow(0)
        few = {name: self.queries(f"{name}_changelist") for name in lists}
        self.grow(10)
        many = {name: self.queries(f"{name}_changelist") for name in lists}
        self.assertEqual(few, many)
