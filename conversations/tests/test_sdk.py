"""What the SDK lacks, and that ours has it. A test of the first kind that fails is good news."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import AsyncMock, patch

from asgiref.sync import async_to_sync
from chatkit import server as sdk
from chatkit.types import (
    SyncCustomActionResponse,
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    WidgetItem,
)
from chatkit.widgets import DynamicWidgetRoot
from django.contrib.auth.models import User
from django.test import TestCase
from django.utils import timezone
from pydantic import TypeAdapter

from conversations.context import RequestContext
from conversations.items import CardItem, CardRef
from conversations.models import ThreadItem

from .door import Answers, Json, OurAnswers, message, widget


class Workarounds(TestCase):
    def setUp(self) -> None:
        user = User.objects.create_user("ada")
        self.context = RequestContext(user_id=str(user.pk))
        self.theirs, self.ours = Answers(), OurAnswers()

    async def send(self, server: Answers, operation: str, **params: Any) -> list[Json]:
        body = json.dumps({"type": operation, "params": params})
        result = await server.process(body, self.context)
        if isinstance(result, sdk.NonStreamingResult):
            return [json.loads(result.json)]
        return [json.loads(event[6:]) async for event in result]

    async def thread(self) -> str:
        events = await self.send(self.ours, "threads.create", input=message("Hello"))
        thread_id: str = events[0]["thread"]["id"]
        return thread_id

    async def retried(self, server: Answers) -> list[Json]:
        thread_id = await self.thread()
        first = await ThreadItem.objects.filter(thread__public_id=thread_id).order_by("pk").afirst()
        assert first is not None
        return await self.send(
            server, "threads.retry_after_item", thread_id=thread_id, item_id=first.public_id
        )

    async def test_the_sdk_tells_no_client_what_a_retry_removed(self) -> None:
        events = await self.retried(self.theirs)
        self.assertNotIn("thread.item.removed", [event["type"] for event in events])

    async def test_a_retry_tells_what_it_removed(self) -> None:
        events = await self.retried(self.ours)
        self.assertEqual(
            [event["type"] for event in events[:3]],
            ["stream_options", "thread.item.removed", "thread.item.added"],
        )
        answers = ThreadItem.objects.filter(kind="assistant_message")
        self.assertEqual(await answers.acount(), 1)
        self.assertFalse(await answers.filter(public_id=events[1]["item_id"]).aexists())

    async def acted(self, server: Answers) -> WidgetItem:
        thread_id = await self.thread()
        await self.ours.store.add_thread_item(thread_id, widget(thread_id, "before"), self.context)
        [response] = await self.send(
            server,
            "threads.sync_custom_action",
            thread_id=thread_id,
            item_id="msg_widget",
            action={"type": "go"},
        )
        self.assertEqual(response["updated_item"]["widget"]["label"], "after go")
        item = await self.ours.store.load_item(thread_id, "msg_widget", self.context)
        assert isinstance(item, WidgetItem)
        return item

    async def test_the_sdk_does_not_save_what_a_sync_action_returns(self) -> None:
        item = await self.acted(self.theirs)
        self.assertEqual(item.widget.model_dump()["label"], "before")

    async def test_what_a_sync_action_returns_is_saved(self) -> None:
        item = await self.acted(self.ours)
        self.assertEqual(item.widget.model_dump()["label"], "after go")

    async def saved_cards(self, position: int) -> int:
        """How many items a sync action saves that answers a card with one of that position."""
        thread_id = await self.thread()
        values: dict[str, Any] = {"thread_id": thread_id, "created_at": timezone.now()}
        card = CardItem.of(CardRef("question", "a", 1), '{"type": "Card"}', id="msg_1", **values)
        await self.ours.store.add_thread_item(thread_id, card, self.context)
        shown = CardItem.of(
            CardRef("question", "a", position),
            '{"type": "Card", "new": 1}',
            id="msg_1",
            **values,
        )
        answer = AsyncMock(return_value=SyncCustomActionResponse(updated_item=shown))
        save = AsyncMock()
        with (
            patch.object(self.ours, "sync_action", answer),
            patch.object(self.ours.store, "save_item", save),
        ):
            [response] = await self.send(
                self.ours,
                "threads.sync_custom_action",
                thread_id=thread_id,
                item_id="msg_1",
                action={"type": "go"},
            )
        self.assertEqual(response["updated_item"]["widget"], {"type": "Card", "new": 1})
        return save.await_count

    async def test_a_card_that_only_looks_different_is_not_written(self) -> None:
        self.assertEqual(await self.saved_cards(position=1), 0)

    async def test_a_card_that_shows_something_else_is_written(self) -> None:
        self.assertEqual(await self.saved_cards(position=2), 1)

    async def test_the_sdk_sends_times_without_an_offset(self) -> None:
        events = await self.send(self.theirs, "threads.create", input=message("Hello"))
        self.assertRegex(events[0]["thread"]["created_at"], r"\d$")

    async def test_times_have_an_offset(self) -> None:
        events = await self.send(self.ours, "threads.create", input=message("Hello"))
        self.assertRegex(events[0]["thread"]["created_at"], r"Z$")

    async def test_the_sdk_hands_over_a_thread_with_items_and_ours_can_be_loaded(self) -> None:
        thread_id = await self.thread()
        [thread] = await self.send(self.ours, "threads.get_by_id", thread_id=thread_id)
        self.assertEqual(thread["title"], "Numbers")

    def test_the_sdk_builds_its_adapter_for_every_request(self) -> None:
        self.assertEqual(built(self.theirs), 1)
        self.assertEqual(built(self.ours), 0)

    def test_the_bytes_are_the_sdks(self) -> None:
        shown = {"type": "Card", "children": [{"type": "Text", "value": "ü", "id": None}]}
        values: dict[str, Any] = {"id": "msg_1", "thread_id": "thr_1", "created_at": timezone.now()}
        plain = WidgetItem(**values, widget=DynamicWidgetRoot.model_validate(shown))
        thread = ThreadMetadata(id="thr_1", created_at=timezone.now())
        for part in (plain, thread, ThreadItemDoneEvent(item=plain)):
            self.assertEqual(self.ours._serialize(part), self.theirs._serialize(part))
        kept = json.dumps({"type": "Card", "children": [{"type": "Text", "value": "ü"}]})
        card = CardItem.of(CardRef("question", "attempt", 1), kept, **values)
        self.assertEqual(
            json.loads(self.ours._serialize(ThreadItemReplacedEvent(item=card))),
            json.loads(self.theirs._serialize(ThreadItemReplacedEvent(item=plain))),
        )


def built(server: Answers) -> int:
    """How many adapters `server` builds to answer one request."""
    user = User.objects.get(username="ada")
    context = RequestContext(user_id=str(user.pk))
    build = TypeAdapter.__init__
    with patch.object(TypeAdapter, "__init__", autospec=True, side_effect=build) as counted:
        async_to_sync(server.process)('{"type": "threads.list", "params": {}}', context)
    return counted.call_count
