"""The form of a question: its texts, hints, tags and choices, checked by quizzes.validation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.models import Choice, Question, Tag
from quizzes.validation import problems

from . import conflicts
from .common import OrderedFormSet, offer_categories
from .generics import ModelForm, Row

MARKDOWN = "Markdown: **bold**, `code`, $x^2$ for maths, ``` for a block of code."


def plain(text: str) -> str:
    """`text` as it is kept: browsers send their own line ends, whatever a text came with."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _kept(typed: Any, stored: Any) -> Any:
    """The typed text or texts in plain form; as stored where nothing else differs."""
    if isinstance(typed, str):
        text = plain(typed)
        return stored if isinstance(stored, str) and plain(stored) == text else text
    return stored if stored and [plain(text) for text in stored] == typed else typed


class TextsForm(ModelForm[Row]):
    """Opened and saved, it leaves the texts of its row as they are."""

    texts: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in self.texts:
            if name in values:
                values[name] = _kept(values[name], self.initial.get(name))
        return values


class HintsWidget(forms.Widget):
    """A text area a hint, and an empty one for the next."""

    template_name = "admin/quizzes/hints_widget.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        context["hints"] = [*(value or []), ""]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        texts: list[str] = data.getlist(name)
        return texts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"


class HintsField(forms.Field):
    widget = HintsWidget

    def to_python(self, value: Any) -> list[str]:
        return [text for text in map(plain, value or []) if text]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TagsField(forms.CharField):
    """Names with commas between; cleaned to a list of different names."""

    def to_python(self, value: Any) -> Any:
        names = (" ".join(name.split()) for name in (value or "").split(","))
        return list(dict.fromkeys(name for name in names if name))

    def validate(self, value: Any) -> None:
        limit = Tag._meta.get_field("name").max_length or 0
        for name in value:
            if len(name) > limit:
                raise ValidationError(f"The tag “{name[:20]}…” is longer than {limit} characters.")

    def run_validators(self, value: Any) -> None:
        """The names were checked one by one."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class VersionField(forms.CharField):
    """Not of the question itself, so the log says nothing about it."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class QuestionForm(TextsForm[Question]):
    texts = ("text", "explanation", "hints")
    version = VersionField(required=False)
    hints = HintsField(
        required=False, help_text="Markdown. Shown one after another; empty ones are left out."
    )
    tag_names = TagsField(
        required=False, label="Tags", help_text="Commas between them; new ones are made."
    )

    class Meta:
        model = Question
        exclude = ["tags"]
        widgets = {
            "name": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "text": forms.Textarea(attrs={"rows": 5}),
            "explanation": forms.Textarea(attrs={"rows": 4}),
            "max_mark": forms.NumberInput(attrs={"step": "any", "min": "0"}),
        }
        help_texts = {"text": MARKDOWN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.tags.values_list("name", flat=True)
            self.initial.setdefault("tag_names", ", ".join(names))
            self.initial["version"] = conflicts.version(self.instance)
        self._limit_categories()

    def _limit_categories(self) -> None:
        field = self.fields.get("category")
        if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
            return
        if self.instance.pk:
            field.queryset = field.queryset.filter(bank=self.instance.bank_id).order_by("path")
        else:
            offer_categories(field, field.queryset)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        category = values.get("category")
        bank_id = values["bank"].pk if values.get("bank") else self.instance.bank_id
        if category and bank_id and category.bank_id != bank_id:
            self.add_error("category", f"“{category}” is a category of another bank.")
        if self.instance.pk:
            self._refuse_to_overwrite(values.get("version", ""))
        return values

    def _refuse_to_overwrite(self, version: str) -> None:
        """Once: shown again, the form carries the version that it told about."""
        if not conflicts.is_stale(version, self.instance):
            return
        self.add_error(None, conflicts.sentence(version, self.instance))
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["version"] = conflicts.version(self.instance)
            self.data = data

    def save_tags(self) -> None:
        """Give the saved question the tags that were named, making those that are new."""
        bank = self.instance.bank
        names = self.cleaned_data.get("tag_names", [])
        self.instance.tags.set([Tag.objects.get_or_create(bank=bank, name=n)[0] for n in names])


class ChoiceForm(TextsForm[Choice]):
    texts = ("text", "feedback")

    class Meta:
        model = Choice
        fields = ["text", "weight", "pinned", "feedback", "position"]
        labels = {"pinned": "Keep in place when shuffled"}
        help_texts = {
            "pinned": "",
            "weight": "1 right, 0 wrong; −0.5 costs half.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "feedback": forms.Textarea(attrs={"rows": 2}),
            "weight": forms.NumberInput(attrs={"step": "any", "min": "-1", "max": "1"}),
        }


class ChoiceFormSet(OrderedFormSet):
    """The question's choices. Whatever keeps the question from being asked is said here."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.text.strip():
            return
        kept = self.ordered_forms_kept()
        choices = tuple(_content(form.cleaned_data) for form in kept)
        found = problems(_question(self.instance, choices))
        general = [problem.message for problem in found if problem.choice is None]
        for problem in found:
            if problem.choice is not None:
                kept[problem.choice].add_error(None, problem.message)
        if general:
            raise ValidationError(general)


def _content(values: dict[str, Any]) -> ChoiceContent:
    return ChoiceContent(values["text"], values["weight"], values["feedback"], values["pinned"])


def _question(question: Question, choices: tuple[ChoiceContent, ...]) -> QuestionContent:
    return QuestionContent(
        name=question.name,
        kind=Kind(question.kind),
        text=question.text,
        choices=choices,
        explanation=question.explanation,
        hints=tuple(question.hints),
        max_mark=question.max_mark,
    )
