"""Chats in the database. Every query is filtered by the owner; a stranger's row is not found."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

import orjson
from chatkit.store import NotFoundError, Store, StoreItemType, default_generate_id
from chatkit.types import Attachment as ChatKitAttachment
from chatkit.types import FeedbackKind, Page, ThreadItemBase, ThreadMetadata, WidgetItem
from chatkit.types import ThreadItem as ChatKitItem
from chatkit.widgets import DynamicWidgetRoot
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from pydantic import BaseModel, TypeAdapter

from quizzes.ids import new_id
from quizzes.rows import fetch, select_for

from . import cards
from .context import RequestContext
from .database import in_db_thread
from .items import CardItem, CardRef
from .models import ID_LENGTH, Attachment, Feedback, Thread, ThreadItem
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
ATTACHMENT: TypeAdapter[ChatKitAttachment] = TypeAdapter(ChatKitAttachment)

Row = TypeVar("Row", Thread, ThreadItem)
# An item's owner, its thread and itself.
Place: TypeAlias = tuple[str, str, str]
Timed = TypeVar("Timed", bound=ThreadMetadata | ThreadItemBase)


class DjangoStore(Store[RequestContext]):
    """The SDK's store. Methods raise NotFoundError for what is missing or someone else's."""

    def generate_thread_id(self, context: RequestContext) -> str:
        return _new_id("thread")

    def generate_item_id(
        self, item_type: StoreItemType, thread: ThreadMetadata, context: RequestContext
    ) -> str:
        return _new_id(item_type)

    @in_db_thread
    def load_thread(self, thread_id: str, context: RequestContext) -> ThreadMetadata:
        return ThreadMetadata.model_validate_json(_thread(thread_id, context).data)

    @in_db_thread
    def save_thread(self, thread: ThreadMetadata, context: RequestContext) -> None:
        """Insert or update. Accepts a Thread too: the SDK hands one over when it creates it."""
        fields = {name: getattr(thread, name) for name in ThreadMetadata.model_fields}
        kept = aware(ThreadMetadata(**fields))
        title = (kept.title or "").replace("\0", "")
        created_at = connection.ops.adapt_datetimefield_value(kept.created_at)
        values = [_id(thread.id), title, _json(kept), created_at, _owner(context)]
        with connection.cursor() as cursor:
            cursor.execute(SAVE_THREAD, values)
            if not cursor.rowcount:
                raise NotFoundError("There is no such thread.")

    @in_db_thread
    def load_threads(
        self, limit: int, after: str | None, order: str, context: RequestContext
    ) -> Page[ThreadMetadata]:
        rows, has_more = _page(_threads(context), limit, after, order)
        data = [ThreadMetadata.model_validate_json(row.data) for row in rows]
        return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)

    @in_db_thread
    def delete_thread(self, thread_id: str, context: RequestContext) -> None:
        _thread(thread_id, context).delete()

    @in_db_thread
    def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: RequestContext
    ) -> Page[ChatKitItem]:
        thread = _thread(thread_id, context)
        rows, has_more = _page(thread.items.all(), limit, after, order)
        data = _items(rows, thread_id, context)
        return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)

    @in_db_thread
    def load_item(self, thread_id: str, item_id: str, context: RequestContext) -> ChatKitItem:
        return _items([_item(thread_id, item_id, context)], thread_id, context)[0]

    @in_db_thread
    def load_sender(
        self, thread_id: str, item_id: str, context: RequestContext
    ) -> tuple[ThreadMetadata, ChatKitItem]:
        """A thread and the item that an action came from.

        A card comes without its rendering, which its action is about to replace.
        """
        row = _item(thread_id, item_id, context)
        thread = ThreadMetadata.model_validate_json(row.thread.data)
        return thread, card_item(row, thread_id, UNRENDERED) if row.card_kind else _parsed(row)

    def lock_thread(
        self, thread_id: str, context: RequestContext
    ) -> tuple[Thread, CardItem | None]:
        """Keep others out of the thread until the transaction ends. With the card it ends with."""
        thread = _thread(thread_id, context, lock=True)
        newest = "thread_id IN %s AND kind NOT IN %s ORDER BY id DESC LIMIT 1"
        rows = fetch(ThreadItem, newest, [thread.pk], HIDDEN)
        shows_card = rows and rows[0].card_kind
        return thread, card_item(rows[0], thread_id, UNRENDERED) if shows_card else None

    def add_items(self, thread: Thread, items: Sequence[ChatKitItem]) -> None:
        """Add new items at the end of a thread of the user's, in one statement."""
        ThreadItem.objects.bulk_create(
            ThreadItem(thread=thread, public_id=_id(item.id), **_columns(item)) for item in items
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
        _insert_item(_thread(thread_id, context), item)

    async def save_item(self, thread_id: str, item: ChatKitItem, context: RequestContext) -> None:
        """Replace the item in its place, or add it at the end."""
        if item.id not in context.stored:
            await self._save_item(thread_id, item, context)

    @in_db_thread
    def _save_item(self, thread_id: str, item: ChatKitItem, context: RequestContext) -> None:
        thread = _thread(thread_id, context)
        if not thread.items.filter(public_id=_id(item.id)).update(**_columns(item)):
            _insert_item(thread, item)

    @in_db_thread
    def delete_thread_item(self, thread_id: str, item_id: str, context: RequestContext) -> None:
        _item(thread_id, item_id, context).delete()

    @in_db_thread
    def save_attachment(self, attachment: ChatKitAttachment, context: RequestContext) -> None:
        key, data = (
            {"public_id": _id(attachment.id), "owner_id": _owner(context)},
            _json(attachment),
        )
        if Attachment.objects.filter(**key).update(data=data):
            return
        try:
            with transaction.atomic():
                Attachment.objects.create(**key, data=data)
        except IntegrityError:
            raise NotFoundError("There is no such attachment.") from None

    @in_db_thread
    def load_attachment(self, attachment_id: str, context: RequestContext) -> ChatKitAttachment:
        return ATTACHMENT.validate_json(_attachment(attachment_id, context).data)

    @in_db_thread
    def delete_attachment(self, attachment_id: str, context: RequestContext) -> None:
        _attachment(attachment_id, context).delete()

    @in_db_thread
    def record_feedback(
        self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: RequestContext
    ) -> None:
        """Keep a thumb for each of the items that the thread has."""
        items = _thread(thread_id, context).items.filter(public_id__in=map(_id, item_ids))
        Feedback.objects.bulk_create(
            [Feedback(item=item, owner_id=_owner(context), kind=kind) for item in items.only("pk")],
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=["kind", "given_at"],
        )

    @in_db_thread
    def load_feedback(
        self, thread_id: str, item_ids: Sequence[str], context: RequestContext
    ) -> dict[str, str]:
        """The thumbs of those items that have one, by item."""
        rows = Feedback.objects.filter(
            item__thread__owner=_owner(context),
            item__thread__public_id=_id(thread_id),
            item__public_id__in=item_ids,
        )
        return dict(rows.values_list("item__public_id", "kind"))

    @in_db_thread
    def remove_feedback(
        self, thread_id: str, item_ids: Sequence[str], context: RequestContext
    ) -> None:
        items = _thread(thread_id, context).items.filter(public_id__in=map(_id, item_ids))
        Feedback.objects.filter(item__in=items).delete()


def aware(model: Timed) -> Timed:
    """With an offset in the SDK's naive local time: browsers read a naive time as their own."""
    if model.created_at.tzinfo is not None:
        return model
    dated = model.model_copy(update={"created_at": model.created_at.astimezone(UTC)})
    return dated  # type: ignore[return-value]  # mypy forgets which of the two was copied


def _new_id(item_type: StoreItemType) -> str:
    """128 random bits after the SDK's prefix; its own ids have 32."""
    return f"{default_generate_id(item_type).partition('_')[0]}_{new_id()}"


def _owner(context: RequestContext) -> Any:
    try:
        key = get_user_model()._meta.pk.clean(context.user_id, None)
    except ValidationError:
        key = None
    if str(key) != context.user_id:
        raise NotFoundError("There is no such user.")
    return key


def _id(public_id: str) -> str:
    if not _is_id(public_id):
        raise NotFoundError("There is nothing with this id.")
    return public_id


def _is_id(*public_ids: str) -> bool:
    return all(len(id) <= ID_LENGTH and "\0" not in id for id in public_ids)


def _threads(context: RequestContext) -> models.QuerySet[Thread]:
    return Thread.objects.filter(owner_id=_owner(context))


def _thread(thread_id: str, context: RequestContext, *, lock: bool = False) -> Thread:
    keys = [_owner(context)], [_id(thread_id)]
    found = fetch(Thread, "owner_id IN %s AND public_id IN %s", *keys, lock=lock)
    if not found:
        raise NotFoundError("There is no such thread.")
    return found[0]


def _item(thread_id: str, item_id: str, context: RequestContext) -> ThreadItem:
    """With its thread."""
    thread = _thread(thread_id, context)
    found = fetch(ThreadItem, "thread_id IN %s AND public_id IN %s", [thread.pk], [_id(item_id)])
    if not found:
        raise NotFoundError("There is no such item.")
    found[0].thread = thread
    return found[0]


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
        if owner.isdecimal() and _is_id(thread, item)
    }
    return {
        (str(owner), thread_id, item_id): Sender(CardRef(*card), _sent(data))
        for owner, thread_id, item_id, data, *card in select_for(SENDERS, possible)
    }


def _sent(data: str) -> dict[str, Any]:
    """A stored item as it goes over the wire, where nulls are left out."""
    return {key: value for key, value in orjson.loads(data).items() if value is not None}


def _attachment(attachment_id: str, context: RequestContext) -> Attachment:
    rows = Attachment.objects.filter(owner_id=_owner(context), public_id=_id(attachment_id))
    row = rows.first()
    if row is None:
        raise NotFoundError("There is no such attachment.")
    return row


def _page(
    rows: models.QuerySet[Row], limit: int, after: str | None, order: str
) -> tuple[list[Row], bool]:
    """A page of `rows` in the order in which they were created, and whether more follow."""
    forward = order == "asc"
    if after is not None:
        place = rows.filter(public_id=_id(after)).values_list("pk", flat=True).first()
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
            thread.items.create(public_id=_id(item.id), **columns)
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
        card_item(row, thread_id, next(widgets)) if row.card_kind else _parsed(row) for row in rows
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


def _parsed(row: ThreadItem) -> ChatKitItem:
    if row.kind != "widget":
        return ITEM.validate_json(row.data)
    # The SDK would choose its strict classes, which drop what they don't know.
    data = json.loads(row.data)
    return WidgetItem(**{**data, "widget": DynamicWidgetRoot.model_validate(data["widget"])})


def _json(model: BaseModel, without: set[str] | None = None) -> str:
    return model.model_dump_json(by_alias=True, serialize_as_any=True, exclude=without)
