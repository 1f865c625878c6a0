"""Whatever is sent to the chat, it answers: with what was asked for or with a sentence."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import override_settings
from django.utils import timezone

from conversations.asgi import ChatEndpoint
from conversations.context import RequestContext
from conversations.models import AccessToken, Attachment, Thread
from conversations.store import DjangoStore
from quizzes.ids import new_id
from quizzes.models import Response
from quizzes.tests.cast import QuizTestCase

from .door import CSRF, Call, Reply, message, session_of
from .hostile import Ids, complaint, sound, spoiled, spoiled_headers, written

REQUESTS = 500
FOR_ONE_CHAT = 25
# What this site doesn't take, or what this chat isn't waiting for.
NOT_HERE = {
    "input.transcribe": 400,
    "threads.add_client_tool_output": 400,
    "threads.add_structured_input": 400,
    "threads.resume": 404,
}


@override_settings(CHAT_RATE_LIMIT=0)
class HostileRequests(QuizTestCase):
    """Ada's browser has gone mad. Mallory has a chat and an attempt too."""

    def setUp(self) -> None:
        super().setUp()
        self.endpoint = ChatEndpoint()
        self.sessions = {
            user.pk: async_to_sync(session_of)(user) for user in (self.learner, self.stranger)
        }

    def send(self, body: bytes, headers: dict[str, str]) -> Call:
        return Call(self.endpoint, body, headers)

    def headers(self, user: Any) -> dict[str, str]:
        cookie = f"sessionid={self.sessions[user.pk]}; csrftoken={CSRF}"
        return {
            "Host": "localhost",
            "Content-Type": "application/json",
            "Cookie": cookie,
            "X-CSRFToken": CSRF,
        }

    async def ids(self, user: Any, others: Ids | None = None) -> Ids:
        """A new chat of `user`, in which a quiz has begun."""
        start = {"type": "threads.create", "params": {"input": message("start capitals")}}
        reply = await self.send(written(start).encode(), self.headers(user))
        done = [event["item"] for event in reply.events if event["type"] == "thread.item.done"]
        response = await Response.objects.select_related("revision", "attempt").aget(
            attempt__learner=user, attempt__state="in_progress", position=1
        )
        file = await Attachment.objects.acreate(public_id=f"atc_{new_id()}", owner=user, data="{}")
        return Ids(
            file=file.public_id,
            thread=done[0]["thread_id"],
            message=done[0]["id"],
            item=done[-1]["id"],
            attempt=response.attempt.public_id,
            question=response.public_id,
            choice=response.question.choices[0].id,
            quiz="capitals",
            others=[getattr(others, name) for name in ("thread", "item", "attempt", "question")]
            if others
            else [],
        )

    async def test_what_the_element_sends_is_served(self) -> None:
        """Else the requests below would be spoiled before anything is changed in them."""
        for number in range(len(sound(await self.ids(self.learner)))):
            request = sound(await self.ids(self.learner))[number]
            reply = await self.send(written(request).encode(), self.headers(self.learner))
            with self.subTest(request):
                self.assertEqual(reply.status, NOT_HERE.get(request["type"], 200))
                self.assertNotIn(b"This is no ChatKit request", reply.body)

    async def test_every_request_asks_who_sends_it(self) -> None:
        requests = [written(request).encode() for request in sound(await self.ids(self.learner))]
        token = await sync_to_async(AccessToken.issue)(self.learner, timedelta(minutes=1))
        bearer = {"Host": "localhost", "Content-Type": "application/json"}
        bearer["Authorization"] = f"Bearer {token}"
        signed = self.headers(self.learner)
        before = await self.stored(self.learner)
        await self.all_refused(requests, {**signed, "Cookie": "sessionid=unknown"}, 401)
        await self.all_refused(requests, {**signed, "X-CSRFToken": "d" * 32}, 403)
        await self.all_refused(requests, {**signed, "Origin": "https://evil.example"}, 403)
        await User.objects.filter(pk=self.learner.pk).aupdate(is_active=False)
        await self.all_refused(requests, signed, 401)
        await self.all_refused(requests, bearer, 401)
        await User.objects.filter(pk=self.learner.pk).aupdate(is_active=True)
        await AccessToken.objects.all().adelete()
        await self.all_refused(requests, bearer, 401)
        await Session.objects.filter(pk=self.sessions[self.learner.pk]).aupdate(
            expire_date=timezone.now() - timedelta(seconds=1)
        )
        await self.all_refused(requests, signed, 401)
        self.assertEqual(await self.stored(self.learner), before)

    async def all_refused(
        self, requests: list[bytes], headers: dict[str, str], status: int
    ) -> None:
        for body in requests:
            reply = await self.send(body, headers)
            with self.subTest(body=body[:200], headers=headers):
                self.assertEqual(reply.status, status)
                self.assertEqual(_complaint(reply), "")

    async def test_a_stranger_finds_nothing_by_any_request(self) -> None:
        ids = await self.ids(self.learner)
        before = await self.stored(self.learner)
        for request in sound(ids):
            reply = await self.send(written(request).encode(), self.headers(self.stranger))
            with self.subTest(request):
                named = "thread_id" in request["params"]
                self.assertIn(reply.status, (404,) if named else (200, 400, 404))
                self.assertNotIn(ids.attempt.encode(), reply.body)
        self.assertEqual(await self.stored(self.learner), before)

    async def test_no_request_breaks_the_chat(self) -> None:
        mallorys = await self.ids(self.stranger)
        before = await self.stored(self.stranger)
        with self.assertNoLogs("chatkit", "WARNING"), self.assertNoLogs("conversations", "ERROR"):
            for number in range(REQUESTS):
                if number % FOR_ONE_CHAT == 0:
                    ids = await self.ids(self.learner, mallorys)
                rng = random.Random(number)
                body = spoiled(rng, ids)
                headers = spoiled_headers(rng, self.headers(self.learner))
                reply = await self.send(body, headers)
                with self.subTest(number=number, body=body[:300], headers=headers):
                    self.assertEqual(_complaint(reply), "")
        self.assertEqual(await self.stored(self.stranger), before)

    @sync_to_async
    def stored(self, user: User) -> Any:
        """What is kept of them."""
        responses = Response.objects.filter(attempt__learner=user)
        threads = Thread.objects.filter(owner=user)
        return list(responses.values()), list(threads.values()), list(threads.values("items"))

    async def test_the_chat_can_still_be_read(self) -> None:
        """What no database can keep was refused, or made into what it can keep."""
        ids = await self.ids(self.learner)
        for number in range(200):
            await self.send(spoiled(random.Random(number), ids), self.headers(self.learner))
        context = RequestContext(str(self.learner.pk))
        page = await DjangoStore().load_threads(100, None, "asc", context)
        for thread in page.data:
            await DjangoStore().load_thread_items(thread.id, None, 100, "asc", context)


def _complaint(reply: Reply) -> str:
    return complaint(reply.status, reply.headers.get("content-type", ""), reply.body)
