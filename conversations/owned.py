"""Rows by their owner and id. A stranger's row is not found, as one that isn't there."""

from __future__ import annotations

from typing import Any

from chatkit.store import NotFoundError
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models

from quizzes.rows import fetch

from .context import RequestContext
from .models import ID_LENGTH, Thread, ThreadItem


def owner_of(context: RequestContext) -> Any:
    try:
        key = get_user_model()._meta.pk.clean(context.user_id, None)
    except ValidationError:
        key = None
    if str(key) != context.user_id:
        raise NotFoundError("There is no such user.")
    return key


def valid_id(public_id: str) -> str:
    if not is_id(public_id):
        raise NotFoundError("There is nothing with this id.")
    return public_id


def is_id(*public_ids: str) -> bool:
    return all(len(id) <= ID_LENGTH and "\0" not in id for id in public_ids)


def threads_of(context: RequestContext) -> models.QuerySet[Thread]:
    return Thread.objects.filter(owner_id=owner_of(context))


def thread_of(thread_id: str, context: RequestContext, *, lock: bool = False) -> Thread:
    keys = [owner_of(context)], [valid_id(thread_id)]
    found = fetch(Thread, "owner_id IN %s AND public_id IN %s", *keys, lock=lock)
    if not found:
        raise NotFoundError("There is no such thread.")
    return found[0]


def item_of(thread_id: str, item_id: str, context: RequestContext) -> ThreadItem:
    """With its thread."""
    thread = thread_of(thread_id, context)
    found = fetch(
        ThreadItem, "thread_id IN %s AND public_id IN %s", [thread.pk], [valid_id(item_id)]
    )
    if not found:
        raise NotFoundError("There is no such item.")
    found[0].thread = thread
    return found[0]
