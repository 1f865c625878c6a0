"""An import is taken back as far as nobody has built on it."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import attempts, revisions
from quizzes.importing import plan as import_plan
from quizzes.importing import records as imports
from quizzes.importing import undo as import_undo
from quizzes.importing.leftovers import withdraw
from quizzes.models import Category, Import, Picture, Question, Quiz, Revision, Slot, Tag

from .cast import QuizTestCase

GIFT = """$CATEGORY: World/Asia
::Nile:: Is the Nile long? {T}

$CATEGORY: World/Africa
::Rhine:: Is the Rhine long? {T}
"""


def gift(name: str, text: str, right: str, wrong: str = "Paris") -> str:
    return f"::{name}:: {text} {{={right} ~{wrong} ~Rome}}\n\n"


class UndoTestCase(QuizTestCase):
    def run_import(self, text: str) -> Import:
        file = ContentFile(text.encode(), "a.gift")
        record = imports.begin(self.bank, self.teacher, file, "gift")
        imports.confirm(record)
        record.refresh_from_db()
        self.assertEqual(record.state, Import.State.DONE)
        return record

    def undo(self, record: Import) -> dict[str, Any]:
        outcome = import_undo.undo(record, self.teacher)
        record.refresh_from_db()
        return outcome

    def named(self, name: str) -> Question:
        return self.bank.questions.get(name=name)

    def edit(self, name: str, **values: Any) -> None:
        question = self.named(name)
        for field, value in values.items():
            setattr(question, field, value)
        question.save()
        revisions.record([question])


class CreatedTests(UndoTestCase):
    def test_what_it_made_is_gone_with_its_categories(self) -> None:
        record = self.run_import(GIFT)
        outcome = self.undo(record)
        self.assertEqual(outcome["deleted"], 2)
        self.assertEqual(outcome["categories"], 3)
        self.assertEqual(self.bank.questions.count(), 3)
        self.assertFalse(Category.objects.exists())
        self.assertEqual(record.state, Import.State.UNDONE)
        self.assertEqual(record.undone_by, self.teacher)
        self.assertEqual(record.report["undo"]["deleted"], 2)

    def test_what_learners_answered_stays_with_their_marks(self) -> None:
        record = self.run_import(GIFT)
        quiz = self.make_quiz("rivers")
        slot = Slot.objects.create(quiz=quiz, question=self.named("Nile"))
        attempt = attempts.start(quiz, self.learner)
        response = attempt.responses.get()
        right = next(c.id for c in response.question.choices if c.weight == 1)
        attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [right])
        attempts.finish(self.learner.pk, attempt.public_id)
        slot.delete()
        outcome = self.undo(record)
        pk = self.named("Nile").pk
        self.assertEqual(outcome["kept"], [[pk, "Nile", import_plan.IN_ATTEMPTS]])
        self.assertEqual(outcome["deleted"], 1)
        attempt.refresh_from_db()
        self.assertEqual(attempt.mark, 1)
        # Its category has to stay too.
        self.assertEqual({str(c) for c in Category.objects.all()}, {"World", "World / Asia"})

    def test_what_a_quiz_asks_stays(self) -> None:
        record = self.run_import(GIFT)
        Slot.objects.create(quiz=self.quiz, question=self.named("Nile"), position=9)
        self.assertEqual(self.undo(record)["kept"][0][2], import_plan.IN_QUIZ)
        self.assertTrue(Slot.objects.filter(question__name="Nile").exists())

    def test_what_was_edited_since_stays(self) -> None:
        record = self.run_import(GIFT)
        self.edit("Nile", text="Is the Nile the longest?")
        self.assertEqual(self.undo(record)["kept"][0][1:], ["Nile", import_plan.EDITED])

    def test_what_was_only_filed_elsewhere_since_stays(self) -> None:
        record = self.run_import(GIFT)
        question = self.named("Nile")
        question.category = None
        question.save()
        self.assertEqual(self.undo(record)["kept"][0][2], import_plan.EDITED)

    def test_what_a_pool_takes_its_questions_from_stays(self) -> None:
        record = self.run_import(GIFT)
        category = Category.objects.get(name="Asia")
        Slot.objects.create(quiz=self.quiz, category=category, position=9)
        self.undo(record)
        self.assertTrue(Category.objects.filter(pk=category.pk).exists())

    def test_so_does_a_tag_that_a_pool_takes_them_from(self) -> None:
        record = self.run_import("// [tag:rivers]\n::Nile:: Is the Nile long? {T}\n")
        slot = Slot.objects.create(quiz=self.quiz, tag=Tag.objects.get(), position=9)
        self.undo(record)
        self.assertTrue(Slot.objects.filter(pk=slot.pk).exists())


class UpdatedTests(UndoTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.first = self.run_import(gift("Capital of Kenya", "Capital of Kenya?", "Mombasa"))

    def test_it_says_again_what_it_said_before(self) -> None:
        before = Revision.objects.get(question__name="Capital of Kenya", number=1).content
        self.assertEqual(self.first.updated, 1)
        outcome = self.undo(self.first)
        question = self.named("Capital of Kenya")
        self.assertEqual(outcome["restored"], 1)
        self.assertEqual(question.asked(), before)
        self.assertEqual([c.text for c in question.choices.all()], ["Nairobi", "Paris", "Rome"])
        self.assertEqual(question.revisions.count(), 3)
        newest = question.revisions.get(number=3)
        self.assertEqual((newest.editor, newest.imported_in), (self.teacher, None))

    def test_choices_that_the_import_took_away_come_back_under_their_ids(self) -> None:
        ids = {c.id for c in self.named("Capital of Peru").asked().choices}
        text = "::Capital of Peru:: Capital of Peru? {=Lima ~Paris}\n"
        record = self.run_import(text)
        self.assertEqual(self.named("Capital of Peru").choices.count(), 2)
        self.undo(record)
        self.assertEqual({c.id for c in self.named("Capital of Peru").asked().choices}, ids)

    def test_what_was_edited_since_stays(self) -> None:
        self.edit("Capital of Kenya", text="Which is the capital of Kenya?")
        outcome = self.undo(self.first)
        self.assertEqual(outcome["kept"][0][1:], ["Capital of Kenya", import_plan.EDITED])
        self.assertEqual(self.named("Capital of Kenya").text, "Which is the capital of Kenya?")

    def test_marks_never_change(self) -> None:
        attempt = attempts.start(self.quiz, self.learner)
        for response in attempt.responses.all():
            right = next(c.id for c in response.question.choices if c.weight == 1)
            attempts.answer(self.learner.pk, attempt.public_id, response.public_id, [right])
        attempts.finish(self.learner.pk, attempt.public_id)
        rows = attempt.responses.order_by("pk").values_list("mark", "revision")
        marks = list(rows)
        self.undo(self.first)
        self.assertEqual(list(rows.all()), marks)
        attempt.refresh_from_db()
        self.assertEqual(attempt.mark, 3)

    def test_two_imports_are_taken_back_one_after_the_other(self) -> None:
        second = self.run_import(gift("Capital of Kenya", "Capital of Kenya?", "Kisumu"))
        # In the wrong order the first one stays, since the second built on it.
        self.assertEqual(import_plan.plan(self.first).kept[0].reason, import_plan.EDITED)
        self.undo(second)
        self.assertEqual(self.named("Capital of Kenya").choices.all()[0].text, "Mombasa")
        self.assertEqual(self.undo(self.first)["restored"], 1)
        self.assertEqual(self.named("Capital of Kenya").choices.all()[0].text, "Nairobi")

    def test_a_question_without_an_earlier_revision_goes_back_too(self) -> None:
        """It was made past the admin; the import records first what it said."""
        self.assertFalse(self.named("Capital of Nepal").revisions.exists())
        record = self.run_import(gift("Capital of Nepal", "Capital of Nepal?", "Pokhara"))
        self.undo(record)
        self.assertEqual(self.named("Capital of Nepal").choices.all()[0].text, "Kathmandu")

    def test_tags_are_as_before_though_no_revision_has_them(self) -> None:
        question = self.named("Capital of Peru")
        question.tags.add(Tag.objects.create(bank=self.bank, name="rivers"))
        text = "// [tag:lakes]\n::Capital of Peru:: Capital of Peru? "
        file = text + "{=Lima#About Lima. ~Paris#About Paris. ~Rome#About Rome.####It is Lima.}\n"
        before = question.content()
        record = self.run_import(file)
        self.assertEqual(self.named("Capital of Peru").content().tags, ("lakes",))
        self.undo(record)
        self.assertEqual(self.named("Capital of Peru").content(), before)
        self.assertFalse(Tag.objects.filter(name="lakes").exists())


class OnceTests(UndoTestCase):
    def test_a_second_undo_is_refused(self) -> None:
        record = self.run_import(GIFT)
        again = Import.objects.get(pk=record.pk)
        self.undo(record)
        with self.assertRaisesMessage(import_undo.Refused, "has been undone already"):
            import_undo.undo(again, self.teacher)

    def test_an_undo_that_fails_changes_nothing(self) -> None:
        record = self.run_import(GIFT)
        made = import_plan.plan(record)
        # Meanwhile a quiz begins to ask one of them.
        slot = Slot.objects.create(quiz=self.quiz, question=self.named("Nile"), position=9)
        with (
            patch("quizzes.importing.undo.plan", return_value=made),
            self.assertRaisesMessage(import_undo.Refused, "Try again"),
        ):
            import_undo.undo(record, self.teacher)
        slot.delete()
        record.refresh_from_db()
        self.assertEqual(record.state, Import.State.DONE)
        self.assertEqual(self.bank.questions.count(), 5)
        self.assertEqual(self.undo(record)["deleted"], 2)

    def test_what_is_used_at_the_last_moment_is_shown_again(self) -> None:
        """A learner's attempt was being written while the question was being hidden."""
        record = self.run_import(GIFT)
        attempt = attempts.start(self.quiz, self.learner)
        nile = Revision.objects.get(question__name="Nile")
        Question.objects.filter(name__in=("Nile", "Rhine")).update(hidden_by=record)
        response = attempt.responses.order_by("pk").first()
        assert response
        type(response).objects.filter(pk=response.pk).update(revision=nile)
        withdraw(record)
        self.assertTrue(self.bank.questions.filter(name="Nile").exists())
        self.assertFalse(Question.everything.filter(name="Rhine").exists())

    def test_it_takes_as_many_queries_for_many_questions_as_for_few(self) -> None:
        self.assertEqual(self.queries_for(100), self.queries_for(3))

    def queries_for(self, count: int) -> int:
        record = self.run_import("".join(gift(f"A{n}", f"A{n}?", "x") for n in range(count)))
        with CaptureQueriesContext(connection) as captured:
            self.assertEqual(self.undo(record)["deleted"], count)
        return len(captured)


class PictureTests(UndoTestCase):
    def with_picture(self) -> tuple[Import, Picture]:
        picture = Picture(bank=self.bank, description="A map")
        picture.file.save("map.png", ContentFile(b"png"))
        record = self.run_import(f"::Map:: Which? ![map]({picture.file.url}) {{=a ~b}}\n")
        Import.objects.update(before={**record.before, "pictures": [picture.pk]})
        record.refresh_from_db()
        return record, picture

    def test_a_picture_that_nobody_uses_any_more_goes_with_its_file(self) -> None:
        record, picture = self.with_picture()
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.undo(record)["pictures"], 1)
        self.assertFalse(Picture.objects.exists())
        self.assertFalse(default_storage.exists(picture.file.name or ""))

    def test_a_picture_that_another_text_shows_stays(self) -> None:
        record, picture = self.with_picture()
        Quiz.objects.update(description=f"![map]({picture.file.url})")
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(self.undo(record)["pictures"], 0)
        self.assertTrue(default_storage.exists(picture.file.name or ""))

    def test_a_picture_that_learners_were_shown_stays(self) -> None:
        record, picture = self.with_picture()
        question = self.named("Map")
        question.text = "Which?"
        question.save()
        revisions.record([question])
        self.undo(record)
        self.assertTrue(Picture.objects.filter(pk=picture.pk).exists())
