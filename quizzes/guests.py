"""People who take part with a name only."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from .models import Guest


def join(name: str) -> User:
    """A new guest who is called `name`. No password: whoever loses the session joins anew."""
    with transaction.atomic():
        user = User(username=f"guest-{secrets.token_hex(4)}", first_name=name)
        user.set_unusable_password()
        user.save(force_insert=True)
        Guest.objects.create(user=user)
    return user


def is_guest(user: User) -> bool:
    return hasattr(user, "guest")
