"""What people type into the pages."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .limits import allow, forget

SIGN_INS = 10
SIGN_IN_WINDOW = 300
# A class joins at once, behind one address.
JOINS = 120
JOIN_WINDOW = 3600


def address_key(request: HttpRequest | None) -> str:
    """Stands for the visitor's address, which itself is kept nowhere."""
    address = request.META.get("REMOTE_ADDR") if request else None
    return _digest("address", address or "")


def _digest(purpose: str, value: str) -> str:
    """160 bits: with a word before them they fit into the key of a RateWindow."""
    return salted_hmac(purpose, value, algorithm="sha256").hexdigest()[:40]


class SignInForm(AuthenticationForm):
    """Refuses to try many wrong passwords for one name from one address."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "That name and password don't belong together. Check both: capital "
        "letters count.",
        "too_many": "Too many tries for this name. Wait five minutes, then try again.",
    }

    def clean(self) -> dict[str, Any]:
        key = self._key()
        if not allow(key, SIGN_INS, SIGN_IN_WINDOW):
            raise forms.ValidationError(self.error_messages["too_many"], "too_many")
        cleaned = super().clean()
        forget(key)
        return cleaned

    def _key(self) -> str:
        name = self.cleaned_data.get("username", "").casefold()
        return "sign-in:" + _digest("sign-in", name + address_key(self.request))


class JoinForm(forms.Form):
    """A guest's name, as others will read it."""

    name = forms.CharField(
        label="Your name",
        min_length=2,
        max_length=40,
        help_text="2 to 40 characters. Your teacher sees it beside your results.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "autofocus": True}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        # Controls, and format characters that turn or hide what stands beside them. A joiner
        # is part of how some names are written.
        if any(unicodedata.category(c)[0] == "C" and c not in "\u200c\u200d" for c in name):
            raise forms.ValidationError("Use letters, digits, spaces and punctuation only.")
        return name

    def clean(self) -> dict[str, Any]:
        key = f"join:{address_key(self.request)}"
        if not self.errors and not allow(key, JOINS, JOIN_WINDOW):
            raise forms.ValidationError("Too many people joined from here. Try again in an hour.")
        return self.cleaned_data


class EraseForm(forms.Form):
    """Asks for the password once more, or from a guest for a tick."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sure = forms.BooleanField(label="Yes, erase everything about me. I know it can't be undone.")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password. Nothing was erased.")
        return password
