"""Quizzes: their questions and pools, their rules, and how they go."""

from __future__ import annotations

import random
from typing import Any

from adminsortable2.admin import SortableAdminBase
from django import forms
from django.contrib import admin, messages
from django.db.models import Avg, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from quizzes.models import Attempt, ClosingMessage, Quiz, Slot
from quizzes.models.attempt import PERCENT
from quizzes.selection import PoolTooSmall, choose_questions
from quizzes.wording import percentage

from .common import OrderedInline, SharedAdmin, count, plural
from .generics import ModelForm, StackedInline


class SlotForm(ModelForm[Slot]):
    class Meta:
        model = Slot
        fields = ["question", "bank", "category", "tag", "pick", "position"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        bank = values.get("bank")
        for name in ("category", "tag"):
            part = values.get(name)
            if part and bank and part.bank_id != bank.pk:
                self.add_error(name, f"“{part}” is not in the bank “{bank}”.")
        category, tag = values.get("category"), values.get("tag")
        if category and tag and category.bank_id != tag.bank_id:
            self.add_error("tag", "The category and the tag are of different banks.")
        return values


class SlotInline(OrderedInline):
    model = Slot
    form = SlotForm
    extra = 0
    verbose_name = "question or pool"
    verbose_name_plural = "questions and pools"
    fields = ["question", ("bank", "category", "tag"), ("pick", "position")]
    autocomplete_fields = ["question", "bank", "category", "tag"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        rows: QuerySet[Slot] = super().get_queryset(request)
        return rows.select_related("question", "bank", "category", "tag")


class ClosingMessageInline(StackedInline[ClosingMessage, Quiz]):
    model = ClosingMessage
    extra = 0
    fields = ["from_percent", "text"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class QuizForm(ModelForm[Quiz]):
    class Meta:
        model = Quiz
        fields = "__all__"
        widgets = {"penalty": forms.NumberInput(attrs={"step": "any", "min": "0", "max": "1"})}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("access") == Quiz.Access.GROUPS and not values.get("groups"):
            self.add_error("groups", "Name at least one group, or let others take the quiz.")
        if values.get("feedback") == Quiz.Feedback.DEFERRED and (values.get("tries") or 1) > 1:
            self.add_error("tries", "Several tries need feedback after each answer.")
        if not values.get("closes_at") and values.get("review") == Quiz.Review.CLOSED:
            self.add_error("closes_at", "Set it, or learners never see which choices were right.")
        return values


@admin.action(description="Publish", permissions=["change"])
def publish(site: QuizAdmin, request: HttpRequest, quizzes: QuerySet[Quiz]) -> None:
    for quiz in quizzes:
        site.warn(request, quiz)
    site.set_state(request, quizzes, Quiz.State.PUBLISHED)


@admin.action(description="Archive", permissions=["change"])
def archive(site: QuizAdmin, request: HttpRequest, quizzes: QuerySet[Quiz]) -> None:
    site.set_state(request, quizzes, Quiz.State.ARCHIVED)


@admin.register(Quiz)
class QuizAdmin(SortableAdminBase, SharedAdmin[Quiz]):
    form = QuizForm
    inlines = [SlotInline, ClosingMessageInline]
    fieldsets = [
        ("What", {"fields": ["title", "slug", "description", "state"]}),
        (
            "How it is marked",
            {
                "fields": [
                    ("feedback", "review"),
                    ("tries", "penalty"),
                    "hints",
                    ("counting", "pass_mark"),
                    ("shuffle_questions", "shuffle_choices"),
                ]
            },
        ),
        (
            "When",
            {
                "fields": [
                    "opens_at",
                    "closes_at",
                    "time_limit",
                    ("attempts_allowed", "attempt_delay"),
                ]
            },
        ),
        ("Who", {"fields": ["access", "groups"]}),
    ]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "state", "opens_at", "closes_at", "attempt_count", "average"]
    list_filter = ["state", "access"]
    search_fields = ["title", "slug", "description"]
    actions = [publish, archive]
    change_form_template = "admin/quizzes/quiz/change_form.html"

    class Media:
        js = ["quizzes/admin/labels.js", "quizzes/admin/slots.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        taken = Attempt.objects.counted()
        return (
            super()
            .get_queryset(request)
            .annotate(attempts_made=count(taken, "quiz"), average_percent=_average(taken))
        )

    @admin.display(description="attempts", ordering="attempts_made")
    def attempt_count(self, quiz: Any) -> str:
        url = reverse("admin:quizzes_attempt_changelist")
        shown = plural(quiz.attempts_made, "attempt")
        return format_html('<a href="{}?quiz__id__exact={}">{}</a>', url, quiz.pk, shown)

    @admin.display(description="average", ordering="average_percent")
    def average(self, quiz: Any) -> str:
        return "–" if quiz.average_percent is None else percentage(quiz.average_percent)

    def set_state(self, request: HttpRequest, quizzes: QuerySet[Quiz], state: Quiz.State) -> None:
        changed = Quiz.objects.filter(pk__in=quizzes.order_by().values("pk")).update(state=state)
        messages.success(
            request, f"{plural(changed, 'quiz', 'quizzes')}: now {state.label.lower()}."
        )

    def warn(self, request: HttpRequest, quiz: Quiz) -> None:
        if sentence := _shortcoming(quiz):
            messages.warning(request, sentence)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.warn(request, form.instance)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        # A preview records nothing that anybody would miss, but would protect its quiz.
        Attempt.objects.filter(quiz__in=objs, is_preview=True).delete()
        return super().get_deleted_objects(objs, request)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if quiz := kwargs.get("obj"):
            context["quiz_preview_url"] = _preview_url(quiz)
        return super().render_change_form(request, context, *args, **kwargs)


def _average(taken: QuerySet[Attempt]) -> Subquery:
    """The mean of the finished attempts' percents, never below 0 each."""
    rows = taken.finished().filter(quiz=OuterRef("pk")).order_by().values("quiz")  # type: ignore[attr-defined]
    return Subquery(rows.annotate(mean=Avg(PERCENT)).values("mean"))


def _shortcoming(quiz: Quiz) -> str:
    """Why an attempt could not start, or ""."""
    try:
        if choose_questions(quiz, random.Random(0)):
            return ""
    except PoolTooSmall as error:
        return f"“{quiz}” can't start yet. {error}"
    return f"“{quiz}” has no ready question yet, so nobody can take it."


def _preview_url(quiz: Quiz) -> str:
    """Where a teacher takes the quiz for a try; "" on a site without the chat."""
    try:
        return reverse("quiz-preview", args=[quiz.slug])
    except NoReverseMatch:
        return ""
