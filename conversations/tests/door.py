"""A learner before the chat's door, and a small server behind it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Generator, Mapping
from typing import Any

from asgiref.sync import async_to_sync
from chatkit.actions import Action
from chatkit.server import ChatKitServer
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    SyncCustomActionResponse,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)
from chatkit.widgets import DynamicWidgetRoot
from django.contrib.auth.models import User
from django.test import AsyncClient, TestCase
from django.utils import timezone, translation

from conversations.asgi import ChatEndpoint
from conversations.asgi_types import Application
from conversations.context import RequestContext
from conversations.sdk import FastChatKitServer
from conversations.store import DjangoStore

Json = dict[str, Any]
CSRF = "c" * 32


class Answers(ChatKitServer[RequestContext]):
    """Answers every message with "One two three", in words; can be made to stop after the first.

    Beside the SDK's own class it shows what the SDK does, beside ours what we do.
    """

    store: DjangoStore
    fails: Exception | None = None
    seen_locale = ""

    def __init__(self) -> None:
        super().__init__(DjangoStore())
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def respond(
        self,
        thread: ThreadMetadata,
        input_user_message: UserMessageItem | None,
        context: RequestContext,
    ) -> AsyncIterator[ThreadStreamEvent]:
        self.seen_locale = translation.get_language()
        if self.fails:
            raise self.fails
        thread.title = "Numbers"
        item = AssistantMessageItem(
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=timezone.now(),
            content=[AssistantMessageContent(text="")],
        )
        yield ThreadItemAddedEvent(item=item)
        for word in ("One", " two", " three"):
            yield ThreadItemUpdatedEvent(
                item_id=item.id,
                update=AssistantMessageContentPartTextDelta(content_index=0, delta=word),
            )
            await self.go_on.wait()
        item.content[0].text = "One two three"
        yield ThreadItemDoneEvent(item=item)

    async def action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: RequestContext,
    ) -> AsyncIterator[ThreadStreamEvent]:
        yield ThreadItemDoneEvent(item=widget(thread.id, f"after {action.type}"))

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: RequestContext,
    ) -> SyncCustomActionResponse:
        if self.fails:
            raise self.fails
        if sender is None:
            return SyncCustomActionResponse()
        changed = widget(thread.id, f"after {action.type}")
        return SyncCustomActionResponse(updated_item=changed.model_copy(update={"id": sender.id}))


class OurAnswers(Answers, FastChatKitServer):
    """The same as what this project serves."""

    def __init__(self) -> None:
        super().__init__()


def widget(thread_id: str, label: str) -> WidgetItem:
    return WidgetItem(
        id="msg_widget",
        thread_id=thread_id,
        created_at=timezone.now(),
        widget=DynamicWidgetRoot.model_validate({"type": "Card", "label": label}),
    )


def head() -> Json:
    """The scope of a request whose body a test makes itself."""
    headers = [(b"content-type", b"application/json")]
    return {"type": "http", "method": "POST", "path": "/chatkit", "headers": headers}


class Reply:
    """What an ASGI application sent, while it sends it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.is_complete = False
        self._more = asyncio.Condition()

    async def send(self, message: Mapping[str, Any]) -> None:
        async with self._more:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                self.body += message.get("body", b"")
                self.is_complete = not message.get("more_body", False)
            self._more.notify_all()

    async def until(self, part: bytes) -> None:
        async with self._more:
            await asyncio.wait_for(self._more.wait_for(lambda: part in self.body), 5)

    @property
    def json(self) -> Json:
        value: Json = json.loads(self.body)
        return value

    @property
    def error(self) -> str:
        code: str = self.json["error"]["code"]
        assert self.json["error"]["message"].endswith(".")
        return code

    @property
    def events(self) -> list[Json]:
        lines = self.body.decode().split("\n")
        return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]


class Call:
    """One HTTP request to an ASGI application. `await call` is its reply; `hang_up` leaves."""

    def __init__(
        self,
        application: Application,
        body: bytes,
        headers: Mapping[str, str],
        method: str = "POST",
        path: str = "/chatkit",
        root_path: str = "",
    ) -> None:
        self.reply = Reply()
        self._incoming: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        self._incoming.put_nowait({"type": "http.request", "body": body, "more_body": False})
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": root_path,
            "query_string": b"",
            "headers": [(name.lower().encode(), headers[name].encode()) for name in headers],
            "server": ("localhost", 80),
            "scheme": "http",
        }
        self.task = asyncio.ensure_future(
            application(self.scope, self._incoming.get, self.reply.send)
        )

    def hang_up(self) -> None:
        self._incoming.put_nowait({"type": "http.disconnect"})

    def __await__(self) -> Generator[Any, Any, Reply]:
        return self._finished().__await__()

    async def _finished(self) -> Reply:
        await asyncio.wait_for(asyncio.shield(self.task), 10)
        return self.reply


def ask(endpoint: ChatEndpoint, session: str, operation: str, **params: Any) -> Call:
    """As our element asks, which knows the extensions."""
    extensions = {"extensions": ["resume", "feedback"]}
    body = {"type": operation, "params": params, "metadata": extensions}
    return Call(endpoint, json.dumps(body).encode(), headers(session))


def headers(session: str) -> dict[str, str]:
    """Of a browser that is signed in."""
    return {
        "Host": "localhost",
        "Content-Type": "application/json",
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }


class DoorTestCase(TestCase):
    """Ada is signed in; `send` is what her browser sends. Mallory has a session of her own."""

    learner: User
    stranger: User

    @classmethod
    def setUpTestData(cls) -> None:
        cls.learner = User.objects.create_user("ada")
        cls.stranger = User.objects.create_user("mallory")

    def setUp(self) -> None:
        self.server = OurAnswers()
        self.endpoint = ChatEndpoint(lambda: self.server)
        self.session = async_to_sync(session_of)(self.learner)

    def headers(self, session: str = "") -> dict[str, str]:
        return headers(session or self.session)

    def send(self, operation: str, session: str = "", **params: Any) -> Call:
        body = json.dumps({"type": operation, "params": params}).encode()
        return Call(self.endpoint, body, self.headers(session))

    async def new_thread(self) -> str:
        """A thread with Ada's message and its answer."""
        reply = await self.send("threads.create", input=message("Hello"))
        thread_id: str = reply.events[0]["thread"]["id"]
        return thread_id

    async def items(self, thread_id: str) -> list[Json]:
        reply = await self.send("items.list", thread_id=thread_id, order="asc")
        items: list[Json] = reply.json["data"]
        return items


async def session_of(user: User) -> str:
    client = AsyncClient()
    await client.aforce_login(user)
    return client.cookies["sessionid"].value


def message(text: str) -> Json:
    return {
        "content": [{"type": "input_text", "text": text}],
        "attachments": [],
        "inference_options": {},
    }
