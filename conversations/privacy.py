"""What is kept about a person: to count, to hand over, to erase."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ProtectedError

import quizzes.privacy
from quizzes.models import Attempt

from .models import Attachment, Feedback, Thread


class StillTeaching(Exception):
    """Banks or quizzes belong to the user. str() is a sentence for them; nothing was erased."""


def counts(user: User) -> dict[str, int]:
    """How much the user has of each."""
    return {
        "files": Attachment.objects.filter(owner=user, state=Attachment.State.KEPT).count(),
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
        "files": files(user),
        "feedback": feedback(user),
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


def files(user: User) -> list[dict[str, Any]]:
    """What is kept of the user's files, and the address of each, which is open to them alone."""
    rows = Attachment.objects.filter(owner=user, state=Attachment.State.KEPT).order_by("pk")
    return [
        {
            "name": row.name,
            "mime_type": row.mime_type,
            "size": row.size,
            "created_at": row.created_at,
            "address": row.get_absolute_url(),
        }
        for row in rows
    ]


def feedback(user: User) -> list[dict[str, Any]]:
    """The user's thumbs, each with the id of the item that it is for."""
    rows = Feedback.objects.filter(owner=user).order_by("pk")
    return [
        {"item": item, "kind": kind, "given_at": given_at}
        for item, kind, given_at in rows.values_list("item__public_id", "kind", "given_at")
    ]


def erase(user: User) -> None:
    """Delete the account with its attempts, threads, files and tokens, which all hang on it.

    Raises StillTeaching.
    """
    try:
        user.delete()
    except ProtectedError:
        raise StillTeaching(
            "Banks or quizzes belong to you, so your account can't be erased yet. Give them to a "
            "colleague or delete them first. Nothing was erased."
        ) from None
