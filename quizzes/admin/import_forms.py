"""How a file is to be read: its format, its characters and, for a table, its columns.

Imported by pages only, since it brings the formats with it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from quizzes.formats import formats
from quizzes.formats.base import Options
from quizzes.formats.source import MAX_WHOLE

from .import_columns import Table

ENCODINGS = [
    ("", "Find out from the file"),
    ("utf-8-sig", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16), from Excel or Notepad"),
    ("windows-1252", "Western European (Windows)"),
    ("windows-1250", "Central European (Windows)"),
    ("windows-1251", "Cyrillic (Windows)"),
    ("windows-1253", "Greek (Windows)"),
    ("windows-1254", "Turkish (Windows)"),
    ("iso-8859-15", "Western European (ISO)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("gb18030", "Chinese (GB 18030)"),
    ("big5", "Chinese (Big5)"),
    ("euc-kr", "Korean (EUC-KR)"),
]


def format_choices() -> list[tuple[str, str]]:
    return [("", "Find out from the file"), *((known.name, known.label) for known in formats())]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        widget=forms.ClearableFileInput(attrs={"class": "drop-input"}),
        error_messages={
            "required": "Choose a file first.",
            "empty": "This file is empty. Perhaps it was still open in another program.",
        },
    )
    format = forms.ChoiceField(choices=format_choices, required=False, label="Format")

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_WHOLE:
            raise ValidationError("The file is too large. Split it and import the parts.")
        return file


class ReadingForm(forms.Form):
    """Corrects what was guessed about a file. `table`: its columns, where it is a table."""

    format = forms.ChoiceField(choices=format_choices, required=False, label="Format")
    encoding = forms.ChoiceField(
        choices=ENCODINGS,
        required=False,
        label="Characters",
        help_text="If letters such as ä or é look wrong, try another one.",
    )

    def __init__(self, data: Any, initial: dict[str, Any], table: Table | None) -> None:
        super().__init__(data, initial=initial)
        self.table = table
        if table:
            self.fields.update(table.fields())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.table:
            for name, sentence in self.table.problems(values):
                self.add_error(name, sentence)
        return values

    def options(self) -> Options:
        """What the teacher says about the file. Call it when the form is valid."""
        values = self.cleaned_data
        return Options(
            columns=self.table.columns(values) if self.table else {},
            first_answer=self.table.first_answer(values) if self.table else None,
            encoding=values["encoding"] or None,
        )
