from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from django.db import OperationalError
from django.test import override_settings

from conversations.models import ThreadItem
from conversations.streams import PING, end_streams

from .door import Call, DoorTestCase, Json, head, message, session_of


class Streams(DoorTestCase):
    async def begun(self) -> Call:
        """A stream that stays open after its first word."""
        self.server.go_on.clear()
        call = self.send("threads.create", input=message("Hello"))
        await call.reply.until(b'"One"')
        return call

    async def saved(self, call: Call) -> list[Json]:
        return await self.items(call.reply.events[0]["thread"]["id"])

    async def test_a_client_that_leaves_keeps_what_there_was(self) -> None:
        call = await self.begun()
        call.hang_up()
        await call
        self.assertNotIn(b"two", call.reply.body)
        answer = (await self.saved(call))[1]
        self.assertEqual(answer["content"][0]["text"], "One")
        self.assertTrue(await ThreadItem.objects.filter(kind="sdk_hidden_context").aexists())

    async def test_a_client_that_stopped_reading_keeps_what_there_was(self) -> None:
        """Cancelled while it sends, where the SDK's generator would only be closed."""
        stalled = asyncio.Event()
        resume = asyncio.Event()
        messages: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        body = b""

        async def send(sent: Mapping[str, Any]) -> None:
            nonlocal body
            body += sent.get("body", b"")
            if b'" two"' in sent.get("body", b""):
                stalled.set()
                await resume.wait()

        call = self.send("threads.create", input=message("Hello"))
        await messages.put(await call._incoming.get())
        call.task.cancel()
        task = asyncio.create_task(self.endpoint({**head(), **call.scope}, messages.get, send))
        await asyncio.wait_for(stalled.wait(), 5)
        self.server.go_on.clear()
        await messages.put({"type": "http.disconnect"})
        await asyncio.sleep(0.05)
        resume.set()
        # Not wait_for, which would cancel it once more.
        done, _ = await asyncio.wait({task}, timeout=5)
        self.assertTrue(done)
        self.assertEqual(await ThreadItem.objects.filter(kind="assistant_message").acount(), 1)
        self.assertEqual(await ThreadItem.objects.filter(kind="sdk_hidden_context").acount(), 1)

    @override_settings(CHAT_HEARTBEAT_SECONDS=0.01)
    async def test_a_quiet_stream_has_a_heartbeat(self) -> None:
        call = await self.begun()
        await call.reply.until(PING + PING)
        self.server.go_on.set()
        reply = await call
        self.assertEqual(reply.events[-1]["item"]["content"][0]["text"], "One two three")
        self.assertEqual(len(await self.saved(call)), 2)

    async def test_an_error_in_an_answer_is_an_event_with_retry(self) -> None:
        self.server.fails = OperationalError("secret")
        with self.assertLogs("chatkit"):
            reply = await self.send("threads.create", input=message("Hello"))
        self.assertEqual(
            reply.events[-1], {"type": "error", "code": "stream.error", "allow_retry": True}
        )
        self.assertTrue(reply.is_complete)

    async def test_an_error_of_the_store_does_not_break_the_body(self) -> None:
        async def fail(*arguments: Any, **named: Any) -> None:
            raise OperationalError("secret")

        self.server.store.add_thread_item = fail  # type: ignore[method-assign]
        with self.assertLogs("conversations.streams"), self.assertLogs("chatkit"):
            reply = await self.send("threads.create", input=message("Hello"))
        last = reply.events[-1]
        self.assertEqual((last["type"], last["allow_retry"]), ("error", True))
        self.assertNotIn(b"secret", reply.body)
        self.assertTrue(reply.is_complete)

    async def test_a_server_that_stops_says_so_and_saves(self) -> None:
        call = await self.begun()
        end_streams()
        await call
        self.assertIn("restarting", call.reply.events[-1]["message"])
        self.assertTrue(call.reply.is_complete)
        self.assertEqual((await self.saved(call))[1]["content"][0]["text"], "One")

    async def test_a_stream_that_is_cut_saves(self) -> None:
        call = await self.begun()
        call.task.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await call.task
        self.assertEqual((await self.saved(call))[1]["content"][0]["text"], "One")

    @override_settings(CHAT_OPEN_STREAMS=2)
    async def test_a_user_has_only_so_many_at_a_time(self) -> None:
        first, second = await self.begun(), await self.begun()
        refused = await self.send("threads.create", input=message("Hello"))
        self.assertEqual((refused.status, refused.error), (429, "too_many_requests"))
        first.hang_up()
        await first
        third = await self.begun()
        self.server.go_on.set()
        for call in (second, third):
            self.assertEqual((await call).status, 200)
        self.assertEqual(await ThreadItem.objects.filter(kind="user_message").acount(), 3)

    @override_settings(CHAT_OPEN_STREAMS=1)
    async def test_another_user_has_places_of_their_own(self) -> None:
        call = await self.begun()
        mallory = await session_of(self.stranger)
        theirs = self.send("threads.create", session=mallory, input=message("Hello"))
        await theirs.reply.until(b'"One"')
        self.server.go_on.set()
        self.assertEqual([(await call).status, (await theirs).status], [200, 200])

    async def test_it_leaves_no_task_behind(self) -> None:
        before = asyncio.all_tasks()
        call = await self.begun()
        call.hang_up()
        await call
        await asyncio.sleep(0)
        self.assertEqual(asyncio.all_tasks() - before - {call.task}, set())
