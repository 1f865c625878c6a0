"""What tests of the import pages do again and again."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from quizzes.models import Import

from .admin_cast import AdminTestCase

GIFT = "::Sky:: Which colour has the sky? {=Blue ~Green}\n\n::Bad:: Which? {=Only one}\n"


def many(count: int) -> str:
    """A file of so many questions."""
    return "\n\n".join(f"::Number {n}:: Is it {n}? {{T}}" for n in range(1, count + 1))


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
        response = self.post("import_choose", record.public_id, data=values)
        if Import.objects.filter(pk=record.pk).exists():
            record.refresh_from_db()
        return response

    def confirm(self, record: Import) -> Import:
        self.choose(record, confirm="yes")
        return record
