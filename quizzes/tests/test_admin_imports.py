"""Imports as a teacher does them: upload, see, choose, import, read the report."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.importing import found as import_found
from quizzes.models import Bank, Import, Question

from .import_cast import GIFT, ImportTestCase, many

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class UploadTests(ImportTestCase):
    def test_it_says_which_files_can_be_read(self) -> None:
        page = self.get("bank_import", self.bank.pk)
        self.assertContains(page, "GIFT (Moodle)")
        self.assertContains(page, "At most 64 MB.")

    def test_it_wants_a_file_with_something_in_it(self) -> None:
        page = self.post("bank_import", self.bank.pk, data={"format": ""})
        self.assertContains(page, "Choose a file first.")
        empty = {"file": SimpleUploadedFile("a.gift", b""), "format": ""}
        page = self.post("bank_import", self.bank.pk, data=empty)
        self.assertContains(page, "This file is empty.")

    def test_it_says_that_a_file_is_of_no_use_and_lets_the_format_be_named(self) -> None:
        record = self.upload("\x00\x01\x02")
        page = self.see(record)
        self.assertContains(page, "Nothing in this file can be imported")
        self.assertNotContains(page, 'name="confirm"')
        self.assertContains(page, "Read it again")


class PreviewTests(ImportTestCase):
    def test_it_shows_what_would_happen_and_changes_nothing(self) -> None:
        page = self.see(self.upload())
        self.assertContains(page, "sky.gift")
        self.assertContains(page, "Which colour has the sky?")
        self.assertContains(page, "✓ right")
        self.assertContains(page, "<strong>Line 3</strong> · Bad")
        self.assertContains(page, "::Bad:: Which? {=Only one}")
        self.assertFalse(Question.objects.filter(name="Sky").exists())

    def test_it_names_what_was_skipped_in_the_order_of_the_file(self) -> None:
        record = self.upload("::Two:: Which? {=a ~b ~b}\n\n  ::Essay:: Why? {}\n")
        skipped = record.report["skipped"]
        self.assertEqual([item["line"] for item in skipped], [1, 3])
        self.assertEqual(skipped[1]["source"], "::Essay:: Why? {}")

    def test_whatever_a_file_says_is_shown_as_text(self) -> None:
        evil = "<script>alert(1)</script>"
        escaped = "&lt;script&gt;"
        text = f"::{evil}:: {evil} {{\\={evil} =a{evil} ~b#{evil}}}\n\n::{evil}x:: {evil} {{=a}}\n"
        record = self.upload(text, name=f"{evil}.gift")
        self.assertEqual(record.file_name, "script>.gift")
        for page in (self.see(record), self.see(self.confirm(record))):
            self.assertNotContains(page, evil)
            self.assertContains(page, escaped)

    def test_it_shows_what_would_change_and_folds_what_would_not(self) -> None:
        self.confirm(self.upload())
        record = self.upload(GIFT.replace("Green", "Red") + "\n::New:: Is it new? {T}\n")
        page = self.see(record)
        self.assertContains(page, "<del>Green</del>")
        self.assertContains(page, "<ins>Red</ins>")
        self.assertEqual((record.created, record.updated, record.skipped), (1, 1, 1))
        record = self.upload()
        page = self.see(record)
        self.assertContains(page, "There is nothing to import.")
        self.assertNotContains(page, 'name="choose"')

    def test_it_flags_what_is_in_a_bank_already_as_far_as_the_teacher_may_see_it(self) -> None:
        other = Bank.objects.create(slug="other", title="Other bank", owner=self.teacher)
        self.make_question("Mine", "Blue", "Green", text="which COLOUR has the sky?", bank=other)
        record = self.upload()
        self.assertContains(self.see(record), "Mine</a> in “Other bank”")
        Bank.objects.filter(pk=other.pk).update(owner=self.stranger)
        for each in (record, self.upload()):
            self.assertNotContains(self.see(each), "Other bank")

    def test_a_question_is_no_copy_of_the_one_that_it_changes(self) -> None:
        self.confirm(self.upload())
        other = "\n::Grey:: Which colour has the sky? {=Grey ~Red}\n"
        record = self.upload(GIFT.replace("=Blue", "=Blue#Yes.") + other)
        self.assertEqual((record.created, record.updated), (1, 1))
        self.assertNotContains(self.see(record), "You have this already")

    def test_it_flags_what_is_twice_in_the_file(self) -> None:
        record = self.upload("::A:: Is it? {T}\n\n::B:: IS it? {T}\n")
        self.assertContains(self.see(record), "Question 1 of this file says the same.")
        page = self.see(record, show="twice")
        self.assertEqual([question.number for question in page.context["questions"]], [2])

    def test_it_shows_the_pictures_of_a_file_and_nothing_else(self) -> None:
        record = self.upload()
        text = "![A cell](file:cell%201.png) ![No](file:evil.png)"
        choices = (ChoiceContent("a", 1.0), ChoiceContent("b"))
        content = QuestionContent("Cell", Kind.SINGLE, text, choices)
        findings = import_found.Findings()
        found = import_found.FoundQuestion(1, 1, "new", content)
        findings.add(found, {"cell 1.png": PNG, "evil.png": b"<svg onload='alert(1)'>"})
        Import.objects.update(found=findings.save(default_storage, "imports/test"))
        findings.close()
        name = sha256(PNG).hexdigest()
        url = reverse("admin:quizzes_import_picture", args=[record.public_id, name])
        page = self.see(record)
        self.assertContains(page, f'<img src="{url}" alt="A cell">')
        self.assertNotContains(page, "file:evil.png")
        self.assertEqual(page.content.count(b"/picture/"), 1)
        response = self.client.get(url)
        self.assertEqual((response["Content-Type"], response.content), ("image/png", PNG))
        missing = reverse("admin:quizzes_import_picture", args=[record.public_id, "0" * 64])
        self.assertEqual(self.client.get(missing).status_code, 404)


class ChoosingTests(ImportTestCase):
    def names(self) -> set[str]:
        return set(
            self.bank.questions.filter(name__startswith="Number").values_list("name", flat=True)
        )

    def test_it_imports_when_the_teacher_confirms(self) -> None:
        record = self.confirm(self.upload())
        question = Question.objects.get(name="Sky")
        self.assertEqual(question.bank, self.bank)
        revision = question.revisions.get()
        self.assertEqual(revision.editor, self.teacher)
        self.assertEqual(revision.imported_in, record)
        self.assertEqual(record.state, "done")
        self.assertContains(self.see(record), "✓ Imported.")

    def test_it_imports_only_what_is_ticked(self) -> None:
        record = self.upload(many(3))
        self.choose(record, shown=[1, 2, 3], choose=[1, 3], confirm="yes")
        self.assertEqual(self.names(), {"Number 1", "Number 3"})
        self.assertEqual(record.report["left_out"], 1)

    def test_the_choice_survives_paging(self) -> None:
        record = self.upload(many(150))
        page = self.see(record)
        self.assertEqual(len(page.context["questions"]), 100)
        shown = range(1, 101)
        response = self.choose(record, shown=shown, choose=shown[2:], to="all:2")
        self.assertIn("page=2", response.url)
        page = self.see(record, page=2)
        self.assertEqual([q.number for q in page.context["questions"]], list(range(101, 151)))
        self.assertContains(page, "148 of 150 chosen")
        self.choose(record, shown=[1, 2], choose=[2], to="all:2")
        self.assertContains(self.see(record), "149 of 150 chosen")
        shown = range(101, 151)
        self.choose(record, shown=shown, choose=shown[1:], confirm="yes")
        self.assertEqual(self.bank.questions.count(), 3 + 148)
        self.assertFalse(self.names() & {"Number 1", "Number 101"})

    def test_all_or_none_are_chosen_by_one_button(self) -> None:
        record = self.upload(many(150))
        self.choose(record, shown=[1], everything="no")
        self.assertContains(self.see(record), "0 of 150 chosen")
        self.choose(record, shown=[1, 2], choose=[2], to="all:1")
        self.assertContains(self.see(record), "1 of 150 chosen")
        self.choose(record, confirm="yes")
        self.assertEqual(self.names(), {"Number 2"})

    def test_nothing_chosen_is_nothing_imported(self) -> None:
        record = self.upload(many(2))
        self.choose(record, shown=[1, 2], confirm="yes")
        self.assertEqual(record.state, "looked")
        self.assertContains(self.see(record), "Nothing is chosen.")

    def test_numbers_that_are_none_do_no_harm(self) -> None:
        record = self.upload(many(2))
        self.choose(record, shown=["1", "x", "-5", "9" * 30, "77"], choose=["²"], to="x:y")
        self.choose(record, shown=["2"], choose=["2"], confirm="yes")
        self.assertEqual(self.names(), {"Number 2"})

    def test_filters_narrow_the_list_down(self) -> None:
        self.confirm(self.upload(many(2)))
        record = self.upload(many(3).replace("Is it 1", "Is that 1"))
        for show, numbers in (
            ("new", [3]), ("changed", [1]), ("unchanged", [2]), ("warned", []), ("odd", [1, 2, 3]),
        ):  # fmt: skip
            with self.subTest(show):
                page = self.see(record, show=show, page="999")
                self.assertEqual([q.number for q in page.context["questions"]], numbers)

    def test_it_imports_once_however_often_it_is_confirmed(self) -> None:
        record = self.upload()
        for _ in range(2):
            self.confirm(record)
        self.assertEqual(Question.objects.filter(name="Sky").count(), 1)
        self.assertEqual(Import.objects.get().created, 1)

    def test_a_file_that_is_not_wanted_is_forgotten(self) -> None:
        record = self.upload()
        self.choose(record, drop="yes")
        self.assertFalse(Import.objects.exists())
        self.assertFalse(default_storage.exists(record.file.name or ""))
        self.assertFalse(Question.objects.filter(name="Sky").exists())

    def test_the_file_is_kept_until_it_is_imported_and_no_longer(self) -> None:
        record = self.upload()
        kept = [record.file.name or "", record.found.name or ""]
        self.assertTrue(all(map(default_storage.exists, kept)))
        self.confirm(record)
        self.assertFalse(any(map(default_storage.exists, kept)))

    def test_it_says_that_the_file_is_gone(self) -> None:
        record = self.upload()
        default_storage.delete(record.found.name or "")
        for response in (self.see(record), self.choose(record, confirm="yes")):
            self.assertRedirects(
                response, reverse("admin:quizzes_bank_import", args=[self.bank.pk])
            )
        self.assertFalse(Question.objects.filter(name="Sky").exists())


class ReadingTests(ImportTestCase):
    def read(self, record: Import, **values: Any) -> Any:
        response = self.post("import_read", record.public_id, data={"format": "", **values})
        record.refresh_from_db()
        return response

    def test_another_encoding(self) -> None:
        record = self.upload("::A:: Mi az ő? {T}\n".encode("windows-1250"))
        self.assertContains(self.see(record), "Mi az õ?")
        self.read(record, encoding="windows-1250")
        self.assertContains(self.see(record), "Mi az ő?")

    def test_another_format_and_what_was_chosen_is_forgotten(self) -> None:
        record = self.upload(many(2))
        self.choose(record, shown=[1, 2], choose=[], to="all:1")
        self.read(record, format="aiken")
        self.assertEqual((record.format, record.total), ("aiken", 0))
        self.read(record, format="gift")
        self.assertContains(self.see(record), "2 of 2 chosen")

    def test_a_format_that_there_is_none_of_is_refused(self) -> None:
        record = self.upload()
        self.assertContains(self.read(record, format="pdf"), "Select a valid choice")
        self.assertEqual(record.format, "gift")

    def test_the_columns_of_a_table_are_corrected(self) -> None:
        table = "question,option a,option b,correct\nWhich?,one,two,one\nWhat?,red,blue,blue\n"
        record = self.upload(table, "table.csv")
        page = self.see(record)
        self.assertContains(page, "Say what is in which column")
        form = page.context["form"]
        values = {name: form[name].value() or "" for name in form.fields}
        self.assertEqual(values["column_3"], "right")
        response = self.read(record, **{**values, "column_1": "right"})
        self.assertContains(response, "is chosen for more than one column")
        self.read(record, **{**values, "column_3": "", "column_1": "right", "column_2": "wrong 1"})
        page = self.see(record)
        self.assertEqual(record.total, 2)
        question = page.context["questions"][1]
        right = [choice.content.text for choice in question.choices if choice.verdict == "correct"]
        self.assertEqual(right, ["red"])

    def test_a_table_is_asked_about_where_it_does_not_say_enough(self) -> None:
        table = "Frage,Antwort eins,Antwort zwei,Nummer\nWas?,rot,blau,1\nWer?,ich,du,1\n"
        record = self.upload(table, "fragen.csv")
        page = self.see(record)
        self.assertEqual((record.format, record.total), ("csv", 0))
        self.assertContains(page, "First answer")
        form = page.context["form"]
        values = {name: form[name].value() or "" for name in form.fields}
        self.read(record, **{**values, "first_answer": "1"})
        self.assertEqual(record.total, 2)
        question = self.see(record).context["questions"][0]
        right = [choice.content.text for choice in question.choices if choice.verdict == "correct"]
        self.assertEqual(right, ["rot"])


class ReportTests(ImportTestCase):
    def test_it_stays_readable_and_can_be_found(self) -> None:
        record = self.confirm(self.upload())
        page = self.see(record)
        self.assertContains(page, "<strong>Line 3</strong> · Bad")
        self.assertContains(page, "GIFT (Moodle)")
        page = self.get("import_changelist", q="sky")
        self.assertContains(page, reverse("admin:quizzes_import_page", args=[record.public_id]))
        self.assertNotContains(self.get("import_changelist", q="sea"), "sky.gift")
        page = self.client.get(reverse("admin:quizzes_import_change", args=[record.pk]))
        self.assertRedirects(page, reverse("admin:quizzes_import_page", args=[record.public_id]))

    def test_nobody_adds_changes_or_deletes_one(self) -> None:
        record = self.confirm(self.upload())
        self.assertEqual(self.get("import_add").status_code, 403)
        self.assertEqual(self.get("import_delete", record.pk).status_code, 403)
        self.assertNotContains(self.get("import_changelist"), 'name="action"')

    def test_it_is_undone_from_the_report_after_a_question(self) -> None:
        record = self.confirm(self.upload())
        page = self.get("import_undo", record.public_id)
        self.assertContains(page, "1 question that this import made would be deleted.")
        self.assertTrue(Question.objects.filter(name="Sky").exists())
        self.post("import_undo", record.public_id, data={})
        self.assertFalse(Question.objects.filter(name="Sky").exists())
        self.assertContains(self.see(record), "1 question deleted")
        self.post("import_undo", record.public_id, data={})
        self.assertContains(self.see(record), "has been undone already")

    def test_the_page_names_what_an_undo_would_leave(self) -> None:
        record = self.confirm(self.upload())
        question = Question.objects.get(name="Sky")
        question.save()
        page = self.get("import_undo", record.public_id)
        self.assertContains(page, "It was changed after the import.")
        self.post("import_undo", record.public_id, data={})
        self.assertContains(self.see(record), "It was changed after the import.")
        question.delete()
        self.assertContains(self.see(record), "Sky: It was changed")

    def test_a_bank_and_its_imports_go_together(self) -> None:
        self.confirm(self.upload())
        self.quiz.slots.all().delete()
        self.bank.delete()
        self.assertFalse(Import.objects.exists())


class StrangerTests(ImportTestCase):
    def test_a_stranger_meets_nothing_of_it(self) -> None:
        waiting = self.upload()
        done = self.confirm(self.upload(many(1), "numbers.gift"))
        before = Question.objects.count()
        self.sign_in(self.stranger)
        for record in (waiting, done):
            for name in ("page", "choose", "read", "again", "undo", "progress"):
                with self.subTest(name, state=record.state):
                    self.assert_unknown(f"import_{name}", record.public_id)
            self.assertEqual(
                self.get("import_picture", record.public_id, "0" * 64).status_code, 404
            )
        for name in ("bank_import", "bank_type", "bank_typed"):
            with self.subTest(name):
                self.assert_unknown(name, self.bank.pk)
        self.assertEqual(self.get("duplicates", bank=self.bank.pk).status_code, 404)
        self.assertNotContains(self.get("import_changelist"), "sky.gift")
        self.assertEqual(Question.objects.count(), before)
        self.assertEqual(set(Import.objects.values_list("state", flat=True)), {"looked", "done"})

    def assert_unknown(self, name: str, *args: Any) -> None:
        data = {"confirm": "yes", "drop": "yes", "text": "Which? {T}", "go": "yes"}
        self.assertEqual(self.get(name, *args).status_code, 404)
        self.assertEqual(self.post(name, *args, data=data).status_code, 404)

    def test_a_colleague_may_finish_it(self) -> None:
        record = self.upload()
        self.bank.teachers.add(self.stranger)
        self.sign_in(self.stranger)
        self.confirm(record)
        self.assertEqual(record.state, "done")

    def test_who_may_not_change_banks_is_kept_out(self) -> None:
        record = self.upload()
        self.teacher.groups.clear()
        self.assertEqual(self.see(record).status_code, 403)
        self.assertEqual(self.get("bank_import", self.bank.pk).status_code, 403)

    def test_a_learner_has_no_way_in(self) -> None:
        record = self.upload()
        self.sign_in(self.learner)
        self.assertEqual(self.see(record).status_code, 302)
        self.assertEqual(self.get("duplicates").status_code, 302)


class SizeTests(ImportTestCase):
    def test_a_page_of_thousands_is_small_and_takes_few_queries(self) -> None:
        for count in (100, 2000):
            record = self.upload(many(count), f"{count}.gift")
            with self.subTest(count), self.assertNumQueries(5):
                page = self.see(record)
            self.assertLess(len(page.content), 250_000)
        self.assertEqual(page.context["pages"], 20)
