"""How far an import is, what became of it, and its undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from quizzes.formats import formats
from quizzes.importing import plan as import_plan
from quizzes.importing import records as imports
from quizzes.importing.progress import done, is_stalled
from quizzes.importing.running import running_before
from quizzes.models import Import, Question

from .common import mine, plural, teacher

if TYPE_CHECKING:
    from .imports import ImportAdmin

# Of the questions that would stay, on the page that asks.
LISTED = 100
_DOING = {"looking": "Looking into the file", "running": "Importing", "undoing": "Taking it back"}
# For so long after an import the browser may forget what was typed for it.
NEW = timedelta(minutes=2)


def progress_page(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """Looks for news by itself: a reload without scripts, a live text with them."""
    title = f"Import into “{record.bank}”"
    context = {"record": record, **_progress(record)}
    return site.page(request, "import_progress.html", title, **context)


def progress(request: HttpRequest, record: Import) -> HttpResponse:
    """The same as JSON, for the page's script."""
    told = _progress(record)
    return JsonResponse({name: told[name] for name in ("sentence", "done", "is_over")})


def report_page(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """What became of the file; stays for good."""
    labels = {known.name: known.label for known in formats()}
    context = {
        "record": record,
        "format": labels.get(record.format, record.format),
        "may_undo": record.state == Import.State.DONE and _changed_something(record),
        "may_begin_again": imports.may_begin_again(record),
        "kept": _kept(request, record.report.get("undo", {}).get("kept", [])),
        "is_new": bool(record.finished_at and timezone.now() - record.finished_at < NEW),
    }
    return site.page(request, "import_report.html", record.file_name, **context)


def again(request: HttpRequest, record: Import) -> HttpResponse:
    """Begins anew with what failed or stalled."""
    if request.method == "POST" and not imports.again(record):
        messages.warning(request, "There is nothing to begin again: somebody is at work on it.")
    return redirect("admin:quizzes_import_page", record.public_id)


def undo_page(site: ImportAdmin, request: HttpRequest, record: Import) -> HttpResponse:
    """Says what an undo would do, and does it when that is confirmed."""
    page = redirect("admin:quizzes_import_page", record.public_id)
    if record.state != Import.State.DONE:
        messages.error(request, _why_not(record))
        return page
    if request.method == "POST":
        imports.undo(record, teacher(request))
        if record.state == Import.State.UNDONE:
            messages.success(request, _sentence(record.report["undo"]))
        return page
    plan = import_plan.plan(record)
    kept = [[kept.pk, kept.name, kept.reason] for kept in plan.kept]
    context = {
        "record": record,
        "deleted": len(plan.deleted),
        "restored": len(plan.restored) + len(plan.moved),
        "kept": _kept(request, kept[:LISTED]),
        "kept_count": len(kept),
    }
    return site.page(request, "import_undo.html", f"Undo “{record.file_name}”", **context)


def _progress(record: Import) -> dict[str, Any]:
    before = running_before(record) if record.state == Import.State.WAITING else None
    so_far = done(record)
    return {
        "before": before,
        "done": so_far,
        "is_stalled": is_stalled(record),
        "may_begin_again": imports.may_begin_again(record),
        "sentence": _state(record, before, so_far),
        "is_over": record.state in ("looked", "done", "failed", "undone"),
    }


def _state(record: Import, before: Import | None, so_far: int | None) -> str:
    if record.state == Import.State.WAITING:
        if before:
            return f"Waiting until “{before.file_name}” is imported: one file at a time."
        return "Waiting for its turn."
    doing = _DOING.get(record.state, "Importing")
    if not so_far:
        return f"{doing} …"
    if record.total and record.state == Import.State.RUNNING:
        return f"{doing}: {so_far:,} of {record.total:,} questions."
    return f"{doing}: {plural(so_far, 'question')} so far."


def _why_not(record: Import) -> str:
    if record.state == Import.State.UNDONE:
        return "This import has been undone already. An undo can't be repeated."
    return "This import isn't finished, so there is nothing to undo."


def _sentence(outcome: dict[str, Any]) -> str:
    return (
        f"Undone: {plural(outcome['deleted'], 'question')} deleted, {outcome['restored']} as "
        f"before again, {outcome['kept_count']} left as they are."
    )


def _changed_something(record: Import) -> bool:
    return bool(record.created or record.updated)


def _kept(request: HttpRequest, kept: list[list[Any]]) -> list[tuple[int | None, str, str]]:
    """Questions that stay; without a number, and so without a link, where they are gone since."""
    pks = [pk for pk, _, _ in kept]
    there = set(mine(Question, request).filter(pk__in=pks).values_list("pk", flat=True))
    return [(pk if pk in there else None, name, reason) for pk, name, reason in kept]
