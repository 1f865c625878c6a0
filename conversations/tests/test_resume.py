"""An answer whose connection is lost goes on, and is read again from where it was."""

from __future__ import annotations

import asyncio
from typing import Any

from django.test import override_settings

from conversations import event_log
from conversations.event_log import END, EventLog, Lost
from conversations.models import ThreadItem
from conversations.runs import runs

from .door import Call, DoorTestCase, Reply, ask, message, session_of


def ids(reply: Reply) -> list[str]:
    lines = reply.body.decode().splitlines()
    return [line[4:] for line in lines if line.startswith("id: ")]


class ResumeTestCase(DoorTestCase):
    def ask(self, operation: str, session: str = "", **params: Any) -> Call:
        return ask(self.endpoint, session or self.session, operation, **params)

    async def begun(self) -> tuple[Call, str]:
        """An answer that waits after its first word, and its thread."""
        self.server.go_on.clear()
        call = self.ask("threads.create", input=message("Hello"))
        await call.reply.until(b'"One"')
        return call, call.reply.events[0]["thread"]["id"]

    async def lost(self) -> tuple[Call, str]:
        """The same, whose connection is lost."""
        call, thread_id = await self.begun()
        call.hang_up()
        await call
        return call, thread_id


class Resuming(ResumeTestCase):
    async def test_who_does_not_ask_gets_the_plain_stream(self) -> None:
        reply = await self.send("threads.create", input=message("Hello"))
        self.assertNotIn(b"id: ", reply.body)
        self.assertNotIn(END, reply.body)

    async def test_a_stream_has_ids_and_an_end(self) -> None:
        reply = await self.ask("threads.create", input=message("Hello"))
        run = ids(reply)[0].partition(".")[0]
        self.assertEqual(ids(reply), [f"{run}.{n + 1}" for n in range(len(reply.events))])
        self.assertTrue(reply.body.endswith(END))
        plain = await self.send("threads.create", input=message("Hello"))
        self.assertEqual(
            [event["type"] for event in reply.events], [event["type"] for event in plain.events]
        )

    async def test_the_rest_of_an_answer_is_sent_from_where_it_was_lost(self) -> None:
        call, thread_id = await self.lost()
        resumed = self.ask("threads.resume", thread_id=thread_id, after=ids(call.reply)[-1])
        self.server.go_on.set()
        rest = await resumed
        self.assertEqual(rest.events[0]["update"]["delta"], " two")
        self.assertEqual(rest.events[-1]["type"], "thread.item.done")
        self.assertTrue(rest.body.endswith(END))
        saved = await self.items(thread_id)
        self.assertEqual(saved[1]["content"][0]["text"], "One two three")
        self.assertFalse(await ThreadItem.objects.filter(kind="sdk_hidden_context").aexists())

    async def test_after_a_reload_all_of_it_is_sent(self) -> None:
        call, thread_id = await self.lost()
        thread = (await self.ask("threads.get_by_id", thread_id=thread_id)).json
        self.assertEqual(thread["metadata"], {"running": True})
        resumed = self.ask("threads.resume", thread_id=thread_id)
        self.server.go_on.set()
        reply = await resumed
        self.assertEqual(reply.events[: len(call.reply.events)], call.reply.events)
        self.assertEqual(reply.events[-1]["item"]["content"][0]["text"], "One two three")
        thread = (await self.ask("threads.get_by_id", thread_id=thread_id)).json
        self.assertEqual(thread["metadata"], {})

    async def test_what_was_over_meanwhile_is_sent_still(self) -> None:
        call, thread_id = await self.lost()
        self.server.go_on.set()
        while runs.is_running(thread_id):
            await asyncio.sleep(0.01)
        last = ids(call.reply)[-1]
        reply = await self.ask("threads.resume", thread_id=thread_id, after=last)
        self.assertEqual(reply.events[-1]["type"], "thread.item.done")

    async def test_an_answer_that_ends_as_the_page_asks_for_it_is_sent_still(self) -> None:
        _, thread_id = await self.lost()
        self.server.go_on.set()
        while runs.is_running(thread_id):
            await asyncio.sleep(0.01)
        reply = await self.ask("threads.resume", thread_id=thread_id)
        self.assertEqual(reply.events[-1]["item"]["content"][0]["text"], "One two three")

    async def test_two_tabs_follow_the_same_answer(self) -> None:
        call, thread_id = await self.begun()
        second = self.ask("threads.resume", thread_id=thread_id)
        await second.reply.until(b'"One"')
        call.hang_up()
        await call
        self.server.go_on.set()
        self.assertIn(b'" three"', (await second).body)

    async def test_stop_ends_it_and_saves_what_there_is(self) -> None:
        call, thread_id = await self.begun()
        self.assertEqual((await self.ask("threads.stop", thread_id=thread_id)).json, {})
        self.assertTrue((await call).body.endswith(END))
        self.assertEqual((await self.items(thread_id))[1]["content"][0]["text"], "One")

    async def test_a_server_that_stops_saves_what_nobody_follows(self) -> None:
        _, thread_id = await self.lost()
        await runs.stop_all()
        self.assertEqual((await self.items(thread_id))[1]["content"][0]["text"], "One")

    async def test_a_thread_that_is_deleted_is_not_answered_in_any_more(self) -> None:
        _, thread_id = await self.lost()
        mallory = await session_of(self.stranger)
        stranger = await self.ask("threads.delete", session=mallory, thread_id=thread_id)
        self.assertEqual((stranger.status, runs.is_running(thread_id)), (404, True))
        with self.assertNoLogs("conversations", "ERROR"), self.assertNoLogs("chatkit", "ERROR"):
            self.assertEqual((await self.ask("threads.delete", thread_id=thread_id)).json, {})
        self.assertFalse(runs.is_running(thread_id))
        self.assertFalse(await ThreadItem.objects.aexists())

    async def test_stop_where_nothing_runs_changes_nothing(self) -> None:
        thread_id = await self.new_thread()
        self.assertEqual((await self.ask("threads.stop", thread_id=thread_id)).json, {})

    @override_settings(CHAT_RESUME_SECONDS=0.05)
    async def test_who_does_not_come_back_stops_it(self) -> None:
        _, thread_id = await self.lost()
        while runs.is_running(thread_id):
            await asyncio.sleep(0.01)
        self.assertEqual((await self.items(thread_id))[1]["content"][0]["text"], "One")

    @override_settings(CHAT_RESUME_SECONDS=0)
    async def test_switched_off_a_lost_connection_ends_it(self) -> None:
        call, thread_id = await self.lost()
        self.assertEqual(ids(call.reply), [])
        self.assertEqual((await self.items(thread_id))[1]["content"][0]["text"], "One")

    async def test_strangers_find_no_answer_and_no_thread(self) -> None:
        call, thread_id = await self.begun()
        mallory = await session_of(self.stranger)
        for operation in ("threads.resume", "threads.stop"):
            reply = await self.ask(operation, session=mallory, thread_id=thread_id)
            self.assertEqual((reply.status, reply.error), (404, "not_found"))
        self.assertTrue(runs.is_running(thread_id))
        await self.ask("threads.stop", thread_id=thread_id)
        await call

    async def test_a_cursor_of_another_answer_is_refused(self) -> None:
        call, thread_id = await self.begun()
        for after in ("", "x.1", "x", ids(call.reply)[-1] + "99", ids(call.reply)[0][:-1] + "-1"):
            reply = await self.ask("threads.resume", thread_id=thread_id, after=after)
            self.assertEqual((reply.status, reply.error), (404, "not_running"), after)
        await self.ask("threads.stop", thread_id=thread_id)
        await call

    @override_settings(CHAT_OPEN_STREAMS=1)
    async def test_an_answer_keeps_its_place_until_it_is_over(self) -> None:
        _, thread_id = await self.lost()
        refused = await self.ask("threads.create", input=message("Hello"))
        self.assertEqual(refused.error, "too_many_requests")
        await self.ask("threads.stop", thread_id=thread_id)
        self.server.go_on.set()
        self.assertEqual((await self.ask("threads.create", input=message("Hi"))).status, 200)


class Logs(ResumeTestCase):
    async def test_a_log_keeps_so_many_bytes_and_says_what_is_lost(self) -> None:
        log = EventLog("run")
        event = b"data: " + b"x" * 100_000 + b"\n\n"
        for _ in range(100):
            log.add(event)
        self.assertLessEqual(log.size, event_log.MAX_BYTES)
        with self.assertRaises(Lost):
            log.check(0)
        log.check(100)
        log.complete()
        sent = b"".join([part async for part in log.after(99)])
        self.assertEqual(sent, b"id: run.100\n" + event + END)

    async def test_old_answers_are_forgotten(self) -> None:
        with override_settings(CHAT_RESUME_SECONDS=0.01):
            for _ in range(3):
                await self.ask("threads.create", input=message("Hello"))
                await asyncio.sleep(0.02)
        self.assertLessEqual(len(runs._by_thread), 1)
