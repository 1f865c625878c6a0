"""The same request again, and a turn that breaks off: nothing is doubled, nobody is stuck."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

from chatkit.server import StreamingResult

from conversations.models import ThreadItem
from conversations.store import DjangoStore
from quizzes.models import Attempt, Response

from .test_server import ChatTestCase, Json


class RepeatTests(ChatTestCase):
    async def start(self) -> tuple[Json, Json]:
        """The first card of a new attempt, and the ids that its actions send."""
        [card] = self.cards(await self.write("start capitals"))
        return card, await self.ids(1)

    async def ids(self, position: int) -> Json:
        response = await Response.objects.select_related("attempt").aget(position=position)
        return {"attempt": response.attempt.public_id, "question": response.public_id}

    async def stored(self, **which: Any) -> int:
        return await ThreadItem.objects.filter(**which).acount()

    async def test_next_again_brings_the_same_card_again(self) -> None:
        card, ids = await self.start()
        [first] = self.cards(await self.press(card["id"], "mcq.next", ids))
        [again] = self.cards(await self.press(card["id"], "mcq.next", ids))
        self.assertEqual(again, first)
        self.assertEqual(await self.stored(kind="widget"), 2)

    async def test_next_sent_once_more_later_changes_nothing(self) -> None:
        card, ids = await self.start()
        [second] = self.cards(await self.press(card["id"], "mcq.next", ids))
        [third] = self.cards(await self.press(second["id"], "mcq.next", await self.ids(2)))
        [again] = self.cards(await self.press(card["id"], "mcq.next", ids))
        self.assertEqual(again["id"], third["id"])
        self.assertEqual((await Attempt.objects.aget()).position, 3)
        self.assertEqual(await self.stored(kind="widget"), 3)

    async def test_next_sent_once_more_behind_the_summary_shows_the_summary(self) -> None:
        card, ids = await self.start()
        for position in (1, 2, 3):
            [shown] = self.cards(await self.press(card["id"], "mcq.next", await self.ids(position)))
        [again] = self.cards(await self.press(card["id"], "mcq.next", ids))
        self.assertEqual(again, shown)
        self.assertEqual(await self.stored(kind="widget"), 4)

    async def test_finishing_again_adds_no_second_result(self) -> None:
        card, ids = await self.start()
        [result] = self.cards(await self.press(card["id"], "mcq.finish", ids))
        again = await self.press(card["id"], "mcq.finish", ids)
        self.assertEqual(self.cards(again), [])
        shown = [event["item"] for event in again if event["type"] == "thread.item.replaced"]
        self.assertIn(result, shown)

    async def test_next_after_a_lost_finish_shows_the_result(self) -> None:
        card, ids = await self.start()
        [result] = self.cards(await self.press(card["id"], "mcq.finish", ids))
        again = await self.press(card["id"], "mcq.next", ids)
        shown = [event["item"] for event in again if event["type"] == "thread.item.replaced"]
        self.assertIn(result, shown)
        self.assertEqual(await self.stored(card_kind="result"), 1)

    async def test_start_again_adds_neither_greeting_nor_card(self) -> None:
        card, ids = await self.start()
        [result] = self.cards(await self.press(card["id"], "mcq.finish", ids))
        once = await self.press(result["id"], "mcq.start", {"quiz": "capitals"})
        again = await self.press(result["id"], "mcq.start", {"quiz": "capitals"})
        self.assertEqual(self.cards(again), self.cards(once))
        self.assertEqual(self.said(again), "")
        self.assertEqual(await Attempt.objects.acount(), 2)

    async def test_an_attempt_does_not_go_on_without_its_card(self) -> None:
        card, ids = await self.start()
        with patch.object(DjangoStore, "add_items", side_effect=OSError("killed")):
            await self.press(card["id"], "mcq.next", ids)
        self.assertEqual((await Attempt.objects.aget()).position, 1)
        with patch.object(DjangoStore, "add_items", side_effect=OSError("killed")):
            await self.press(card["id"], "mcq.finish", ids)
        self.assertFalse((await Attempt.objects.aget()).is_finished)

    async def test_a_card_is_there_before_anything_is_sent(self) -> None:
        """Whoever hangs up in the middle finds it after a reload."""
        card, ids = await self.start()
        action = {"type": "mcq.next", "payload": ids}
        params = {"thread_id": self.thread, "item_id": card["id"], "action": action}
        body = json.dumps({"type": "threads.custom_action", "params": params})
        stream = await self.server.process(body, self.context)
        assert isinstance(stream, StreamingResult)
        async for chunk in stream:
            if b"thread.item.replaced" in chunk:
                break
        self.assertEqual(await self.stored(kind="widget"), 2)
