"""The quiz page, attempts and extra time."""

from __future__ import annotations

import csv
import io
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User

from quizzes import attempts
from quizzes.models import Attempt, ExtraTime, Quiz

from .admin_cast import AdminTestCase


class QuizPageTests(AdminTestCase):
    def form(self, **values: Any) -> dict[str, Any]:
        slots = list(self.quiz.slots.all())
        data: dict[str, Any] = {
            "title": "Capitals",
            "slug": "capitals",
            "state": "published",
            "feedback": "immediate",
            "review": "finished",
            "tries": "1",
            "penalty": "0.3333333",
            "counting": "best",
            "attempts_allowed": "0",
            "attempt_delay": "0",
            "access": "signed_in",
            "slots-TOTAL_FORMS": len(slots),
            "slots-INITIAL_FORMS": len(slots),
            "closing_messages-TOTAL_FORMS": 0,
            "closing_messages-INITIAL_FORMS": 0,
        }
        for index, slot in enumerate(slots):
            data |= {
                f"slots-{index}-id": slot.pk,
                f"slots-{index}-quiz": self.quiz.pk,
                f"slots-{index}-question": slot.question_id,
                f"slots-{index}-pick": 1,
                f"slots-{index}-position": index + 1,
            }
        return data | values

    def save(self, **values: Any) -> Any:
        return self.post("quiz_change", self.quiz.pk, data=self.form(**values))

    def messages(self) -> str:
        page = self.get("quiz_changelist")
        return " ".join(str(message) for message in page.context["messages"])

    def test_it_keeps_the_order_of_the_positions(self) -> None:
        self.assertEqual(self.save(**{"slots-0-position": "9"}).status_code, 302)
        names = [str(slot.question) for slot in self.quiz.slots.all()]
        self.assertEqual(names, ["Capital of Kenya", "Capital of Nepal", "Capital of Peru"])

    def test_it_says_what_is_wrong_in_sentences(self) -> None:
        cases: list[tuple[dict[str, Any], str]] = [
            ({"access": "groups"}, "Name at least one group"),
            ({"feedback": "deferred", "tries": "2"}, "Several tries need feedback"),
            ({"penalty": "1.5"}, "less than or equal to 1"),
            ({"slots-0-bank": self.bank.pk}, "Choose a question, or a pool"),
            ({"slots-0-question": ""}, "Choose a question, or a pool"),
            ({"slots-0-question": "no number"}, "Choose a question, or a pool"),
            ({"slots-0-question": "9" * 40}, "Choose a question, or a pool"),
            (
                {"opens_at_0": "2026-02-02", "opens_at_1": "10:00"}
                | {"closes_at_0": "2026-02-01", "closes_at_1": "10:00"},
                "The quiz must close after it opens.",
            ),
        ]
        for values, sentence in cases:
            with self.subTest(sentence):
                self.assertContains(self.save(**values), sentence)

    def test_it_draws_no_more_rows_than_a_quiz_may_have(self) -> None:
        with patch("quizzes.admin.quiz.SlotInline.max_num", 5):
            page = self.save(**{"slots-TOTAL_FORMS": "9" * 40})
        self.assertContains(page, "Please submit at most", status_code=200)
        self.assertEqual(len(page.context["inline_admin_formsets"][0].formset.forms), 5)

    def test_it_warns_of_a_pool_that_is_too_small(self) -> None:
        pool = {"slots-0-question": "", "slots-0-bank": self.bank.pk, "slots-0-pick": "5"}
        self.save(**pool)
        self.assertIn("only 1 ready questions are left", self.messages())

    def test_it_warns_of_a_quiz_without_a_usable_question(self) -> None:
        self.bank.questions.update(state="draft")
        self.save()
        self.assertIn("no ready question", self.messages())

    def test_it_archives_and_publishes(self) -> None:
        data = {"action": "archive", "_selected_action": [self.quiz.pk]}
        self.post("quiz_changelist", data=data)
        self.quiz.refresh_from_db()
        self.assertEqual(self.quiz.state, Quiz.State.ARCHIVED)

    def test_it_counts_attempts_and_their_average(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        attempts.finish(self.learner.pk, attempt.public_id)
        page = self.get("quiz_changelist")
        self.assertContains(page, "1 attempt<")
        self.assertContains(page, ">0\N{NARROW NO-BREAK SPACE}%<")

    def test_its_average_is_rounded_down_as_in_the_chat(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        attempts.finish(self.learner.pk, attempt.public_id)
        Attempt.objects.update(mark=1, max_mark=6)
        self.assertContains(self.get("quiz_changelist"), ">16.6\N{NARROW NO-BREAK SPACE}%<")

    def test_it_leads_to_the_preview(self) -> None:
        page = self.get("quiz_change", self.quiz.pk)
        self.assertContains(page, '<a href="/quiz/capitals/preview/">')

    def test_a_preview_does_not_keep_a_quiz_from_being_deleted(self) -> None:
        attempts.start(self.quiz, self.teacher, preview=True)
        self.post("quiz_delete", self.quiz.pk, data={"post": "yes"})
        self.assertFalse(Quiz.objects.filter(pk=self.quiz.pk).exists())


class AttemptPageTests(AdminTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.learner.first_name = "=HYPERLINK(1)"
        self.learner.save(update_fields=["first_name"])
        Quiz.objects.filter(pk=self.quiz.pk).update(pass_mark=30)
        self.attempt = attempts.start(self.quiz, self.learner)
        response = self.attempt.responses.get(revision__question=self.question)
        right = self.question.choices.get(text="Lima").public_id
        attempts.answer(self.learner.pk, self.attempt.public_id, response.public_id, [right])
        attempts.finish(self.learner.pk, self.attempt.public_id)

    def test_it_shows_what_was_asked_and_chosen(self) -> None:
        page = self.get("attempt_change", self.attempt.pk)
        self.assertContains(page, "✓ Answered correctly.", count=1)
        self.assertContains(page, "Not answered.", count=2)
        self.assertContains(page, "<strong>chosen</strong>", count=1)
        self.assertContains(page, "✓ passed")
        self.assertNotContains(page, 'name="_save"')

    def test_it_says_that_an_answer_was_regraded(self) -> None:
        self.question.choices.filter(text="Lima").update(weight=0)
        self.question.choices.filter(text="Rome").update(weight=1)
        self.post("question_regrade", self.question.pk, data={})
        page = self.get("attempt_change", self.attempt.pk)
        self.assertContains(page, "Regraded with revision 2.")
        self.assertContains(page, "✗ Answered incorrectly.")

    def test_it_filters_by_passed(self) -> None:
        for value, shown in (("yes", [self.attempt.pk]), ("no", [])):
            page = self.get("attempt_changelist", passed=value)
            self.assertEqual([row.pk for row in page.context["cl"].result_list], shown)

    def test_it_searches_each_word_in_the_names_of_the_learner(self) -> None:
        User.objects.filter(pk=self.learner.pk).update(first_name="Ada", last_name="King Byron")
        found = [self.attempt.pk]
        for words, shown in (("byron ada", found), ("ada grace", []), (" ", found)):
            page = self.get("attempt_changelist", q=words)
            self.assertEqual([row.pk for row in page.context["cl"].result_list], shown)

    def test_it_leaves_previews_out(self) -> None:
        preview = attempts.start(self.quiz, self.teacher, preview=True)
        page = self.get("attempt_changelist")
        self.assertNotContains(page, f"/attempt/{preview.pk}/")

    def test_its_numbers_are_those_of_the_chat(self) -> None:
        Attempt.objects.update(mark=1.0 / 3, max_mark=2)
        for page in (
            self.get("attempt_change", self.attempt.pk),
            self.get("attempt_changelist"),
        ):
            self.assertContains(page, "0.33 of 2")
            self.assertContains(page, "16.6\N{NARROW NO-BREAK SPACE}%")

    def test_the_csv_has_at_most_four_digits(self) -> None:
        Attempt.objects.update(mark=1.0 / 3, max_mark=2)
        self.assertEqual((self.marks()["mark"], self.marks()["percent"]), ("0.3333", "16.6667"))

    def marks(self) -> dict[str, str]:
        data = {"action": "export_marks", "_selected_action": [self.attempt.pk]}
        text = self.post("attempt_changelist", data=data).content.decode("utf-8-sig")
        return next(csv.DictReader(io.StringIO(text)))

    def test_marks_come_as_csv_without_formulas(self) -> None:
        row = self.marks()
        self.assertEqual(row["name"], "'=HYPERLINK(1)")
        self.assertEqual((row["mark"], row["passed"]), ("1.0", "yes"))
        self.assertEqual(Attempt.objects.count(), 1)


class ExtraTimeTests(AdminTestCase):
    def add(self, **values: Any) -> Any:
        data = {"username": "ada", "quiz": self.quiz.pk, "factor": "1.5"} | values
        return self.post("extratime_add", data=data)

    def test_it_names_the_learner(self) -> None:
        self.assertEqual(self.add().status_code, 302)
        self.assertEqual(ExtraTime.objects.get().learner, self.learner)

    def test_it_says_when_nobody_has_that_name(self) -> None:
        self.assertContains(self.add(username="eve"), "Nobody signs in as “eve”.")

    def test_it_gives_extra_time_once(self) -> None:
        self.add()
        self.assertContains(self.add(), "has extra time there already")

    def test_only_a_superuser_gives_extra_time_in_every_quiz(self) -> None:
        self.add(quiz="")
        self.assertFalse(ExtraTime.objects.exists())
        self.sign_in(self.make_superuser())
        self.add(quiz="")
        self.assertIsNone(ExtraTime.objects.get().quiz)
