"""What is kept about a person: to count, to hand over, to erase."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ProtectedError

import quizzes.privacy
from quizzes.models import Attempt

from .models import Thread


class StillTeaching(Exception):
    """Banks or quizzes belong to the user. str() is a sentence for them; nothing was erased."""


def counts(user: User) -> dict[str, int]:
    """How many attempts and threads the user has."""
    return {
        "attempts": Attempt.objects.counted().filter(learner=user).count(),
        "threads": Thread.objects.filter(owner=user).count(),
    }


def export(user: User) -> dict[str, Any]:
    """Everything kept about the user, as values for Django's JSON encoder."""
    return {
        "account": {
            "user_name": user.get_username(),
            "name": user.get_full_name(),
            "email": user.email,
            "joined_at": user.date_joined,
            "last_signed_in_at": user.last_login,
        },
        "attempts": quizzes.privacy.export(user),
        "threads": threads(user),
    }


def threads(user: User) -> list[dict[str, Any]]:
    """The user's threads with their items as they are stored: what was said, and which cards."""
    rows = Thread.objects.filter(owner=user).prefetch_related("items").order_by("pk")
    return [
        {
            "title": thread.title,
            "created_at": thread.created_at,
            "items": [json.loads(item.data) for item in thread.items.all()],
        }
        for thread in rows
    ]


def erase(user: User) -> None:
    """Delete the account with its attempts, threads and tokens, which all hang on it.

    Raises StillTeaching.
    """
    try:
        user.delete()
    except ProtectedError:
        raise StillTeaching(
            "Banks or quizzes belong to you, so your account can't be erased yet. Give them to a "
            "colleague or delete them first. Nothing was erased."
        ) from None
