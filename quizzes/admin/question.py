"""Questions: the list with its filters, and the page where one is written."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, URLPattern, path, reverse

from quizzes import revisions
from quizzes.models import Attempt, Category, Choice, Question, Slot
from quizzes.regrading import regrade
from quizzes.validation import doubts

from . import conflicts
from . import question_actions as bulk
from .common import OrderedInline, OwnedAdmin, OwnFilter, count, mine, plural, teacher
from .history import entries
from .question_form import ChoiceForm, ChoiceFormSet, QuestionForm


class CategoryFilter(admin.SimpleListFilter):
    """A category with everything below it."""

    title = "category"
    parameter_name = "category"
    template = "admin/quizzes/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = mine(Category, request).select_related("bank").order_by("bank__title", "path")
        if bank := request.GET.get("bank__id__exact", ""):
            rows = rows.filter(bank=int(bank)) if bank.isdecimal() else rows.none()
            return [(str(row.pk), str(row)) for row in rows]
        return [(str(row.pk), f"{row.bank}: {row}") for row in rows]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if not value:
            return rows
        own = mine(Category, request)
        category = own.filter(pk=value).first() if value.isdecimal() else None
        return rows.filter(category__in=category.subtree()) if category else rows.none()


class ChoiceInline(OrderedInline):
    model = Choice
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = ["text", ("weight", "position", "pinned"), "feedback"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 4


@admin.register(Question)
class QuestionAdmin(SortableAdminBase, OwnedAdmin[Question]):
    form = QuestionForm
    inlines = [ChoiceInline]
    fieldsets = [
        (None, {"fields": [("bank", "category"), "name", ("kind", "state"), "text"]}),
        ("After the answer", {"fields": ["explanation", "hints"]}),
        ("More", {"fields": ["tag_names", ("max_mark", "shuffle")]}),
    ]
    list_display = ["name", "category", "kind", "state", "quizzes", "tag_list"]
    list_filter = [("bank", OwnFilter), CategoryFilter, "kind", "state", ("tags", OwnFilter)]
    list_select_related = ["category"]
    search_fields = ["name", "text", "choices__text", "tags__name"]
    actions = [
        bulk.move,
        bulk.add_tag,
        bulk.remove_tag,
        bulk.set_state,
        bulk.add_to_quiz,
        bulk.export,
    ]
    change_form_template = "admin/quizzes/question/change_form.html"

    class Media:
        js = ["quizzes/admin/question.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        rows = super().get_queryset(request)
        return rows.annotate(quizzes_asking=count(Slot.objects.all(), "question", distinct="quiz"))

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> list[str]:
        return ["bank"] if obj else []

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.queryset = changelist.queryset.prefetch_related("tags")
        changelist.result_list = changelist.result_list.prefetch_related("tags")
        return changelist

    @admin.display(description="tags")
    def tag_list(self, question: Question) -> str:
        return ", ".join(tag.name for tag in question.tags.all()) or "–"

    @admin.display(description="in quizzes", ordering="quizzes_asking")
    def quizzes(self, question: Any) -> int:
        return int(question.quizzes_asking)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        with transaction.atomic():
            if request.method == "POST" and object_id:
                self._meet_other_editors(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _meet_other_editors(self, request: HttpRequest, object_id: str) -> None:
        """The form refuses what is stale; its rows must be those that exist, to be shown."""
        question = self.get_object(request, unquote(object_id))
        if question and conflicts.is_stale(request.POST.get("version", ""), question):
            request.POST = conflicts.on_current_choices(request.POST, question)  # type: ignore[assignment]  # a QueryDict too

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.save_tags()
        question = Question.objects.get(pk=form.instance.pk)
        revisions.record([question], teacher(request))
        for sentence in doubts(question.asked()):
            messages.warning(request, sentence)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        view = path("<int:pk>/regrade/", wrap(self.regrade_view), name="quizzes_question_regrade")
        return [view, *super().get_urls()]

    def regrade_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks on GET, regrades on POST."""
        question = self.owned_or_404(request, pk)
        if request.method == "POST":
            changed = regrade(question)
            self.log_change(request, question, f"Regraded past answers: {plural(changed, 'mark')}.")
            messages.success(request, f"{plural(changed, 'mark')} changed.")
            return redirect("admin:quizzes_question_change", pk)
        context = {
            "original": question,
            "learners": _learners(question),
            "choices": question.choices,
        }
        return self.page(request, "regrade.html", "Regrade past answers", **context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        question = kwargs.get("obj")
        context["preview_url"] = _preview_url()
        if question:
            history = entries(question)
            context["revision_entries"] = history
            context["learners"] = _learners(question)
            context["next_revision"] = history[0].revision.number + 1 if history else 1
        return super().render_change_form(request, context, *args, **kwargs)


def _learners(question: Question) -> int:
    """How many people have answered it, in any revision."""
    attempts = Attempt.objects.counted().filter(
        responses__revision__question=question, responses__answered_at__isnull=False
    )
    return User.objects.filter(attempts__in=attempts).distinct().count()


def _preview_url() -> str:
    """Where the chat draws a question; "" on a site without the chat."""
    try:
        return reverse("question-preview")
    except NoReverseMatch:
        return ""
