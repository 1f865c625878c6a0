"""A store in memory that counts its ids, so that recordings stay the same."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from chatkit.store import AttachmentStore, NotFoundError, Store, StoreItemType
from chatkit.types import (
    Attachment,
    AttachmentCreateParams,
    AttachmentUploadDescriptor,
    ImageAttachment,
    Page,
    ThreadItem,
    ThreadMetadata,
)
from pydantic import AnyUrl

T = TypeVar("T", ThreadItem, ThreadMetadata)


def page(rows: list[T], after: str | None, limit: int, order: str) -> Page[T]:
    """The rows that follow `after`; `rows` are oldest first."""
    ordered = rows if order == "asc" else rows[::-1]
    start = next((n + 1 for n, row in enumerate(ordered) if row.id == after), 0)
    data = ordered[start : start + limit]
    has_more = start + limit < len(ordered)
    return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)


class CountingStore(Store[None]):
    def __init__(self) -> None:
        self.threads: dict[str, ThreadMetadata] = {}
        self.items: dict[str, dict[str, ThreadItem]] = {}
        self.attachments: dict[str, Attachment] = {}
        self.given: Counter[str] = Counter()

    def new_id(self, kind: str) -> str:
        self.given[kind] += 1
        return f"{kind}_{self.given[kind]}"

    def generate_thread_id(self, context: None) -> str:
        return self.new_id("thread")

    def generate_item_id(
        self, item_type: StoreItemType, thread: ThreadMetadata, context: None
    ) -> str:
        return self.new_id(item_type)

    async def load_thread(self, thread_id: str, context: None) -> ThreadMetadata:
        if thread_id not in self.threads:
            raise NotFoundError(thread_id)
        return self.threads[thread_id].model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: None) -> None:
        kept = thread.model_dump(exclude={"items"})
        self.threads[thread.id] = ThreadMetadata.model_validate(kept)
        self.items.setdefault(thread.id, {})

    async def load_threads(
        self, limit: int, after: str | None, order: str, context: None
    ) -> Page[ThreadMetadata]:
        return page(list(self.threads.values()), after, limit, order)

    async def delete_thread(self, thread_id: str, context: None) -> None:
        del self.threads[thread_id], self.items[thread_id]

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: None
    ) -> Page[ThreadItem]:
        return page(list(self.items[thread_id].values()), after, limit, order)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: None) -> None:
        self.items[thread_id][item.id] = item.model_copy(deep=True)

    async def save_item(self, thread_id: str, item: ThreadItem, context: None) -> None:
        self.items[thread_id][item.id] = item.model_copy(deep=True)

    async def load_item(self, thread_id: str, item_id: str, context: None) -> ThreadItem:
        return self.items[thread_id][item_id].model_copy(deep=True)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: None) -> None:
        del self.items[thread_id][item_id]

    async def save_attachment(self, attachment: Attachment, context: None) -> None:
        self.attachments[attachment.id] = attachment

    async def load_attachment(self, attachment_id: str, context: None) -> Attachment:
        return self.attachments[attachment_id]

    async def delete_attachment(self, attachment_id: str, context: None) -> None:
        del self.attachments[attachment_id]


class Uploads(AttachmentStore[None]):
    async def create_attachment(self, input: AttachmentCreateParams, context: None) -> Attachment:
        return ImageAttachment(
            id="attachment_1",
            name=input.name,
            mime_type=input.mime_type,
            preview_url=AnyUrl("https://chat.example/attachments/attachment_1/"),
            upload_descriptor=AttachmentUploadDescriptor(
                url=AnyUrl("https://chat.example/upload/1"), method="PUT", headers={"X-Part": "1"}
            ),
        )

    async def delete_attachment(self, attachment_id: str, context: None) -> None:
        return None
