"""The first page of an import: choose a file, or drop it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quizzes.formats import formats
from quizzes.formats.source import MAX_WHOLE
from quizzes.importing import records as imports

from .common import teacher
from .import_forms import UploadForm

if TYPE_CHECKING:
    from .bank import BankAdmin

MEGABYTES = MAX_WHOLE // 1024 // 1024


def upload_page(site: BankAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the file and goes on to what was found in it."""
    bank = site.owned_or_404(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        record = imports.begin(bank, teacher(request), values["file"], values["format"])
        return redirect("admin:quizzes_import_page", record.public_id)
    known = sorted(formats(), key=lambda each: each.label.casefold())
    context = {"form": form, "original": bank, "formats": known, "megabytes": MEGABYTES}
    return site.page(request, "import.html", f"Import into “{bank}”", **context)
