"""Learners who need more time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from quizzes.models import ExtraTime, Quiz

from .common import OWNER_OF, OwnedAdmin, OwnFilter, is_superuser
from .generics import ModelForm

OWNER_OF[ExtraTime] = "quiz"


class ExtraTimeForm(ModelForm[ExtraTime]):
    """The learner is named, not chosen: a teacher gets no list of everybody."""

    username = forms.CharField(help_text="The name that the learner signs in with.")

    class Meta:
        model = ExtraTime
        fields = ["quiz", "factor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["username"] = self.instance.learner.get_username()

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"].strip()
        learner = User.objects.filter(username=name, is_active=True).first()
        if learner is None:
            raise ValidationError(f"Nobody signs in as “{name}”.")
        self.instance.learner = learner
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        learner = self.instance.learner_id
        same = ExtraTime.objects.filter(learner=learner, quiz=values.get("quiz"))
        if learner and same.exclude(pk=self.instance.pk).exists():
            self.add_error("username", "This learner has extra time there already.")
        return values


@admin.register(ExtraTime)
class ExtraTimeAdmin(OwnedAdmin[ExtraTime]):
    form = ExtraTimeForm
    fields = ["username", "quiz", "factor"]
    list_display = ["learner", "where", "factor"]
    list_filter = [("quiz", OwnFilter)]
    list_select_related = ["learner", "quiz"]
    search_fields = ["learner__username", "learner__first_name", "learner__last_name"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if not is_superuser(request) and "quiz" in form.base_fields:
            form.base_fields["quiz"].required = True
            form.base_fields["quiz"].help_text = ""
        return form

    @admin.display(description="quiz", ordering="quiz__title")
    def where(self, extra: ExtraTime) -> str:
        quiz: Quiz | None = extra.quiz
        return str(quiz) if quiz else "Every quiz"
