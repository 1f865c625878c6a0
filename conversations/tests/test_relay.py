"""An answer is read on from another worker than the one that makes it."""

from __future__ import annotations

import asyncio
from unittest.mock import patch

from django.core.cache import cache
from django.test import override_settings

from conversations.event_log import END
from conversations.runs import Runs, runs

from .door import Call, Reply
from .test_resume import ResumeTestCase, ids


@override_settings(REDIS_URL="redis://as-if")
@patch("conversations.relay.TICK", 0.01)
class OtherWorker(ResumeTestCase):
    """The test's cache stands for the shared one. What is asked `elsewhere` knows no own runs."""

    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(cache.clear)

    async def elsewhere(self, operation: str, **params: str) -> Call:
        with patch("conversations.resuming.runs", Runs()):
            call = self.ask(operation, **params)
            while not call.task.done() and not call.reply.status:
                await asyncio.sleep(0.01)
            return call

    async def copied(self, thread_id: str) -> str:
        while not (run := await cache.aget(f"running:{thread_id}")):
            await asyncio.sleep(0.01)
        return str(run)

    async def test_the_rest_of_an_answer_comes_from_there_too(self) -> None:
        call, thread_id = await self.lost()
        await self.copied(thread_id)
        resumed = await self.elsewhere(
            "threads.resume", thread_id=thread_id, after=ids(call.reply)[-1]
        )
        self.server.go_on.set()
        rest = await resumed
        self.assertEqual(rest.events[0]["update"]["delta"], " two")
        self.assertEqual(rest.events[-1]["item"]["content"][0]["text"], "One two three")
        self.assertTrue(rest.body.endswith(END))

    async def test_all_of_it_after_a_reload(self) -> None:
        call, thread_id = await self.lost()
        await self.copied(thread_id)
        thread: Reply = await (await self.elsewhere("threads.get_by_id", thread_id=thread_id))
        self.assertEqual(thread.json["metadata"], {"running": True})
        resumed = await self.elsewhere("threads.resume", thread_id=thread_id)
        self.server.go_on.set()
        reply = await resumed
        self.assertEqual(reply.events[: len(call.reply.events)], call.reply.events)
        self.assertEqual(await cache.aget(f"running:{thread_id}"), None)

    async def test_stop_reaches_it(self) -> None:
        call, thread_id = await self.begun()
        await self.copied(thread_id)
        stopped = await (await self.elsewhere("threads.stop", thread_id=thread_id))
        self.assertEqual(stopped.json, {})
        self.assertTrue((await call).body.endswith(END))
        self.assertEqual((await self.items(thread_id))[1]["content"][0]["text"], "One")

    @override_settings(CHAT_RESUME_SECONDS=1)
    async def test_who_follows_there_keeps_it_going(self) -> None:
        _, thread_id = await self.lost()
        await self.copied(thread_id)
        resumed = await self.elsewhere("threads.resume", thread_id=thread_id)
        await asyncio.sleep(1.5)
        self.assertTrue(runs.is_running(thread_id))
        self.server.go_on.set()
        self.assertTrue((await resumed).body.endswith(END))

    async def test_an_unknown_answer_and_one_of_another_thread_are_not_there(self) -> None:
        other = await self.new_thread()
        call, thread_id = await self.begun()
        run = await self.copied(thread_id)
        for thread, after in ((thread_id, "x.1"), (other, f"{run}.1"), (other, "x")):
            reply = await (await self.elsewhere("threads.resume", thread_id=thread, after=after))
            self.assertEqual((reply.status, reply.error), (404, "not_running"))
        await self.ask("threads.stop", thread_id=thread_id)
        await call

    @patch("conversations.relay.MAX_BYTES", 10)
    async def test_one_that_is_too_long_is_not_copied(self) -> None:
        call, thread_id = await self.begun()
        await asyncio.sleep(0.1)
        self.assertIsNone(await cache.aget(f"running:{thread_id}"))
        await self.ask("threads.stop", thread_id=thread_id)
        await call
