"""Attachments in the database, for the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment as ChatKitAttachment
from django.conf import settings
from django.db import IntegrityError, models, transaction

from conversations.context import RequestContext
from conversations.database import in_db_thread
from conversations.models import Attachment
from conversations.owned import owner_of, thread_of, valid_id
from conversations.refusals import bad_request

from . import shown


class AttachmentRows:
    """A part of DjangoStore."""

    @in_db_thread
    def save_attachment(self, attachment: ChatKitAttachment, context: RequestContext) -> None:
        """Insert or update. With a thread it belongs to it from then on, and to no other."""
        values: dict[str, Any] = {"data": attachment.model_dump_json(by_alias=True)}
        if attachment.thread_id is not None:
            values["thread"] = thread_of(attachment.thread_id, context)
        key = {"public_id": valid_id(attachment.id), "owner_id": owner_of(context)}
        free = models.Q(thread=None) | models.Q(thread__public_id=attachment.thread_id)
        if Attachment.objects.filter(free, **key).update(**values):
            return
        try:
            with transaction.atomic():
                Attachment.objects.create(**key, **values)
        except IntegrityError:
            raise NotFoundError("There is no such attachment.") from None

    @in_db_thread
    def load_attachment(self, attachment_id: str, context: RequestContext) -> ChatKitAttachment:
        return shown.parsed(_attachment(attachment_id, context).data, context.site)

    @in_db_thread
    def check_attachments(self, ids: Sequence[str], context: RequestContext) -> None:
        """Raise NotFoundError or Refusal where these can't be sent with a new message.

        In a transaction nobody else can send them until it ends.
        """
        if len(ids) > settings.CHAT_ATTACHMENTS_A_MESSAGE:
            limit = settings.CHAT_ATTACHMENTS_A_MESSAGE
            raise bad_request(f"A message may have {limit} files at most. Nothing was sent.")
        for attachment_id in ids:
            row = _attachment(attachment_id, context, lock=True)
            if row.state == Attachment.State.AWAITED:
                raise bad_request("A file hasn't arrived yet. Wait for it, then send the message.")
            if row.thread_id is not None or ids.count(attachment_id) > 1:
                raise bad_request("A file was sent before. Choose it once again to send it anew.")

    @in_db_thread
    def delete_attachment(self, attachment_id: str, context: RequestContext) -> None:
        _attachment(attachment_id, context).delete()


def _attachment(attachment_id: str, context: RequestContext, *, lock: bool = False) -> Attachment:
    rows = Attachment.objects.filter(owner_id=owner_of(context), public_id=valid_id(attachment_id))
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFoundError("There is no such attachment.")
    return row
