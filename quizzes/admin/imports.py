"""The list of imports, and the addresses of their pages.

Every command loads the admin. So the pages, which bring the formats, come with the first request.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, re_path, reverse
from django.utils.html import format_html

from quizzes.ids import LENGTH
from quizzes.models import Bank, Import
from quizzes.wording import when

from .common import OwnedAdmin, OwnFilter, mine

_ID = rf"^(?P<public_id>[\w-]{{{LENGTH}}})/"


@admin.register(Import)
class ImportAdmin(OwnedAdmin[Import]):
    """Nothing is changed here: an import has pages of its own."""

    list_display = ["file_link", "bank", "state", "created", "updated", "skipped", "by", "when"]
    list_display_links = None
    list_filter = ["state", ("bank", OwnFilter), "created_at"]
    list_select_related = ["bank", "editor"]
    search_fields = ["file_name", "bank__title", "editor__username", "editor__last_name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        rows = super().get_queryset(request)
        return rows.defer("report", "before", "chosen", "options")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="file", ordering="file_name")
    def file_link(self, record: Import) -> str:
        url = reverse("admin:quizzes_import_page", args=[record.public_id])
        return format_html('<a href="{}">{}</a>', url, record.file_name)

    @admin.display(description="by", ordering="editor")
    def by(self, record: Import) -> str:
        return (record.editor.get_full_name() or record.editor.username) if record.editor else "–"

    @admin.display(description="when", ordering="created_at")
    def when(self, record: Import) -> str:
        return when(record.created_at)

    def get_urls(self) -> list[URLPattern]:
        pages = [
            re_path(
                rf"{_ID}{suffix}$",
                self.admin_site.admin_view(getattr(self, f"{name}_view")),
                name=f"quizzes_import_{name}",
            )
            for name, suffix in (
                ("page", ""),
                ("choose", "choose/"),
                ("read", "read/"),
                ("again", "again/"),
                ("undo", "undo/"),
                ("progress", "progress/"),
                ("picture", r"picture/(?P<name>[0-9a-f]{64})/"),
            )
        ]
        return [*pages, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *rest: Any, **more: Any) -> Any:
        record = self.get_object(request, object_id)
        if record is None:
            return super().change_view(request, object_id, *rest, **more)
        return redirect("admin:quizzes_import_page", record.public_id)

    def own_or_404(self, request: HttpRequest, public_id: str) -> Import:
        """An import into a bank that the teacher may change. Raises Http404, PermissionDenied."""
        rows = Import.objects.filter(bank__in=mine(Bank, request))
        record = get_object_or_404(
            rows.select_related("bank", "editor", "undone_by"), public_id=public_id
        )
        if not request.user.has_perm("quizzes.change_bank"):
            raise PermissionDenied
        return record

    def page_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_pages

        return import_pages.page(self, request, self.own_or_404(request, public_id))

    def choose_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_pages

        return import_pages.choose(self, request, self.own_or_404(request, public_id))

    def read_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_pages

        return import_pages.read_again(self, request, self.own_or_404(request, public_id))

    def again_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_reports

        return import_reports.again(request, self.own_or_404(request, public_id))

    def undo_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_reports

        return import_reports.undo_page(self, request, self.own_or_404(request, public_id))

    def progress_view(self, request: HttpRequest, public_id: str) -> HttpResponse:
        from . import import_reports

        return import_reports.progress(request, self.own_or_404(request, public_id))

    def picture_view(self, request: HttpRequest, public_id: str, name: str) -> HttpResponse:
        from . import import_pages

        return import_pages.picture(self.own_or_404(request, public_id), name)
