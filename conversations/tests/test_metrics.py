from __future__ import annotations

import asyncio
import json
import threading
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.conf import settings
from django.test import SimpleTestCase
from prometheus_client import REGISTRY

from conversations.asgi import ChatEndpoint
from conversations.database import in_db_thread, stop_database_threads
from conversations.models import AccessToken
from quizzes.models import Attempt, Response

from .door import Call, DoorTestCase, Reply, message
from .test_server import ChatTestCase


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


class Answers(ChatTestCase):
    def setUp(self) -> None:
        super().setUp()
        [card] = self.cards(async_to_sync(self.write)("start capitals"))
        self.card = card["id"]
        self.token = AccessToken.issue(self.learner, timedelta(hours=1))
        self.response = Response.objects.select_related("attempt").get(position=1)

    def outcomes(self) -> dict[str, float]:
        return {
            outcome: counted("chatsite_answers_total", outcome=outcome)
            for outcome in ("recorded", "late", "refused", "not_found")
        }

    async def submit(self, operation: str, question: str, choice: str) -> Reply:
        ids = {"attempt": self.response.attempt.public_id, "question": question}
        action = {"type": "mcq.submit", "payload": {**ids, "choice": choice}}
        params = {"thread_id": self.thread, "item_id": self.card, "action": action}
        body = json.dumps({"type": operation, "params": params}).encode()
        headers = {
            "Host": "localhost",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token}",
        }
        return await Call(ChatEndpoint(lambda: self.server), body, headers)

    async def test_they_are_counted_by_what_became_of_them(self) -> None:
        first, second = self.response.order[:2]
        question = self.response.public_id
        for operation in ("threads.sync_custom_action", "threads.custom_action"):
            with self.subTest(operation):
                await Response.objects.aupdate(is_final=False, selected=[], tries=[])
                before = self.outcomes()
                await self.submit(operation, question, first)
                await self.submit(operation, question, second)
                await self.submit(operation, "nobodys", first)
                after = self.outcomes()
                added = {outcome: after[outcome] - before[outcome] for outcome in after}
                self.assertEqual(added, {"recorded": 1, "late": 0, "refused": 1, "not_found": 1})

    async def test_late_ones_are_counted(self) -> None:
        await Attempt.objects.aupdate(deadline=self.response.attempt.started_at)
        before = self.outcomes()["late"]
        await self.submit(
            "threads.sync_custom_action", self.response.public_id, self.response.order[0]
        )
        self.assertEqual(self.outcomes()["late"], before + 1)

    async def test_an_action_is_timed_by_its_own_name(self) -> None:
        before = counted("chatsite_chat_seconds_count", operation="mcq.submit")
        await self.submit("threads.sync_custom_action", self.response.public_id, "nonsense")
        after = counted("chatsite_chat_seconds_count", operation="mcq.submit")
        self.assertEqual(after, before + 1)


class Requests(DoorTestCase):
    async def test_an_action_that_is_made_up_is_timed_as_what_it_comes_as(self) -> None:
        def timed() -> float:
            return counted("chatsite_chat_seconds_count", operation="threads.custom_action")

        before = timed()
        await self.send("threads.custom_action", thread_id="none", action={"type": "Ada's"})
        self.assertEqual(timed(), before + 1)
        self.assertEqual(counted("chatsite_chat_seconds_count", operation="Ada's"), 0)

    async def test_refusals_are_counted_by_code(self) -> None:
        before = counted("chatsite_chat_refusals_total", code="sign_in")
        await self.send("threads.list", session="nobody's")
        self.assertEqual(counted("chatsite_chat_refusals_total", code="sign_in"), before + 1)

    async def test_streams_are_counted_while_they_are_open(self) -> None:
        self.server.go_on.clear()
        call = self.send("threads.create", input=message("Hello"))
        await call.reply.until(b'"One"')
        self.assertEqual(counted("chatsite_open_streams"), 1)
        self.server.go_on.set()
        await call
        self.assertEqual(counted("chatsite_open_streams"), 0)


class DatabaseThreads(SimpleTestCase):
    def tearDown(self) -> None:
        stop_database_threads()

    def test_what_waits_for_a_thread_is_counted(self) -> None:
        go_on = threading.Event()
        work = in_db_thread(go_on.wait)
        waited = counted("chatsite_database_wait_seconds_count")
        count = settings.CHAT_DATABASE_THREADS + 2

        async def busy() -> float:
            tasks = [asyncio.ensure_future(work()) for _ in range(count)]
            await asyncio.sleep(0.05)
            queue = counted("chatsite_database_queue")
            go_on.set()
            await asyncio.gather(*tasks)
            return queue

        self.assertEqual(asyncio.run(busy()), 2)
        self.assertEqual(counted("chatsite_database_queue"), 0)
        self.assertEqual(counted("chatsite_database_wait_seconds_count"), waited + count)
