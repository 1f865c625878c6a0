"""Colleagues are named, not chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError


class ColleaguesField(forms.CharField):
    """User names with commas between, cleaned to active staff: a teacher gets no list of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"class": "vLargeTextField"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(sorted(user.get_username() for user in value))
        return value

    def clean(self, value: Any) -> Any:
        names = dict.fromkeys(name.strip() for name in (value or "").split(","))
        names.pop("", None)
        found = list(User.objects.filter(username__in=names, is_staff=True, is_active=True))
        known = {user.get_username() for user in found}
        if unknown := [f"“{name}”" for name in names if name not in known]:
            raise ValidationError(f"No teacher signs in as {', '.join(unknown)}.")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {user.get_username() for user in initial or []}
        return before != {name.strip() for name in (data or "").split(",") if name.strip()}
