"""What learners thought of what the chat showed them: for the teachers of the quiz it was about."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from quizzes.admin.common import is_superuser
from quizzes.admin.generics import ModelAdmin
from quizzes.models import Attempt
from quizzes.models.shared import editable_by

from .models import Feedback, ThreadItem

WORDS = {"question": "Question {}", "summary": "What is still open", "result": "The result"}


def with_attempt(rows: QuerySet[Feedback]) -> QuerySet[Any]:
    """Annotated with the attempt that the thread showed last when the thumb's item came."""
    cards = ThreadItem.objects.exclude(card_attempt="")
    before = cards.filter(thread=OuterRef("item__thread"), pk__lte=OuterRef("item"))
    shown = Attempt.objects.filter(public_id=OuterRef("about"))
    return rows.annotate(
        about=Subquery(before.order_by("-pk").values("card_attempt")[:1]),
        attempt=Subquery(shown.values("pk")),
        quiz=Subquery(shown.values("quiz__title")),
    )


@admin.register(Feedback)
class FeedbackAdmin(ModelAdmin[Feedback]):
    """To read, by those who may read attempts, and only about attempts that they may read."""

    list_display = ["thumb", "about_quiz", "about_item", "who", "given"]
    list_display_links = None
    list_filter = ["kind", "given_at"]
    list_select_related = ["item", "owner"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-given_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = with_attempt(super().get_queryset(request))
        if is_superuser(request):
            return rows
        theirs = editable_by(Attempt.objects.filter(is_preview=False), request.user, "quiz")
        return rows.filter(about__in=theirs.values("public_id"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return request.user.has_perm("quizzes.view_attempt")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return is_superuser(request)

    @admin.display(description="thumb", ordering="kind")
    def thumb(self, row: Feedback) -> str:
        is_up = row.kind == Feedback.Kind.POSITIVE
        return "Up" if is_up else "Down"

    @admin.display(description="quiz")
    def about_quiz(self, row: Any) -> str:
        if row.attempt is None:
            return "–"
        address = reverse("admin:quizzes_attempt_change", args=[row.attempt])
        return format_html('<a href="{}">{}</a>', address, row.quiz)

    @admin.display(description="about")
    def about_item(self, row: Feedback) -> str:
        item = row.item
        if item.card_kind:
            return WORDS.get(item.card_kind, "A card").format(item.card_position)
        # Reads Markdown, whose reader commands do without.
        from .plain import excerpt

        parts = json.loads(item.data).get("content") or []
        text = excerpt("\n\n".join(part.get("text", "") for part in parts), 100)
        return f"“{text}”" if text else "–"

    @admin.display(description="learner", ordering="owner__username")
    def who(self, row: Feedback) -> str:
        return row.owner.get_full_name() or row.owner.get_username()

    @admin.display(description="when", ordering="given_at")
    def given(self, row: Feedback) -> str:
        return date_format(localtime(row.given_at), "j M Y, H:i")
