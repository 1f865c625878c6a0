"""Chats in the database. Every query is filtered by the owner; a stranger's row is not found."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

import orjson
from chatkit.store import NotFoundError, Store, StoreItemType, default_generate_id
from chatkit.types import (
    Page,
    ThreadItemBase,
    ThreadMetadata,
    UserMessageItem,
    WidgetItem,
)
from chatkit.types import ThreadItem as ChatKitItem
from chatkit.widgets import DynamicWidgetRoot
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, models, transaction
from pydantic import BaseModel, TypeAdapter

from quizzes.ids import new_id
from quizzes.rows import fetch, select_for

from . import cards
from .attachments import shown
from .attachments.rows import AttachmentRows
from .context import RequestContext
from .database import in_db_thread
from .feedback import FeedbackRows
from .items import CardItem, CardRef
from .models import Thread, ThreadItem
from .owned import is_id, item_of, owner_of, thread_of, threads_of, valid_id
from .widgets.templates import WidgetJson

THREADS = Thread._meta.db_table
# Inserts or updates, and does nothing for a stranger's thread and for a user who isn't there.
SAVE_THREAD = f"""
    INSERT INTO {THREADS} (public_id, title, data, created_at, owner_id)
    SELECT %s, %s, %s, %s, id FROM {get_user_model()._meta.db_table} WHERE id = %s
    ON CONFLICT (public_id) DO UPDATE SET title = excluded.title, data = excluded.data
    WHERE {THREADS}.owner_id = excluded.owner_id
"""
SENDERS = f"""
    WITH place (owner, thread, item) AS (VALUES %s)
    SELECT thread.owner_id, thread.public_id, item.public_id, item.data,
        item.card_kind, item.card_attempt, item.card_position
    FROM place
    JOIN {THREADS} AS thread ON thread.public_id = place.thread AND thread.owner_id = place.owner
    JOIN {ThreadItem._meta.db_table} AS item
        ON item.thread_id = thread.id AND item.public_id = place.item
    WHERE item.card_kind <> ''
"""
MAX_PAGE = 100
# The SDK's notes to models, such as that an answer was broken off.
HIDDEN = ("hidden_context_item", "sdk_hidden_context")
UNRENDERED: WidgetJson = '{"type":"Card"}'
ITEM: TypeAdapter[ChatKitItem] = TypeAdapter(ChatKitItem)

Row = TypeVar("Row", Thread, ThreadItem)
# An item's owner, its thread and itself.
Place: TypeAlias = tuple[str, str, str]
Timed = TypeVar("Timed", bound=ThreadMetadata | ThreadItemBase)


class DjangoStore(AttachmentRows, FeedbackRows, Store[RequestContext]):
    """The SDK's store. Methods raise NotFoundError for what is missing or someone else's."""

    def generate_thread_id(self, context: RequestContext) -> str:
        return _new_id("thread")

    def generate_item_id(
        self, item_type: StoreItemType, thread: ThreadMetadata, context: RequestContext
    ) -> str:
        return _new_id(item_type)

    @in_db_thread
    def load_thread(self, thread_id: str, context: RequestContext) -> ThreadMetadata:
        return ThreadMetadata.model_validate_json(thread_of(thread_id, context).data)

    @in_db_thread
    def save_thread(self, thread: ThreadMetadata, context: RequestContext) -> None:
        """Insert or update. Accepts a Thread too: the SDK hands one over when it creates it."""
        fields = {name: getattr(thread, name) for name in ThreadMetadata.model_fields}
        kept = aware(ThreadMetadata(**fields))
        title = (kept.title or "").replace("\0", "")
        created_at = connection.ops.adapt_datetimefield_value(kept.created_at)
        values = [valid_id(thread.id), title, _json(kept), created_at, owner_of(context)]
        with connection.cursor() as cursor:
            cursor.execute(SAVE_THREAD, values)
            if not cursor.rowcount:
                raise NotFoundError("There is no such thread.")

    @in_db_thread
    def load_threads(
        self, limit: int, after: str | None, order: str, context: RequestContext
    ) -> Page[ThreadMetadata]:
        rows, has_more = _page(threads_of(context), limit, after, order)
        data = [ThreadMetadata.model_validate_json(row.data) for row in rows]
        return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)

    @in_db_thread
    def delete_thread(self, thread_id: str, context: RequestContext) -> None:
        thread_of(thread_id, context).delete()

    @in_db_thread
    def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: RequestContext
    ) -> Page[ChatKitItem]:
        thread = thread_of(thread_id, context)
        rows, has_more = _page(thread.items.all(), limit, after, order)
        data = _items(rows, thread_id, context)
        return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)

    @in_db_thread
    def load_item(self, thread_id: str, item_id: str, context: RequestContext) -> ChatKitItem:
        return _items([item_of(thread_id, item_id, context)], thread_id, context)[0]

    @in_db_thread
    def load_sender(
        self, thread_id: str, item_id: str, context: RequestContext
    ) -> tuple[ThreadMetadata, ChatKitItem]:
        """A thread and the item that an action came from.

        A card comes without its rendering, which its action is about to replace.
        """
        row = item_of(thread_id, item_id, context)
        thread = ThreadMetadata.model_validate_json(row.thread.data)
        return thread, card_item(row, thread_id, UNRENDERED) if row.card_kind else _parsed(
            row, context.site
        )

    def lock_thread(
        self, thread_id: str, context: RequestContext
    ) -> tuple[Thread, CardItem | None]:
        """Keep others out of the thread until the transaction ends. With the card it ends with."""
        thread = thread_of(thread_id, context, lock=True)
        newest = "thread_id IN %s AND kind NOT IN %s ORDER BY id DESC LIMIT 1"
        rows = fetch(ThreadItem, newest, [thread.pk], HIDDEN)
        shows_card = rows and rows[0].card_kind
        return thread, card_item(rows[0], thread_id, UNRENDERED) if shows_card else None

    def add_items(self, thread: Thread, items: Sequence[ChatKitItem]) -> None:
        """Add new items at the end of a thread of the user's, in one statement."""
        ThreadItem.objects.bulk_create(
            ThreadItem(thread=thread, public_id=valid_id(item.id), **_columns(item))
            for item in items
        )

    async def add_thread_item(
        self, thread_id: str, item: ChatKitItem, context: RequestContext
    ) -> None:
        """Add a new item at the end. The same item again changes nothing.

        Raises ValueError where another item has its id, so that no item is lost.
        """
        if item.id not in context.stored:
            await self._add_item(thread_id, item, context)

    @in_db_thread
    def _add_item(self, thread_id: str, item: ChatKitItem, context: RequestContext) -> None:
        _insert_item(thread_of(thread_id, context), item)

    async def save_item(self, thread_id: str, item: ChatKitItem, context: RequestContext) -> None:
        """Replace the item in its place, or add it at the end."""
        if item.id not in context.stored:
            await self._save_item(thread_id, item, context)

    @in_db_thread
    def _save_item(self, thread_id: str, item: ChatKitItem, context: RequestContext) -> None:
        thread = thread_of(thread_id, context)
        if not thread.items.filter(public_id=valid_id(item.id)).update(**_columns(item)):
            _insert_item(thread, item)

    @in_db_thread
    def delete_thread_item(self, thread_id: str, item_id: str, context: RequestContext) -> None:
        item_of(thread_id, item_id, context).delete()


def aware(model: Timed) -> Timed:
    """With an offset in the SDK's naive local time: browsers read a naive time as their own."""
    if model.created_at.tzinfo is not None:
        return model
    dated = model.model_copy(update={"created_at": model.created_at.astimezone(UTC)})
    return dated  # type: ignore[return-value]  # mypy forgets which of the two was copied


def _new_id(item_type: StoreItemType) -> str:
    """128 random bits after the SDK's prefix; its own ids have 32."""
    return f"{default_generate_id(item_type).partition('_')[0]}_{new_id()}"


@dataclass(frozen=True, slots=True)
class Sender:
    """A card that something was pressed on: what it shows, and its item without the widget."""

    card: CardRef
    item: dict[str, Any]


def load_senders(places: Collection[Place]) -> dict[Place, Sender]:
    """The cards at those places that there are, by place.

    One statement for all of them.
    """
    possible = {
        (int(owner), thread, item)
        for owner, thread, item in places
        if owner.isdecimal() and is_id(thread, item)
    }
    return {
        (str(owner), thread_id, item_id): Sender(CardRef(*card), _sent(data))
        for owner, thread_id, item_id, data, *card in select_for(SENDERS, possible)
    }


def _sent(data: str) -> dict[str, Any]:
    """A stored item as it goes over the wire, where nulls are left out."""
    return {key: value for key, value in orjson.loads(data).items() if value is not None}


def _page(
    rows: models.QuerySet[Row], limit: int, after: str | None, order: str
) -> tuple[list[Row], bool]:
    """A page of `rows` in the order in which they were created, and whether more follow."""
    forward = order == "asc"
    if after is not None:
        place = rows.filter(public_id=valid_id(after)).values_list("pk", flat=True).first()
        if place is None:
            raise NotFoundError("The page before this one is gone.")
        rows = rows.filter(**{"pk__gt" if forward else "pk__lt": place})
    limit = min(max(limit, 1), MAX_PAGE)
    found = list(rows.order_by("pk" if forward else "-pk")[: limit + 1])
    return found[:limit], len(found) > limit


def _insert_item(thread: Thread, item: ChatKitItem) -> None:
    columns = _columns(item)
    try:
        with transaction.atomic():
            thread.items.create(public_id=valid_id(item.id), **columns)
    except IntegrityError:
        if not thread.items.filter(public_id=item.id, **columns).exists():
            raise ValueError("The thread has another item with this id.") from None


def _columns(item: ChatKitItem) -> dict[str, Any]:
    """What an item is stored as, apart from its place and id."""
    item = aware(item)
    card = item.card if isinstance(item, CardItem) else CardRef("")
    return {
        "kind": item.type,
        "data": _json(item, without={"widget"} if card.kind else None),
        "card_kind": card.kind,
        "card_attempt": card.attempt,
        "card_position": card.position,
    }


def _items(
    rows: Sequence[ThreadItem], thread_id: str, context: RequestContext
) -> list[ChatKitItem]:
    """The items that were stored, all cards among them rendered at once."""
    refs = [card_ref(row) for row in rows if row.card_kind]
    widgets = iter(cards.render(refs, context.user_id) if refs else ())
    return [
        card_item(row, thread_id, next(widgets)) if row.card_kind else _parsed(row, context.site)
        for row in rows
    ]


def card_ref(row: ThreadItem) -> CardRef:
    """What the card in `row` shows."""
    return CardRef(row.card_kind, row.card_attempt, row.card_position)


def card_item(row: ThreadItem, thread_id: str, widget: WidgetJson) -> CardItem:
    """The card in `row`, rendered as `widget`."""
    kept = json.loads(row.data)
    return CardItem.of(
        card_ref(row),
        widget,
        id=kept["id"],
        thread_id=thread_id,
        created_at=datetime.fromisoformat(kept["created_at"]),
        copy_text=kept["copy_text"],
    )


def _parsed(row: ThreadItem, site: str) -> ChatKitItem:
    if row.kind != "widget":
        item = ITEM.validate_json(row.data)
        if isinstance(item, UserMessageItem):
            item.attachments = [shown.at(attachment, site) for attachment in item.attachments]
        return item
    # The SDK would choose its strict classes, which drop what they don't know.
    data = json.loads(row.data)
    return WidgetItem(**{**data, "widget": DynamicWidgetRoot.model_validate(data["widget"])})


def _json(model: BaseModel, without: set[str] | None = None) -> str:
    return model.model_dump_json(by_alias=True, serialize_as_any=True, exclude=without)
