from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from asgiref.sync import sync_to_async
from chatkit.errors import CustomStreamError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import override_settings

from conversations import open_streams
from conversations.models import AccessToken

from .door import Call, DoorTestCase, Json, Reply, head, message, session_of

LIST = json.dumps({"type": "threads.list", "params": {}}).encode()
ACTION: Json = {"type": "go", "payload": {}}


class TheDoor(DoorTestCase):
    async def refused(self, status: int, code: str, call: Call) -> Reply:
        reply = await call
        self.assertEqual((reply.status, reply.error), (status, code))
        self.assertEqual(reply.headers["content-type"], "application/json")
        return reply

    async def listed(self, **changes: str | None) -> Reply:
        """threads.list with some headers changed; None leaves one out."""
        headers = {**self.headers(), **{k.replace("_", "-"): v for k, v in changes.items()}}
        return await Call(
            self.endpoint, LIST, {name: value for name, value in headers.items() if value}
        )

    async def test_it_serves_a_stream(self) -> None:
        reply = await self.send("threads.create", input=message("Hello"))
        self.assertEqual(reply.status, 200)
        self.assertEqual(
            [event["type"] for event in reply.events],
            [
                "thread.created",
                "thread.item.done",
                "stream_options",
                "thread.item.added",
                "thread.updated",
                "thread.item.updated",
                "thread.item.updated",
                "thread.item.updated",
                "thread.item.done",
            ],
        )
        self.assertTrue(reply.headers["content-type"].startswith("text/event-stream"))
        self.assertEqual(reply.headers["cache-control"], "no-cache, no-transform")
        self.assertEqual(reply.headers["x-accel-buffering"], "no")
        self.assertTrue(reply.is_complete)

    async def test_it_serves_an_answer(self) -> None:
        thread_id = await self.new_thread()
        reply = await self.send("threads.get_by_id", thread_id=thread_id)
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.json["title"], "Numbers")
        self.assertEqual(len(reply.json["items"]["data"]), 2)
        self.assertEqual(int(reply.headers["content-length"]), len(reply.body))

    async def test_every_time_has_an_offset(self) -> None:
        reply = await self.send("threads.create", input=message("Hello"))
        made = [event.get("item") or event.get("thread") for event in reply.events]
        times = [part["created_at"] for part in made if part]
        self.assertEqual(len(times), 5)
        for time in times:
            self.assertRegex(time, r"Z$")

    async def test_only_posts(self) -> None:
        for method in ("GET", "PUT", "OPTIONS"):
            call = Call(self.endpoint, LIST, self.headers(), method)
            reply = await self.refused(405, "method_not_allowed", call)
            self.assertEqual(reply.headers["allow"], "POST")

    async def test_only_json(self) -> None:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"):
            headers = {**self.headers(), "Content-Type": kind}
            await self.refused(415, "unsupported_media_type", Call(self.endpoint, LIST, headers))

    async def test_json_with_a_charset_is_json(self) -> None:
        reply = await self.listed(Content_Type="application/json; charset=utf-8")
        self.assertEqual(reply.status, 200)

    async def test_a_request_that_makes_no_sense(self) -> None:
        for body in (
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff",
            b'{"type": "threads.everything"}',
            b'{"type": "threads.get_by_id", "params": {}}',
            b'{"type": "threads.get_by_id", "params": {"thread_id": "\\ud800"}}',
            b"[" * 10_000,
        ):
            with self.subTest(body=body[:50]):
                await self.refused(400, "bad_request", Call(self.endpoint, body, self.headers()))

    @override_settings(CHAT_MAX_BODY=1024)
    async def test_a_body_that_is_too_long_is_not_read_to_its_end(self) -> None:
        called = 0

        async def receive() -> Mapping[str, Any]:
            nonlocal called
            called += 1
            return {"type": "http.request", "body": b"x" * 600, "more_body": True}

        reply = Reply()
        await self.endpoint(head(), receive, reply.send)
        self.assertEqual((reply.status, reply.error, called), (413, "too_large", 2))
        announced = {**self.headers(), "Content-Length": "1025"}
        await self.refused(413, "too_large", Call(self.endpoint, b"", announced))

    @override_settings(CHAT_BODY_SECONDS=0.01)
    async def test_a_body_that_does_not_come(self) -> None:
        reply = Reply()
        await self.endpoint(head(), asyncio.Event().wait, reply.send)  # type: ignore[arg-type]  # never returns
        self.assertEqual((reply.status, reply.error), (408, "timeout"))

    async def test_nobody_is_asked_to_sign_in(self) -> None:
        for cookie in (None, "sessionid=unknown", "sessionid="):
            reply = await self.listed(Cookie=cookie)
            self.assertEqual((reply.status, reply.error), (401, "sign_in"))

    async def test_a_session_ends_with_the_password(self) -> None:
        self.learner.set_password("another")
        await self.learner.asave()
        self.assertEqual((await self.listed()).status, 401)

    async def test_a_session_ends_with_the_account(self) -> None:
        self.learner.is_active = False
        await self.learner.asave()
        self.assertEqual((await self.listed()).status, 401)

    async def test_a_session_outlives_a_change_of_the_secret_key(self) -> None:
        with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
            with override_settings(SECRET_KEY="old", SECRET_KEY_FALLBACKS=[]):
                self.session = await session_of(self.learner)
            self.assertEqual((await self.listed()).status, 200)
            self.assertTrue(await Session.objects.filter(pk=self.session).aexists())

    async def test_a_session_needs_the_csrf_token(self) -> None:
        for changes in (
            {"X_CSRFToken": None},
            {"X_CSRFToken": "d" * 32},
            {"Cookie": f"sessionid={self.session}"},
            {"Origin": "https://evil.example"},
        ):
            with self.subTest(changes):
                reply = await self.listed(**changes)
                self.assertEqual((reply.status, reply.error), (403, "csrf"))

    async def test_a_page_of_this_site_may(self) -> None:
        self.assertEqual((await self.listed(Origin="http://localhost")).status, 200)

    async def test_another_host_name_is_refused(self) -> None:
        reply = await self.listed(Host="evil.example")
        self.assertEqual((reply.status, reply.error), (400, "bad_request"))

    async def test_a_token_needs_neither_session_nor_csrf(self) -> None:
        token = await _issued(self.learner, timedelta(minutes=1))
        reply = await self.listed(Authorization=f"Bearer {token}", Cookie=None, X_CSRFToken=None)
        self.assertEqual(reply.status, 200)

    async def test_a_wrong_token_does_not_fall_back_to_the_session(self) -> None:
        token = await _issued(self.learner, timedelta(minutes=1))
        for sent in ("Bearer", "Bearer x", f"Bearer {token[:-1]}", f"Basic {token}", "Bearer é"):
            with self.subTest(sent):
                reply = await self.listed(Authorization=sent)
                self.assertEqual((reply.status, reply.error), (401, "sign_in"))

    async def test_a_token_ends_with_its_time_and_its_owner(self) -> None:
        late = await _issued(self.learner, timedelta(seconds=-1))
        self.assertEqual((await self.listed(Authorization=f"Bearer {late}")).status, 401)
        token = await _issued(self.learner, timedelta(minutes=1))
        self.learner.is_active = False
        await self.learner.asave()
        self.assertEqual((await self.listed(Authorization=f"Bearer {token}")).status, 401)
        self.assertNotIn(token, str([row async for row in AccessToken.objects.values()]))

    async def test_a_stranger_finds_nothing(self) -> None:
        thread_id = await self.new_thread()
        first = (await self.items(thread_id))[0]["id"]
        mallory = await session_of(self.stranger)
        here = {"session": mallory, "thread_id": thread_id}
        action = {"action": ACTION, "item_id": first}
        for call in (
            self.send("threads.get_by_id", **here),
            self.send("threads.update", **here, title="Mine"),
            self.send("threads.delete", **here),
            self.send("items.list", **here),
            self.send("items.feedback", **here, item_ids=[first], kind="positive"),
            self.send("threads.add_user_message", **here, input=message("Hello")),
            self.send("threads.retry_after_item", **here, item_id=first),
            self.send("threads.custom_action", **here, **action),
            self.send("threads.sync_custom_action", **here, **action),
            self.send("threads.add_client_tool_output", **here, result=1),
            self.send("threads.add_structured_input", **here, item_id=first, input={}),
        ):
            await self.refused(404, "not_found", call)
        self.assertEqual(len(await self.items(thread_id)), 2)

    async def test_a_stream_that_could_not_begin_is_an_error(self) -> None:
        thread_id = await self.new_thread()
        answer = (await self.items(thread_id))[1]["id"]
        here = {"thread_id": thread_id, "item_id": answer}
        for operation, params in (
            ("threads.retry_after_item", here),
            ("threads.custom_action", {**here, "action": ACTION}),
            ("threads.sync_custom_action", {**here, "action": ACTION}),
            ("threads.add_structured_input", {**here, "input": {}}),
            ("threads.add_client_tool_output", {"thread_id": thread_id, "result": 1}),
        ):
            with self.subTest(operation):
                await self.refused(400, "bad_request", self.send(operation, **params))
        missing = {**message("Hello"), "attachments": ["atc_no"]}
        await self.refused(404, "not_found", self.send("threads.create", input=missing))

    async def test_files_and_dictation_are_refused_with_a_sentence(self) -> None:
        for operation, params in (
            ("attachments.create", {"name": "a.png", "size": 1, "mime_type": "image/png"}),
            ("attachments.delete", {"attachment_id": "atc_1"}),
            ("input.transcribe", {"audio_base64": "", "mime_type": "audio/webm"}),
            ("input.transcribe", {"audio_base64": "a", "mime_type": "audio/webm"}),
            ("input.transcribe", {"audio_base64": "é", "mime_type": "audio/webm"}),
        ):
            with self.subTest(operation):
                await self.refused(400, "bad_request", self.send(operation, **params))

    async def test_a_user_may_only_so_often(self) -> None:
        with override_settings(CHAT_RATE_LIMIT=2):
            thread_id = await self.new_thread()
            await self.new_thread()
            call = self.send("threads.create", input=message("Hello"))
            reply = await self.refused(429, "too_many_requests", call)
            self.assertIn(int(reply.headers["retry-after"]), range(1, 61))
            self.assertEqual(len(await self.items(thread_id)), 2)
            theirs = await session_of(self.stranger)
            call = self.send("threads.create", session=theirs, input=message("Hello"))
            self.assertEqual((await call).status, 200)

    @override_settings(CHAT_RATE_LIMIT=2)
    async def test_what_could_not_begin_is_not_counted_and_keeps_no_place(self) -> None:
        with (
            patch.object(self.server.store, "save_thread", side_effect=OperationalError("full")),
            self.assertLogs("conversations"),
            self.assertLogs("chatkit"),
        ):
            for _ in range(3):
                call = self.send("threads.create", input=message("Hello"))
                await self.refused(503, "unavailable", call)
        self.assertEqual(open_streams._open.total(), 0)
        await self.new_thread()
        await self.new_thread()

    async def test_a_database_that_is_down_is_said_to_be(self) -> None:
        with (
            patch("conversations.asgi.identify", side_effect=OperationalError("secret")),
            self.assertLogs("conversations"),
        ):
            reply = await self.refused(503, "unavailable", self.send("threads.list"))
        self.assertIn("retry-after", reply.headers)

    async def test_an_unexpected_error_is_a_sentence_without_its_contents(self) -> None:
        thread_id = await self.new_thread()
        self.server.fails = RuntimeError("Ada wrote: secret")
        with self.assertLogs("conversations"):
            call = self.send("threads.sync_custom_action", thread_id=thread_id, action=ACTION)
            reply = await self.refused(500, "server_error", call)
        self.assertNotIn(b"secret", reply.body)

    async def test_a_refusal_of_an_action_is_said(self) -> None:
        thread_id = await self.new_thread()
        self.server.fails = CustomStreamError("The quiz is closed.")
        call = self.send("threads.sync_custom_action", thread_id=thread_id, action=ACTION)
        reply = await self.refused(400, "bad_request", call)
        self.assertEqual(reply.json["error"]["message"], "The quiz is closed.")

    async def test_the_language_is_the_browsers(self) -> None:
        body = {"type": "threads.create", "params": {"input": message("Hallo")}}
        for language, expected in (("de-AT,en;q=0.5", "de"), ("xx", "en"), ("", "en")):
            headers = {**self.headers(), "Accept-Language": language}
            await Call(self.endpoint, json.dumps(body).encode(), headers)
            self.assertEqual(self.server.seen_locale, expected)

    async def test_feedback_is_kept(self) -> None:
        thread_id = await self.new_thread()
        answer = (await self.items(thread_id))[1]["id"]
        reply = await self.send(
            "items.feedback", thread_id=thread_id, item_ids=[answer], kind="negative"
        )
        self.assertEqual((reply.status, reply.json), (200, {}))

    async def test_the_log_has_a_line_a_request_without_contents(self) -> None:
        self.server.fails = ValueError("Ada wrote: secret")
        with self.assertLogs("conversations.asgi", "INFO") as logs:
            await self.send("threads.create", input=message("secret"))
        self.assertEqual(len(logs.output), 1)
        self.assertRegex(logs.output[0], r"threads.create 200 \d+\.\d ms$")
        self.assertNotIn("secret", logs.output[0])

    async def test_a_client_that_leaves_before_its_request_is_complete(self) -> None:
        reply = Reply()

        async def receive() -> Mapping[str, Any]:
            return {"type": "http.disconnect"}

        with self.assertLogs("conversations.asgi", "INFO") as logs:
            await self.endpoint(head(), receive, reply.send)
        self.assertEqual(reply.status, 0)
        self.assertIn(" 499 ", logs.output[0])

    async def test_an_action_without_a_widget(self) -> None:
        thread_id = await self.new_thread()
        reply = await self.send("threads.custom_action", thread_id=thread_id, action=ACTION)
        self.assertEqual(reply.events[-1]["item"]["widget"]["label"], "after go")
        self.assertEqual(len(await self.items(thread_id)), 3)


async def _issued(owner: Any, ttl: timedelta) -> str:
    return await sync_to_async(AccessToken.issue)(owner, ttl)
