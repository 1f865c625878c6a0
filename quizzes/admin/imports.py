"""The import page of a bank: choose a file, see what would happen, confirm."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from quizzes.formats.source import MAX_WHOLE
from quizzes.importing import ImportResult, import_data
from quizzes.models import Bank

from .common import plural, teacher

if TYPE_CHECKING:
    from .bank import BankAdmin

# Between the preview and the confirmation the file waits here; the session knows its name.
WAITING = "imports"
SESSION_KEY = "import_waiting"
SHOWN = 200


def format_choices() -> list[tuple[str, str]]:
    from quizzes.formats import formats

    return [("", "Find out from the file"), *((known.name, known.label) for known in formats())]


class UploadForm(forms.Form):
    file = forms.FileField(help_text=f"At most {MAX_WHOLE // 1024 // 1024} MB.")
    format = forms.ChoiceField(choices=format_choices, required=False)

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_WHOLE:
            raise ValidationError("The file is too large. Split it and import the parts.")
        return file


def import_page(site: BankAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Three steps at one address: upload, preview, confirmation."""
    bank = site.owned_or_404(request, pk)
    if "confirm" in request.POST:
        return _confirmed(request, bank)
    form = UploadForm(request.POST or None, request.FILES or None)
    result = None
    if request.method == "POST" and form.is_valid():
        result = _previewed(request, bank, form.cleaned_data)
    context = {"form": form, "original": bank, "result": result, "shown": SHOWN}
    return site.page(request, "import.html", f"Import into “{bank}”", **context)


def _previewed(request: HttpRequest, bank: Bank, values: dict[str, Any]) -> ImportResult:
    _forget(request)
    _prune()
    data = values["file"].read()
    result = import_data(bank, values["file"].name, data, values["format"] or None, dry_run=True)
    if result.is_usable:
        kept = default_storage.save(f"{WAITING}/{secrets.token_hex(16)}", ContentFile(data))
        waiting = {"bank": bank.pk, "path": kept, "file": result.file, "format": result.format}
        request.session[SESSION_KEY] = waiting
    return result


def _confirmed(request: HttpRequest, bank: Bank) -> HttpResponse:
    waiting = request.session.get(SESSION_KEY)
    if not waiting or waiting["bank"] != bank.pk or not default_storage.exists(waiting["path"]):
        messages.error(
            request, "The file is no longer there. Nothing was imported: upload it again."
        )
        return redirect("admin:quizzes_bank_import", bank.pk)
    with default_storage.open(waiting["path"]) as file:
        data = file.read()
    result = import_data(bank, waiting["file"], data, waiting["format"], editor=teacher(request))
    _forget(request)
    messages.success(request, _sentence(result))
    return redirect("admin:quizzes_bank_change", bank.pk)


def _sentence(result: ImportResult) -> str:
    return (
        f"From “{result.file}”: {plural(result.created, 'question')} created, "
        f"{result.updated} updated, {result.unchanged} unchanged, {len(result.skipped)} skipped."
    )


def _forget(request: HttpRequest) -> None:
    waiting = request.session.pop(SESSION_KEY, None)
    if waiting:
        default_storage.delete(waiting["path"])


def _prune() -> None:
    """Delete files that nobody confirmed within a day."""
    try:
        waiting = default_storage.listdir(WAITING)[1]
    except FileNotFoundError:
        return
    yesterday = timezone.now() - timedelta(days=1)
    for name in waiting:
        path = f"{WAITING}/{name}"
        if default_storage.get_modified_time(path) < yesterday:
            default_storage.delete(path)
