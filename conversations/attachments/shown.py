"""Attachments as the SDK has them. Addresses are those of the site as it was reached."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from chatkit.types import Attachment as ChatKitAttachment
from chatkit.types import AttachmentUploadDescriptor, FileAttachment, ImageAttachment
from django.urls import reverse
from pydantic import AnyUrl, TypeAdapter

from conversations.models import Attachment

from . import uploads

ATTACHMENT: TypeAdapter[ChatKitAttachment] = TypeAdapter(ChatKitAttachment)


def shown(row: Attachment, site: str) -> ChatKitAttachment:
    """A new or filled row; its `data` isn't looked at."""
    fields: dict[str, Any] = {"id": row.public_id, "name": row.name, "mime_type": row.mime_type}
    if row.state == Attachment.State.AWAITED:
        url = AnyUrl(f"{site}{uploads.address(row)}")
        fields["upload_descriptor"] = AttachmentUploadDescriptor(url=url, method="PUT")
    if row.mime_type.startswith("image/"):
        return ImageAttachment(**fields, preview_url=AnyUrl(f"{site}{row.get_absolute_url()}"))
    return FileAttachment(**fields)


def parsed(data: str, site: str) -> ChatKitAttachment:
    """A row's `data`."""
    return at(ATTACHMENT.validate_json(data), site)


def at(attachment: ChatKitAttachment, site: str) -> ChatKitAttachment:
    """With the picture's address on this site, which may have another name than it had."""
    if not isinstance(attachment, ImageAttachment):
        return attachment
    path = reverse("attachment", args=[attachment.id])
    if urlsplit(str(attachment.preview_url)).path != path:
        return attachment
    return attachment.model_copy(update={"preview_url": AnyUrl(f"{site}{path}")})
