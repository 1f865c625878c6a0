"""Addresses to upload to: whoever has one may fill its attachment, for a while."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from conversations.models import Attachment

SECONDS = 600
SALT = "conversations.attachments"


def address(row: Attachment) -> str:
    return reverse("upload", args=[signing.dumps(row.public_id, salt=SALT)])


def opened(token: str) -> str:
    """The id of the attachment that this token is for. Raises signing.BadSignature."""
    public_id: str = signing.loads(token, salt=SALT, max_age=SECONDS)
    return public_id
