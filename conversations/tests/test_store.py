from __future__ import annotations

import itertools
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from asgiref.sync import async_to_sync
from chatkit.store import NotFoundError
from chatkit.types import (
    ActiveStatus,
    AssistantMessageContent,
    AssistantMessageItem,
    ClosedStatus,
    FileAttachment,
    HiddenContextItem,
    InferenceOptions,
    Page,
    Thread,
    ThreadItem,
    ThreadMetadata,
    UserMessageItem,
    UserMessageTextContent,
    WidgetItem,
)
from chatkit.widgets import DynamicWidgetRoot
from django.contrib.auth.models import User
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from conversations.context import RequestContext
from conversations.items import CardItem, CardRef
from conversations.models import Feedback
from conversations.store import DjangoStore

NOW = datetime(2026, 11, 21, 8, 30, 0, 123456, tzinfo=UTC)
STORE = DjangoStore()


def context_of(name: str) -> RequestContext:
    return RequestContext(user_id=str(User.objects.create_user(name).pk))


def thread(id: str = "thr_1", **values: Any) -> ThreadMetadata:
    return ThreadMetadata(id=id, created_at=NOW, **values)


def message(id: str, text: str = "Hello", thread_id: str = "thr_1") -> UserMessageItem:
    return UserMessageItem(
        id=id,
        thread_id=thread_id,
        created_at=NOW,
        content=[UserMessageTextContent(text=text)],
        inference_options=InferenceOptions(),
    )


def card(id: str, position: int) -> CardItem:
    return CardItem.of(
        CardRef("question", "attempt", position),
        '{"type": "Card", "children": [{"type": "Text", "value": "as it was then"}]}',
        id=id,
        thread_id="thr_1",
        created_at=NOW,
    )


class Store(TestCase):
    learner: RequestContext
    stranger: RequestContext

    @classmethod
    def setUpTestData(cls) -> None:
        cls.learner = context_of("learner")
        cls.stranger = context_of("stranger")
        async_to_sync(STORE.save_thread)(thread(), cls.learner)

    async def items(self, **page: Any) -> Page[ThreadItem]:
        arguments = {"after": None, "limit": 20, "order": "asc", **page}
        return await STORE.load_thread_items("thr_1", context=self.learner, **arguments)

    async def test_a_thread_comes_back_as_it_was_saved(self) -> None:
        saved = thread(
            "thr_2",
            title="Ärger \0 mit ∞",
            status=ClosedStatus(reason="Over"),
            allowed_image_domains=["example.org"],
            metadata={"a": {"b": [1, None, 2.5]}},
        )
        await STORE.save_thread(saved, self.learner)
        self.assertEqual(await STORE.load_thread("thr_2", self.learner), saved)

    async def test_a_thread_with_items_is_saved_as_its_metadata(self) -> None:
        # The SDK hands the Thread that it created to respond(), and saves what that changed.
        created = Thread(id="thr_2", created_at=NOW, items=Page())
        await STORE.save_thread(created, self.learner)
        created.title = "Named"
        await STORE.save_thread(created, self.learner)
        loaded = await STORE.load_thread("thr_2", self.learner)
        self.assertEqual(loaded, thread("thr_2", title="Named"))
        self.assertIs(type(loaded), ThreadMetadata)
        self.assertIsInstance(loaded.status, ActiveStatus)

    async def test_what_is_naive_gets_the_offset_of_the_servers_time(self) -> None:
        naive = ThreadMetadata(id="thr_2", created_at=datetime.now())
        await STORE.save_thread(naive, self.learner)
        loaded = await STORE.load_thread("thr_2", self.learner)
        self.assertEqual(loaded.created_at.tzinfo, UTC)
        self.assertLess(abs(loaded.created_at.timestamp() - time.time()), 60)

    async def test_items_come_back_as_they_were_added(self) -> None:
        added: list[ThreadItem] = [
            message("msg_1", "日本語 \0 \U0001f600 </script> \\u0000"),
            AssistantMessageItem(
                id="msg_2",
                thread_id="thr_1",
                created_at=NOW,
                content=[AssistantMessageContent(text="x" * 1_000_000)],
            ),
            HiddenContextItem(id="msg_3", thread_id="thr_1", created_at=NOW, content=None),
        ]
        for item in added:
            await STORE.add_thread_item("thr_1", item, self.learner)
        self.assertEqual((await self.items()).data, added)
        for item in added:
            self.assertEqual(await STORE.load_item("thr_1", item.id, self.learner), item)

    async def test_a_widget_keeps_what_the_sdks_classes_would_drop(self) -> None:
        root = {
            "type": "Card",
            "border": {"size": 2},
            "children": [{"type": "Box", "scrollable": True, "children": [{"type": "New"}]}],
        }
        sent = WidgetItem(
            id="msg_1",
            thread_id="thr_1",
            created_at=NOW,
            widget=DynamicWidgetRoot.model_validate(root),
        )
        await STORE.add_thread_item("thr_1", sent, self.learner)
        loaded = await STORE.load_item("thr_1", "msg_1", self.learner)
        self.assertEqual(loaded, sent)
        self.assertEqual(loaded.model_dump(exclude_none=True)["widget"], root)

    async def test_cards_are_rendered_a_page_at_once_as_they_are_now(self) -> None:
        asked: list[Sequence[CardRef]] = []

        def render(refs: Sequence[CardRef], user_id: str) -> list[str]:
            asked.append(refs)
            self.assertEqual(user_id, self.learner.user_id)
            return [f'{{"type": "Card", "now": {ref.position}}}' for ref in refs]

        for item in (card("msg_1", 1), message("msg_2"), card("msg_3", 2)):
            await STORE.add_thread_item("thr_1", item, self.learner)
        with patch("conversations.cards.render", render):
            page = await self.items()
        self.assertEqual(asked, [[CardRef("question", "attempt", n) for n in (1, 2)]])
        shown = [item for item in page.data if isinstance(item, CardItem)]
        self.assertEqual([item.widget.model_dump()["now"] for item in shown], [1, 2])
        self.assertEqual([item.card.position for item in shown], [1, 2])

    async def test_a_card_can_become_another_and_a_plain_widget(self) -> None:
        await STORE.add_thread_item("thr_1", card("msg_1", 1), self.learner)
        await STORE.save_item("thr_1", card("msg_1", 7), self.learner)
        _, sender = await STORE.load_sender("thr_1", "msg_1", self.learner)
        assert isinstance(sender, CardItem)
        self.assertEqual(sender.card, CardRef("question", "attempt", 7))
        plain = WidgetItem(
            id="msg_1",
            thread_id="thr_1",
            created_at=NOW,
            widget=DynamicWidgetRoot(type="Basic"),
        )
        await STORE.save_item("thr_1", plain, self.learner)
        self.assertEqual(await STORE.load_item("thr_1", "msg_1", self.learner), plain)

    async def test_save_replaces_in_place_and_adds_what_is_new(self) -> None:
        for id in ("msg_1", "msg_2"):
            await STORE.add_thread_item("thr_1", message(id), self.learner)
        await STORE.save_item("thr_1", message("msg_1", "changed"), self.learner)
        await STORE.save_item("thr_1", message("msg_3"), self.learner)
        self.assertEqual(
            (await self.items()).data,
            [message("msg_1", "changed"), message("msg_2"), message("msg_3")],
        )

    async def test_adding_the_same_item_twice_keeps_one(self) -> None:
        for _ in range(2):
            await STORE.add_thread_item("thr_1", message("msg_1"), self.learner)
        self.assertEqual((await self.items()).data, [message("msg_1")])

    async def test_adding_another_item_under_a_known_id_loses_neither(self) -> None:
        await STORE.add_thread_item("thr_1", message("msg_1"), self.learner)
        with self.assertRaises(ValueError):
            await STORE.add_thread_item("thr_1", message("msg_1", "other"), self.learner)
        self.assertEqual((await self.items()).data, [message("msg_1")])

    async def test_the_same_item_id_in_two_threads_is_two_items(self) -> None:
        await STORE.save_thread(thread("thr_2"), self.learner)
        await STORE.add_thread_item("thr_1", message("msg_1"), self.learner)
        other = message("msg_1", "other", "thr_2")
        await STORE.add_thread_item("thr_2", other, self.learner)
        self.assertEqual(await STORE.load_item("thr_1", "msg_1", self.learner), message("msg_1"))
        self.assertEqual(await STORE.load_item("thr_2", "msg_1", self.learner), other)

    async def test_deleting(self) -> None:
        for id in ("msg_1", "msg_2"):
            await STORE.add_thread_item("thr_1", message(id), self.learner)
        await STORE.delete_thread_item("thr_1", "msg_1", self.learner)
        self.assertEqual((await self.items()).data, [message("msg_2")])
        await STORE.delete_thread("thr_1", self.learner)
        with self.assertRaises(NotFoundError):
            await self.items()

    async def test_threads_are_listed_by_their_creation(self) -> None:
        for id in ("thr_2", "thr_3"):
            await STORE.save_thread(thread(id), self.learner)
        await STORE.save_thread(thread("thr_1", title="Renamed"), self.learner)
        first = await STORE.load_threads(2, None, "desc", self.learner)
        self.assertEqual([row.id for row in first.data], ["thr_3", "thr_2"])
        self.assertEqual((first.has_more, first.after), (True, "thr_2"))
        rest = await STORE.load_threads(2, first.after, "desc", self.learner)
        self.assertEqual([row.id for row in rest.data], ["thr_1"])
        self.assertEqual((rest.has_more, rest.after), (False, None))

    async def test_a_stranger_finds_nothing_and_changes_nothing(self) -> None:
        file = FileAttachment(id="atc_1", name="a.txt", mime_type="text/plain")
        await STORE.add_thread_item("thr_1", message("msg_1"), self.learner)
        await STORE.save_attachment(file, self.learner)
        for attempt in (
            STORE.load_thread("thr_1", self.stranger),
            STORE.save_thread(thread(title="Mine"), self.stranger),
            STORE.delete_thread("thr_1", self.stranger),
            STORE.load_thread_items("thr_1", None, 20, "asc", self.stranger),
            STORE.load_item("thr_1", "msg_1", self.stranger),
            STORE.load_sender("thr_1", "msg_1", self.stranger),
            STORE.add_thread_item("thr_1", message("msg_2"), self.stranger),
            STORE.save_item("thr_1", message("msg_1", "Mine"), self.stranger),
            STORE.delete_thread_item("thr_1", "msg_1", self.stranger),
            STORE.record_feedback("thr_1", ["msg_1"], "positive", self.stranger),
            STORE.load_attachment("atc_1", self.stranger),
            STORE.save_attachment(file.model_copy(update={"name": "Mine"}), self.stranger),
            STORE.delete_attachment("atc_1", self.stranger),
        ):
            with self.assertRaises(NotFoundError):
                await attempt
        self.assertEqual((await STORE.load_threads(20, None, "desc", self.stranger)).data, [])
        self.assertEqual(await STORE.load_thread("thr_1", self.learner), thread())
        self.assertEqual((await self.items()).data, [message("msg_1")])
        self.assertEqual(await STORE.load_attachment("atc_1", self.learner), file)

    async def test_ids_that_nobody_gave_out_are_not_found(self) -> None:
        for id in ("", "thr_2", "\0", "x" * 1000, "'; --", "💥"):
            with self.subTest(id=id), self.assertRaises(NotFoundError):
                await STORE.load_thread(id, self.learner)
            with self.subTest(after=id), self.assertRaises(NotFoundError):
                await self.items(after=id)

    async def test_user_ids_that_belong_to_nobody_are_not_found(self) -> None:
        for id in ("", "me", "None", "-1", "1_0", " 1", "99999999999999999999999"):
            nobody = RequestContext(user_id=id)
            with self.subTest(id=id), self.assertRaises(NotFoundError):
                await STORE.load_thread("thr_1", nobody)
            with self.subTest(id=id), self.assertRaises(NotFoundError):
                await STORE.save_thread(thread("thr_9"), nobody)

    async def test_attachments_are_upserted_with_their_metadata(self) -> None:
        file = FileAttachment(id="atc_1", name="ä.txt", mime_type="text/plain", metadata={"a": 1})
        await STORE.save_attachment(file, self.learner)
        file.thread_id = "thr_1"
        await STORE.save_attachment(file, self.learner)
        self.assertEqual(await STORE.load_attachment("atc_1", self.learner), file)
        await STORE.delete_attachment("atc_1", self.learner)
        with self.assertRaises(NotFoundError):
            await STORE.load_attachment("atc_1", self.learner)

    async def test_the_last_feedback_counts(self) -> None:
        for id in ("msg_1", "msg_2"):
            await STORE.add_thread_item("thr_1", message(id), self.learner)
        await STORE.record_feedback("thr_1", ["msg_1", "msg_2", "?"], "positive", self.learner)
        await STORE.record_feedback("thr_1", ["msg_1"], "negative", self.learner)
        given = Feedback.objects.order_by("item__public_id").values_list("kind", flat=True)
        self.assertEqual([kind async for kind in given], ["negative", "positive"])

    def test_ids_have_128_random_bits(self) -> None:
        ids = {STORE.generate_item_id("message", thread(), self.learner) for _ in range(100)}
        self.assertEqual(len(ids), 100)
        for id in ids:
            self.assertRegex(id, r"^msg_[\w-]{22}$")
        self.assertRegex(STORE.generate_thread_id(self.learner), r"^thr_[\w-]{22}$")


class Paging(HypothesisTestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        count=st.integers(0, 12), limit=st.integers(1, 7), order=st.sampled_from(["asc", "desc"])
    )
    def test_pages_in_a_row_are_all_items_once(self, count: int, limit: int, order: str) -> None:
        learner = context_of(f"learner-{os.urandom(8).hex()}")
        async_to_sync(self._check)(count, limit, order, learner)

    async def _check(self, count: int, limit: int, order: str, learner: RequestContext) -> None:
        mine = thread(f"thr_{learner.user_id}")
        await STORE.save_thread(mine, learner)
        added = [f"msg_{number}" for number in range(count)]
        for id in added:
            await STORE.add_thread_item(mine.id, message(id, thread_id=mine.id), learner)
        seen: list[str] = []
        after = None
        for _ in itertools.count():
            page = await STORE.load_thread_items(mine.id, after, limit, order, learner)
            self.assertLessEqual(len(page.data), limit)
            seen += [item.id for item in page.data]
            self.assertEqual(page.has_more, len(seen) < count)
            if not page.has_more:
                break
            after = page.after
        self.assertEqual(seen, added if order == "asc" else added[::-1])
