"""Types of the requests that views get."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


class SignedInRequest(HttpRequest):
    """What a view behind `login_required` gets."""

    user: User
