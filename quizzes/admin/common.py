"""What every page of the admin keeps to: teachers meet only what they own or were given."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import CustomInlineFormSet, SortableStackedInline
from django import forms
from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from quizzes.models import Attempt, Bank, Category, Import, Picture, Question, Quiz, Tag
from quizzes.models.shared import Shared, editable_by

from .colleagues import ColleaguesField
from .generics import ModelAdmin, Row

# The lookup from a row to what has its owner.
OWNER_OF: dict[type[models.Model], str] = {
    Attempt: "quiz",
    Bank: "",
    Category: "bank",
    Import: "bank",
    Picture: "bank",
    Question: "bank",
    Quiz: "",
    Tag: "bank",
}

COLLEAGUES = (
    "The names that other teachers sign in with, commas between them. They may see and change it."
)


def mine(model: type[Row], request: HttpRequest) -> QuerySet[Row]:
    """The rows of `model` that the signed-in teacher may see and change."""
    return editable_by(model._default_manager.all(), request.user, OWNER_OF[model])


def teacher(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def count(rows: QuerySet[Any], outer: str, *, distinct: str = "") -> Coalesce:
    """How many `rows` (with `distinct`: different ones) have the annotated row as `outer`."""
    matching = rows.filter(**{outer: OuterRef("pk")}).order_by().values(outer)
    number = Count(distinct, distinct=True) if distinct else Count("pk")
    found = matching.annotate(number=number).values("number")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


# Of a number that every database can look for.
DIGITS = 18


class SearchField(AutocompleteSelect):
    """Django's fails where it is to show again a value that can't be a row's number."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value if value and value.isdecimal() and len(value) <= DIGITS else ""


class OwnFieldsMixin:
    """For a ModelAdmin or an inline: fields offer and accept only what the teacher may use."""

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        rows: QuerySet[Any] | None = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]  # a mixin
        model = db_field.remote_field.model
        if model not in OWNER_OF:
            return rows
        return editable_by(
            model._default_manager.all() if rows is None else rows, request.user, OWNER_OF[model]
        )

    def formfield_for_foreignkey(
        self: Any, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchField(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin


class OwnedAdmin(OwnFieldsMixin, ModelAdmin[Row]):
    """Rows of other teachers don't exist here: not in lists, fields, actions or by address."""

    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Row]:
        rows = super().get_queryset(request)
        return editable_by(rows, request.user, OWNER_OF[self.model])

    def owned_or_404(self, request: HttpRequest, pk: int) -> Row:
        """The teacher's own row, for our pages. Raises Http404, PermissionDenied."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> TemplateResponse:
        """A page of the admin's own look."""
        return TemplateResponse(
            request,
            f"admin/quizzes/{template}",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": title,
                "media": self.media,
                **context,
            },
        )


class SharedAdmin(OwnedAdmin[Row]):
    """For what belongs to its creator, who alone may share it with colleagues or delete it."""

    owner_fields = ("owner", "teachers")

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [*super().get_autocomplete_fields(request), "owner"]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "teachers":
            return ColleaguesField(label="Colleagues", required=False, help_text=COLLEAGUES)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        sharing = {
            "fields": self.owner_fields if is_superuser(request) else self.owner_fields[1:],
            "classes": ["collapse"],
        }
        return [*(super().get_fieldsets(request, obj)), ("Colleagues", sharing)]

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if self._may_share(request, obj) else [*fields, "teachers"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"owner": request.user.pk, **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_share(request, obj)

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:
        # A superuser chooses the owner in the form.
        if isinstance(obj, Shared) and not change and not is_superuser(request):
            obj.owner = teacher(request)
        super().save_model(request, obj, form, change)

    def _may_share(self, request: HttpRequest, obj: Row | None) -> bool:
        owner = obj.owner_id if isinstance(obj, Shared) else None
        return obj is None or owner == request.user.pk or is_superuser(request)


class OwnFilter(RelatedFieldListFilter):
    """Filters by a related row; lists the teacher's own only."""

    template = "admin/quizzes/filter.html"

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        own = mine(field.remote_field.model, request)
        return field.get_choices(
            include_blank=False,
            ordering=self.field_admin_ordering(field, request, model_admin),
            limit_choices_to={"pk__in": own.values("pk")},
        )


class NewPosition(forms.IntegerField):
    """Alone it fills no row: moving rows also numbers those that are still empty."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class OrderedFormSet(CustomInlineFormSet):
    """Rows in the order of their positions, which stay visible: nobody has to drag."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        is_new = form.instance.pk is None
        position = (NewPosition if is_new else forms.IntegerField)(
            required=False,
            min_value=0,
            widget=forms.NumberInput(attrs={"class": "_reorder_"}),
            help_text="Empty: at the end.",
        )
        form.fields["position"] = position
        if is_new:
            form.initial["position"] = None

    def ordered_forms_kept(self) -> list[Any]:
        """The filled-in forms that aren't being deleted, by position; without one at the end."""
        kept = [form for form in self.forms if _is_kept(self, form)]
        return sorted(kept, key=_place)

    def save(self, commit: bool = True) -> Any:
        for place, form in enumerate(self.ordered_forms_kept(), start=1):
            if form.instance.position != place:
                form.instance.position = place
                form.changed_data = [*form.changed_data, "position"]
        return super().save(commit)


class OrderedInline(OwnFieldsMixin, SortableStackedInline):
    """Rows to drag, or to number."""

    formset = OrderedFormSet
    # Each takes 10 ms to draw.
    max_num = 500
    # The package has none for Django 6.1, whose own template is that of 6.0.
    template = SortableStackedInline.template.replace("-6.1", "-6.0")

    class Media:
        js = ["quizzes/admin/order.js"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Without it a request that claims to have more rows gets a page with 1,000 more.
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # The package would add the position once more where it stands beside another field.
        return self.fields


def _is_kept(formset: Any, form: Any) -> bool:
    if formset.can_delete and formset._should_delete_form(form):
        return False
    return form.instance.pk is not None or form.has_changed()


def _place(form: Any) -> float:
    position = getattr(form, "cleaned_data", {}).get("position")
    return float("inf") if position is None else position


def offer_categories(field: Any, categories: QuerySet[Category]) -> None:
    """Let a choice field offer `categories` of several banks, each named with its bank."""
    field.queryset = categories.select_related("bank").order_by("bank__title", "path")
    field.label_from_instance = lambda category: f"{category.bank}: {category}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 question", "2 questions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
