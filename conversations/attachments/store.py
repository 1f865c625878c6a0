"""The SDK's AttachmentStore on Django's storages."""

from __future__ import annotations

from chatkit.store import AttachmentStore, NotFoundError
from chatkit.types import Attachment as ChatKitAttachment
from chatkit.types import AttachmentCreateParams

from conversations.context import RequestContext
from conversations.database import in_db_thread
from conversations.models import Attachment
from conversations.refusals import bad_request

from .keeping import awaiting
from .shown import shown


class DjangoAttachmentStore(AttachmentStore[RequestContext]):
    """Files go to Django's default storage: a folder, or a bucket."""

    @in_db_thread
    def create_attachment(
        self, input: AttachmentCreateParams, context: RequestContext
    ) -> ChatKitAttachment:
        """With the address to upload the file to."""
        row = awaiting(int(context.user_id), input.name, input.size, input.mime_type)
        attachment = shown(row, context.site)
        row.data = attachment.model_dump_json()
        row.save()
        return attachment

    @in_db_thread
    def delete_attachment(self, attachment_id: str, context: RequestContext) -> None:
        """Only checks: the file goes with its row, which the SDK deletes next."""
        rows = Attachment.objects.filter(owner=int(context.user_id), public_id=attachment_id)
        row = rows.first()
        if row is None:
            raise NotFoundError("There is no such attachment.")
        if row.thread_id is not None:
            raise bad_request("The file belongs to a message. It goes with its chat.")
