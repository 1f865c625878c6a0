"""Banks with their pictures, categories and tags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from quizzes.models import Bank, Category, Picture, Question, Tag

from .common import (
    OwnedAdmin,
    OwnFieldsMixin,
    OwnFilter,
    SharedAdmin,
    count,
    offer_categories,
    plural,
)
from .exports import ExportForm
from .generics import ModelForm, StackedInline


class PictureForm(ModelForm[Picture]):
    class Meta:
        widgets = {
            "file": AdminFileWidget(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp"})
        }

    def clean_file(self) -> Any:
        # Brings Pillow with it, which every command would load with the admin.
        from quizzes import pictures

        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            return pictures.cleaned(file)
        except pictures.Refused as error:
            raise ValidationError(str(error)) from error


class PictureInline(OwnFieldsMixin, StackedInline[Picture, Bank]):
    model = Picture
    form = PictureForm
    extra = 0
    fields = [("preview", "file"), "description", "snippet"]
    readonly_fields = ["preview", "snippet"]

    @admin.display(description="picture")
    def preview(self, picture: Picture) -> str:
        if not picture.pk:
            return "–"
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', picture.file.url, picture.description
        )

    @admin.display(description="to paste into a text")
    def snippet(self, picture: Picture) -> str:
        if not picture.pk:
            return "Shown here once the picture is saved."
        return format_html('<code class="snippet">{}</code>', picture.markdown)


@admin.register(Bank)
class BankAdmin(SharedAdmin[Bank]):
    list_display = ["title", "language", "question_count", "category_count", "picture_count"]
    search_fields = ["title", "slug", "description"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [(None, {"fields": ["title", "slug", "description", "language"]})]
    inlines = [PictureInline]
    change_form_template = "admin/quizzes/bank/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bank]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                questions_held=count(Question.objects.all(), "bank"),
                categories_held=count(Category.objects.all(), "bank"),
                pictures_held=count(Picture.objects.all(), "bank"),
            )
        )

    @admin.display(description="questions", ordering="questions_held")
    def question_count(self, bank: Any) -> str:
        url = reverse("admin:quizzes_question_changelist")
        shown = plural(bank.questions_held, "question")
        return format_html('<a href="{}?bank__id__exact={}">{}</a>', url, bank.pk, shown)

    @admin.display(description="categories", ordering="categories_held")
    def category_count(self, bank: Any) -> int:
        return int(bank.categories_held)

    @admin.display(description="pictures", ordering="pictures_held")
    def picture_count(self, bank: Any) -> int:
        return int(bank.pictures_held)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/import/", wrap(self.import_view), name="quizzes_bank_import"),
            path("<int:pk>/type/", wrap(self.type_view), name="quizzes_bank_type"),
            path("<int:pk>/type/preview/", wrap(self.typed_view), name="quizzes_bank_typed"),
            path("duplicates/", wrap(self.duplicates_view), name="quizzes_duplicates"),
            path("<int:pk>/export/", wrap(self.export_view), name="quizzes_bank_export"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        # See exports.py.
        from .import_upload import upload_page

        return upload_page(self, request, pk)

    def type_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        from .typing import typing_page

        return typing_page(self, request, pk)

    def typed_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        from .typing import typed_preview

        return typed_preview(self, request, pk)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        from .duplicates import duplicates_page

        return duplicates_page(self, request)

    def export_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        bank = self.owned_or_404(request, pk)
        form = ExportForm(request.POST or None)
        file = form.is_valid() and form.download(request, bank.questions.all(), bank.slug)
        if file:
            return file
        title = f"Export “{bank}”"
        return self.page(request, "export.html", title, form=form, original=bank)


class CategoryForm(ModelForm[Category]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields.get("parent")
        if isinstance(parent, forms.ModelChoiceField) and parent.queryset is not None:
            rows = parent.queryset
            if self.instance.pk:
                below = self.instance.subtree().values("pk")
                rows = rows.filter(bank=self.instance.bank_id).exclude(pk__in=below)
            offer_categories(parent, rows)

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        bank = values.get("bank") or (self.instance.bank if self.instance.pk else None)
        parent, name = values.get("parent"), values.get("name")
        if bank and parent and parent.bank_id != bank.pk:
            self.add_error("parent", f"“{parent}” is not in the bank “{bank}”.")
        elif bank and name:
            path = f"{parent.path}\n{name}" if parent else name
            same = Category.objects.filter(bank=bank, path=path).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("name", "There is a category of this name in this place already.")
        return values


@admin.register(Category)
class CategoryAdmin(OwnedAdmin[Category]):
    form = CategoryForm
    fields = ["bank", "parent", "name"]
    list_display = ["indented", "bank", "question_count"]
    list_filter = [("bank", OwnFilter)]
    list_select_related = ["bank"]
    search_fields = ["path", "bank__title"]
    ordering = ["bank__title", "path"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        rows = super().get_queryset(request)
        return rows.annotate(questions_held=count(Question.objects.all(), "category"))

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> Any:
        return ["bank"] if obj else []

    @admin.display(description="category", ordering="path")
    def indented(self, category: Category) -> str:
        depth = min(len(category.names) - 1, 6)
        return format_html('<span class="depth-{}">{}</span>', depth, category.name)

    @admin.display(description="questions", ordering="questions_held")
    def question_count(self, category: Any) -> str:
        url = reverse("admin:quizzes_question_changelist")
        return format_html(
            '<a href="{}?category={}">{}</a>',
            url,
            category.pk,
            plural(category.questions_held, "question"),
        )


@admin.register(Tag)
class TagAdmin(OwnedAdmin[Tag]):
    fields = ["bank", "name"]
    list_display = ["name", "bank", "question_count"]
    list_filter = [("bank", OwnFilter)]
    list_select_related = ["bank"]
    search_fields = ["name", "bank__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        tagged = Question.tags.through.objects.all()
        return super().get_queryset(request).annotate(questions_held=count(tagged, "tag"))

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> Any:
        return ["bank"] if obj else []

    @admin.display(description="questions", ordering="questions_held")
    def question_count(self, tag: Any) -> int:
        return int(tag.questions_held)
