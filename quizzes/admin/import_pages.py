"""What was found in a file: page by page, with what is chosen, until it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from quizzes.importing import records as imports
from quizzes.importing.choice import choose as keep_choice
from quizzes.importing.choice import choose_all, selected
from quizzes.importing.found import BATCH, UNCHANGED, Found, picture_type
from quizzes.importing.running import found, options_of, source_of
from quizzes.models import Import

from .import_columns import table_of
from .import_forms import ReadingForm
from .import_reports import progress_page, report_page
from .import_showing import shown

if TYPE_CHECKING:
    from .imports import ImportAdmin

State = Import.State
# What a preview can be narrowed down to, in the order of the buttons.
FILTERS = {
    "all": "All",
    "new": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "warned": "With warnings",
    "twice": "There already",
}
GONE = "The file is no longer there. Nothing was imported: upload it again."
NOTHING_CHOSEN = "Nothing is chosen. Tick at least one question."


def page(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """Where an import stands: what was found, how far it is, or what became of it."""
    if record.state == State.LOOKED:
        return _preview(site, request, record)
    if record.state in (State.LOOKING, State.WAITING, State.RUNNING, State.UNDOING):
        return progress_page(site, request, record)
    return report_page(site, request, record)


def choose(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """Keeps what is ticked, then does what was asked for: import, turn the page, or forget it."""
    if request.method != "POST" or record.state != State.LOOKED:
        return redirect(_url(record))
    if "drop" in request.POST:
        imports.drop(record)
        messages.success(request, f"“{record.file_name}” was not imported.")
        return redirect("admin:quizzes_bank_change", record.bank_id)
    keep_choice(record, _numbers(request, "shown"), _numbers(request, "choose"))
    if "everything" in request.POST:
        choose_all(record, request.POST["everything"] == "yes")
    if "confirm" in request.POST:
        return _confirmed(request, record)
    which, number = _wanted(request.POST.get("to", ""))
    return redirect(_url(record, which, number) + "#questions")


def read_again(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """Reads the file as the teacher says; shows the page again where that can't be."""
    if request.method != "POST" or record.state != State.LOOKED:
        return redirect(_url(record))
    form = _reading_form(record, request.POST)
    if not form.is_valid():
        return _preview(site, request, record, form)
    imports.look_again(record, form.cleaned_data["format"], form.options())
    return redirect(_url(record))


def picture(record: Import, name: str) -> HttpResponse:
    """A picture of the file, as far as it is one. Raises Http404."""
    data = None
    if record.found:
        with found(record) as seen:
            data = seen.picture(name)
    kind = data and picture_type(data)
    if not data or not kind:
        raise Http404("There is no such picture.")
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})


def _confirmed(request: HttpRequest, record: Import) -> HttpResponse:
    try:
        with found(record) as seen:
            chosen = selected(record, seen.index)
    except OSError:
        messages.error(request, GONE)
        return redirect("admin:quizzes_bank_import", record.bank_id)
    if not chosen:
        messages.error(request, NOTHING_CHOSEN)
    else:
        imports.confirm(record)
    return redirect(_url(record))


def _preview(
    site: ImportAdmin, request: HttpRequest, record: Import, form: ReadingForm | None = None
) -> HttpResponse:
    try:
        with found(record) as seen:
            context = _listed(request, record, seen)
        context["form"] = form or _reading_form(record)
    except OSError:
        messages.error(request, GONE)
        return redirect("admin:quizzes_bank_import", record.bank_id)
    title = f"Import into “{record.bank}”"
    return site.page(request, "import_preview.html", title, record=record, **context)


def _listed(request: HttpRequest, record: Import, seen: Found) -> dict[str, Any]:
    """What the list of questions shows: one page of those that pass the filter."""
    which, number = _wanted(f"{request.GET.get('show')}:{request.GET.get('page')}")
    places = seen.index.places(which)
    pages = max(1, -(-len(places) // BATCH))
    number = min(number, pages)
    ticked = selected(record, seen.index)
    part = places[(number - 1) * BATCH : number * BATCH]
    return {
        "questions": shown(record, seen.questions(part), seen.index, ticked, request),
        "filters": [
            (name, label, len(seen.index.places(name)), name == which)
            for name, label in FILTERS.items()
        ],
        "which": which,
        "number": number,
        "pages": pages,
        "first": (number - 1) * BATCH + 1,
        "last": (number - 1) * BATCH + len(part),
        "listed": len(places),
        "chosen": len(ticked),
        "importable": len(seen.index.importable()),
        "unchanged": UNCHANGED,
    }


def _reading_form(record: Import, data: Any = None) -> ReadingForm:
    options = options_of(record)
    table = table_of(source_of(record), record.format, options)
    initial = {"format": record.format, "encoding": options.encoding or ""}
    return ReadingForm(data, initial, table)


def _numbers(request: HttpRequest, name: str) -> frozenset[int]:
    """The questions that a form names. Numbers of others do no harm."""
    return frozenset(int(text) for text in request.POST.getlist(name) if _is_number(text))


def _wanted(text: str) -> tuple[str, int]:
    """A filter and a page from "changed:2"; the first of all where it is neither."""
    which, _, number = text.partition(":")
    wanted = int(number) if _is_number(number) else 1
    return which if which in FILTERS else "all", max(1, wanted)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _url(record: Import, which: str = "all", number: int = 1) -> str:
    url = reverse("admin:quizzes_import_page", args=[record.public_id])
    asked = {"show": which} if which != "all" else {}
    asked |= {"page": str(number)} if number > 1 else {}
    return f"{url}?{urlencode(asked)}" if asked else url
