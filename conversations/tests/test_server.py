"""Quizzes through the SDK's own pipeline: what a learner writes and presses, what comes back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.utils import timezone

from conversations.actions import SYNC
from conversations.context import RequestContext
from conversations.server import QuizChatKitServer
from quizzes import attempts
from quizzes.models import Attempt, Quiz, Response
from quizzes.tests.cast import QuizTestCase

Json = dict[str, Any]


class ChatTestCase(QuizTestCase):
    """Ada chats. `thread` is the thread of her first message."""

    def setUp(self) -> None:
        super().setUp()
        self.server = QuizChatKitServer()
        self.context = RequestContext(user_id=str(self.learner.pk))
        self.thread = ""

    async def send(self, operation: str, **params: Any) -> list[Json]:
        """The events of a stream, or the one answer of another operation."""
        body = json.dumps({"type": operation, "params": params}).encode()
        result = await self.server.process(body, self.context)
        if hasattr(result, "json"):
            return [read(result.json)]
        events = [read(chunk.removeprefix(b"data: ")) async for chunk in result]
        for event in events:
            if event["type"] == "thread.created":
                self.thread = event["thread"]["id"]
        return events

    async def write(self, text: str) -> list[Json]:
        message = {
            "content": [{"type": "input_text", "text": text}],
            "attachments": [],
            "inference_options": {},
        }
        if not self.thread:
            return await self.send("threads.create", input=message)
        return await self.send("threads.add_user_message", thread_id=self.thread, input=message)

    async def press(self, item: str, action: str, payload: Json) -> list[Json]:
        operation = "threads.sync_custom_action" if action in SYNC else "threads.custom_action"
        return await self.send(
            operation,
            thread_id=self.thread,
            item_id=item,
            action={"type": action, "payload": payload},
        )

    @staticmethod
    def cards(events: list[Json]) -> list[Json]:
        """The widget items that were added."""
        done = [event["item"] for event in events if event["type"] == "thread.item.done"]
        return [item for item in done if item["type"] == "widget"]

    @staticmethod
    def said(events: list[Json]) -> str:
        done = [event["item"] for event in events if event["type"] == "thread.item.done"]
        messages = [item for item in done if item["type"] == "assistant_message"]
        return "\n".join(message["content"][0]["text"] for message in messages)


def read(sent: bytes) -> Any:
    """What was sent, with no null in any component of a widget."""
    return json.loads(sent, object_hook=without_null)


def without_null(node: Json) -> Json:
    if str(node.get("type", ""))[:1].isupper():
        assert None not in node.values(), node
    return node


class LoopTests(ChatTestCase):
    async def response(self, position: int = 1) -> Response:
        return await Response.objects.select_related("attempt", "revision").aget(position=position)

    async def test_a_whole_quiz_from_start_to_result(self) -> None:
        [card] = self.cards(await self.write("start capitals"))
        for position in (1, 2, 3):
            response = await self.response(position)
            right = next(c.id for c in response.question.choices if c.weight == 1)
            ids = {"attempt": response.attempt.public_id, "question": response.public_id}
            [answer] = await self.press(card["id"], "mcq.submit", {**ids, "choice": right})
            self.assertIn("Correct", json.dumps(answer["updated_item"]))
            events = await self.press(card["id"], "mcq.next", ids)
            self.assertEqual(events[1]["type"], "thread.item.replaced")
            [card] = self.cards(events)
        self.assertIn("3 of 3", json.dumps(card))
        attempt = await Attempt.objects.aget()
        self.assertEqual((attempt.state, attempt.mark), ("finished", 3.0))
        [item] = (await self.send("items.list", thread_id=self.thread, limit=1))[0]["data"]
        self.assertEqual(item["widget"], card["widget"])

    async def test_skipped_questions_are_offered_again_before_the_end(self) -> None:
        [card] = self.cards(await self.write("start capitals"))
        for _ in range(3):
            ids = {"attempt": (await Attempt.objects.aget()).public_id}
            [card] = self.cards(await self.press(card["id"], "mcq.next", ids))
        self.assertIn("0 of 3 questions answered", json.dumps(card))
        [card] = self.cards(await self.press(card["id"], "mcq.finish", ids))
        self.assertIn("0 of 3", json.dumps(card))

    async def test_finishing_closes_the_cards_that_could_still_be_answered(self) -> None:
        [first] = self.cards(await self.write("start capitals"))
        ids = {"attempt": (await Attempt.objects.aget()).public_id}
        [second] = self.cards(await self.press(first["id"], "mcq.next", ids))
        events = await self.press(second["id"], "mcq.finish", ids)
        replaced = [e["item"] for e in events if e["type"] == "thread.item.replaced"]
        self.assertEqual({item["id"] for item in replaced}, {first["id"], second["id"]})
        self.assertNotIn("Check answer", json.dumps(replaced))

    async def test_whoever_runs_out_of_time_finds_the_way_to_the_result(self) -> None:
        await Quiz.objects.aupdate(time_limit=timedelta(minutes=10))
        [card] = self.cards(await self.write("start capitals"))
        response = await self.response()
        ids = {"attempt": response.attempt.public_id, "question": response.public_id}
        past = timezone.now() - timedelta(minutes=1)
        await Attempt.objects.aupdate(deadline=past)
        await self.sees_the_way_to_the_result()
        await sync_to_async(attempts.finish_overdue)(timezone.now())
        await self.sees_the_way_to_the_result()
        [result] = self.cards(await self.press(card["id"], "mcq.next", ids))
        self.assertIn("0 of 3", json.dumps(result))
        self.assertTrue((await Attempt.objects.aget()).is_finished)

    async def sees_the_way_to_the_result(self) -> None:
        [page] = await self.send("items.list", thread_id=self.thread, order="desc")
        self.assertIn("See the result", json.dumps(page["data"][0]))

    async def test_a_refusal_is_shown_on_the_card(self) -> None:
        [card] = self.cards(await self.write("start capitals"))
        response = await self.response()
        ids = {"attempt": response.attempt.public_id, "question": response.public_id}
        [answer] = await self.press(card["id"], "mcq.submit", {**ids, "choice": "nonsense"})
        self.assertIn("not a choice of this question", json.dumps(answer))

    async def test_writing_start_again_resumes(self) -> None:
        await self.write("start capitals")
        events = await self.write("Start Capitals!")
        self.assertIn("Welcome back", self.said(events))
        self.assertEqual(await Attempt.objects.acount(), 1)

    async def test_an_unknown_quiz_brings_the_list(self) -> None:
        events = await self.write("start alchemy")
        self.assertIn("I don't know a quiz called “alchemy”", self.said(events))
        self.assertEqual(self.cards(events)[0]["widget"]["type"], "ListView")

    async def test_free_questions_get_an_honest_answer(self) -> None:
        self.assertIn("I can't answer free questions", self.said(await self.write("Why is it so?")))

    async def test_a_quiz_for_others_cannot_be_started(self) -> None:
        await Quiz.objects.aupdate(access=Quiz.Access.GROUPS)
        events = await self.write("start capitals")
        self.assertIn("I don't know", self.said(events))
