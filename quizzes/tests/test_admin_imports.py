"""Imports as a teacher does them: upload, see, choose, import, read the report."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from quizzes.models import Import, Question

from .admin_cast import AdminTestCase

GIFT = "::Sky:: Which colour has the sky? {=Blue ~Green}\n\n::Bad:: Which? {=Only one}\n"


class ImportTestCase(AdminTestCase):
    def upload(self, text: str | bytes = GIFT, name: str = "sky.gift", **values: Any) -> Import:
        data = text.encode() if isinstance(text, str) else text
        form = {"file": SimpleUploadedFile(name, data), "format": "", **values}
        response = self.post("bank_import", self.bank.pk, data=form)
        self.assertEqual(response.status_code, 302)
        return Import.objects.latest("pk")

    def see(self, record: Import, **query: Any) -> Any:
        return self.get("import_page", record.public_id, **query)

    def choose(self, record: Import, **values: Any) -> Any:
        return self.post("import_choose", record.public_id, data=values)

    def confirm(self, record: Import) -> Import:
        self.choose(record, confirm="yes", shown=[], choose=[])
        record.refresh_from_db()
        return record


class PreviewTests(ImportTestCase):
    def test_it_shows_what_would_happen_and_changes_nothing(self) -> None:
        page = self.see(self.upload())
        self.assertContains(page, "sky.gift")
        self.assertContains(page, "Which colour has the sky?")
        self.assertContains(page, "✓ right")
        self.assertContains(page, "<strong>Line 3</strong> · Bad")
        self.assertContains(page, "::Bad:: Which? {=Only one}")
        self.assertFalse(Question.objects.filter(name="Sky").exists())

    def test_it_imports_when_the_teacher_confirms(self) -> None:
        record = self.confirm(self.upload())
        question = Question.objects.get(name="Sky")
        self.assertEqual(question.bank, self.bank)
        revision = question.revisions.get()
        self.assertEqual(revision.editor, self.teacher)
        self.assertEqual(revision.imported_in, record)
        self.assertEqual(record.state, "done")
        self.assertContains(self.see(record), "✓ Imported.")
