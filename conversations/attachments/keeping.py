"""The life of attachments: awaited, kept, sent with a message, deleted.

What is refused is raised as Refusal. All of it runs on a database thread or in a view.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet, Sum

from conversations import limits
from conversations.models import Attachment
from conversations.refusals import Refusal, bad_request
from quizzes.ids import new_id

from .contents import accepted, content_of, other_kind

MB = 1024**2
A_DAY = 24 * 60 * 60
# What was never sent with a message is deleted after this.
UNUSED = timedelta(days=1)
UNKNOWN_TYPES = ("", "application/octet-stream")


def awaiting(user_id: int, name: str, size: int, mime_type: str) -> Attachment:
    """A row for a file that is about to come, not saved."""
    check_size(size)
    declared = mime_type.partition(";")[0].strip().lower()
    if not (declared in UNKNOWN_TYPES or declared.startswith("text/") or declared in accepted()):
        raise other_kind()
    _check_total(user_id, size)
    _count(user_id)
    return Attachment(
        public_id=_new_id(),
        owner_id=user_id,
        state=Attachment.State.AWAITED,
        name=_clean(name),
        mime_type=declared[:100],
        size=size,
    )


def receive(user_id: int, upload: File[Any], site: str) -> Attachment:
    """Keep a file that came at once."""
    check_size(upload.size)
    row = Attachment(public_id=_new_id(), owner_id=user_id, name=_clean(upload.name or ""))
    _count(user_id)
    _keep(row, upload, site, row.save)
    return row


def fill(row: Attachment, upload: File[Any], site: str) -> None:
    """Keep the file that `row` waits for. Only one of two at once is kept."""

    def save() -> None:
        waiting = Attachment.objects.filter(pk=row.pk, state=Attachment.State.AWAITED)
        names = ("state", "mime_type", "size", "file", "data")
        if not waiting.update(**{name: getattr(row, name) for name in names}):
            raise gone()

    check_size(upload.size)
    _keep(row, upload, site, save)


def unused(now: datetime) -> QuerySet[Attachment]:
    """Those that nobody sent with a message, and nobody will."""
    rows = Attachment.objects.filter(thread=None, created_at__lt=now - UNUSED)
    return rows.exclude(state="")


def purge(now: datetime) -> int:
    """Delete what is unused. How many there were."""
    rows = list(unused(now))
    for row in rows:
        row.delete()
    return len(rows)


def check_size(size: int | None) -> None:
    if settings.CHAT_ATTACHMENTS == "off":
        raise bad_request("This site doesn't take files. Nothing was sent.")
    if not size or size < 0:
        raise bad_request("The file is empty. Nothing was kept.")
    if size > settings.CHAT_ATTACHMENT_MB * MB:
        limit = settings.CHAT_ATTACHMENT_MB
        raise Refusal(413, "too_large", f"A file may have {limit} MB at most. Nothing was kept.")


def gone() -> Refusal:
    return Refusal(404, "not_found", "This file isn't awaited any more. Choose it once again.")


def _keep(row: Attachment, upload: File[Any], site: str, save: Callable[[], object]) -> None:
    # Loads the SDK, which commands do without.
    from .shown import shown

    content = content_of(upload)
    row.state, row.mime_type = Attachment.State.KEPT, content.mime_type
    row.size = content.file.size or 0
    row.data = shown(row, site).model_dump_json()
    content.file.seek(0)
    row.file.save(f"file{content.suffix}", content.file, save=False)
    try:
        with transaction.atomic():
            # So that files which come at once are counted one after another.
            _lock(row.owner_id)
            _check_total(row.owner_id, row.size, besides=row.pk)
            save()
    except BaseException:
        row.file.delete(save=False)
        raise


def _lock(user_id: int) -> None:
    User.objects.select_for_update().get(pk=user_id)


def _check_total(user_id: int, size: int, besides: int | None = None) -> None:
    theirs = Attachment.objects.filter(owner=user_id).exclude(pk=besides or 0)
    total = theirs.aggregate(total=Sum("size"))["total"] or 0
    if total + size > settings.CHAT_ATTACHMENTS_TOTAL_MB * MB:
        limit = settings.CHAT_ATTACHMENTS_TOTAL_MB
        raise Refusal(
            413,
            "quota",
            f"Your files would have more than {limit} MB together. Delete a chat with files that "
            "you don't need any more. Nothing was kept.",
        )


def _count(user_id: int) -> None:
    key = f"files:{user_id}"
    if not limits.allow(key, settings.CHAT_ATTACHMENTS_A_DAY, A_DAY):
        seconds = limits.seconds_left(key)
        raise Refusal(
            429,
            "too_many_requests",
            f"You sent {settings.CHAT_ATTACHMENTS_A_DAY} files in a day, which is all that is "
            f"taken. Go on in {max(1, seconds // 3600)} hours.",
            {"Retry-After": str(seconds)},
        )


def _new_id() -> str:
    """With the SDK's prefix."""
    return f"atc_{new_id()}"


def _clean(name: str) -> str:
    """A file's name without folders and what can't be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-255:] or "file"
