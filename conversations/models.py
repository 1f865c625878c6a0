"""The data of chats. Threads, items and attachments are kept as the SDK's JSON.

JSON is kept as text: a JSON column would reorder keys and refuse the NUL that a message may hold.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from quizzes.ids import new_id

ID_LENGTH = 64


class Thread(models.Model):
    """A chat of one user. `data` is the SDK's ThreadMetadata; a larger pk is a newer thread."""

    public_id = models.CharField(max_length=ID_LENGTH, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="threads")
    title = models.TextField(blank=True)
    data = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="threads_of_an_owner")]

    def __str__(self) -> str:
        return self.title or self.public_id


class ThreadItem(models.Model):
    """An item of a thread. `data` is the SDK's item; the pk is the order in the thread.

    A quiz card's `data` has no widget. It is rendered from what the card shows: `card_kind`,
    `card_attempt` (a public id) and `card_position`.
    """

    id: int
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="items")
    public_id = models.CharField(max_length=ID_LENGTH)
    kind = models.CharField(max_length=32, help_text="The item's type.")
    data = models.TextField()
    card_kind = models.CharField(max_length=16, blank=True)
    card_attempt = models.CharField(max_length=ID_LENGTH, blank=True)
    card_position = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["thread", "id"], name="items_of_a_thread")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "public_id"], name="item_once_in_a_thread")
        ]

    def __str__(self) -> str:
        return self.public_id


def attachment_path(attachment: Attachment, filename: str) -> str:
    """Nobody can guess it, and it has nothing of the name that its owner gave it."""
    return f"attachments/{new_id()}{PurePath(filename).suffix}"


class Attachment(models.Model):
    """A file that a user sent or is about to send. `data` is the SDK's Attachment.

    It has a thread once it was sent with a message. Without a state it is kept elsewhere, by
    whoever uses the store with an attachment store of their own.
    """

    class State(models.TextChoices):
        AWAITED = "awaited", "Awaited"
        KEPT = "kept", "Kept"

    public_id = models.CharField(max_length=ID_LENGTH, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attachments")
    # Its index has a migration of its own.
    thread = models.ForeignKey(
        Thread, models.CASCADE, related_name="attachments", null=True, blank=True, db_index=False
    )
    state = models.CharField(max_length=7, choices=State.choices, blank=True, db_default="")
    name = models.CharField(max_length=255, blank=True, db_default="")
    mime_type = models.CharField(max_length=100, blank=True, db_default="")
    size = models.PositiveBigIntegerField(db_default=0)
    file = models.FileField(upload_to=attachment_path, blank=True, db_default="")
    data = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["thread"], name="attachments_of_a_thread")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.public_id])


@receiver(post_delete, sender=Attachment)
def delete_file(instance: Attachment, **_: object) -> None:
    """A file goes with its row, also where that goes with its thread or owner."""
    if name := instance.file.name:
        storage = instance.file.storage
        transaction.on_commit(lambda: storage.delete(name))


class Feedback(models.Model):
    """A thumb up or down for an item. The last one counts."""

    class Kind(models.TextChoices):
        POSITIVE = "positive", "Positive"
        NEGATIVE = "negative", "Negative"

    item = models.OneToOneField(ThreadItem, models.CASCADE, related_name="feedback")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feedback")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    given_at = models.DateTimeField("when", auto_now=True)

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"{self.kind}: {self.item}"


class AccessToken(models.Model):
    """Lets a program use the chat in its owner's name. Only a digest of the token is kept."""

    PREFIX_LENGTH = 8

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens"
    )
    prefix = models.CharField(max_length=PREFIX_LENGTH, db_index=True)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @classmethod
    def issue(cls, owner: AbstractBaseUser, ttl: timedelta) -> str:
        """A new token, which can't be shown again."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(
            owner_id=owner.pk,
            prefix=token[: cls.PREFIX_LENGTH],
            digest=_digest(token),
            expires_at=timezone.now() + ttl,
        )
        return token

    @classmethod
    def user_of(cls, token: str) -> AbstractBaseUser | None:
        """The active user whose token this is and has not expired, else None."""
        if not (token.isascii() and token.isprintable()):
            return None
        rows = cls.objects.filter(
            prefix=token[: cls.PREFIX_LENGTH], expires_at__gt=timezone.now(), owner__is_active=True
        )
        for row in rows.select_related("owner"):
            if secrets.compare_digest(row.digest, _digest(token)):
                return row.owner
        return None


class RateWindow(models.Model):
    """How often something happened lately; see limits.py."""

    key = models.CharField(max_length=64, primary_key=True)
    ends_at = models.FloatField(help_text="Seconds since 1970.")
    hits = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
