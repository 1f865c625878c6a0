"""The server that is recorded: the SDK's own class, playing one scene for each message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from chatkit.actions import Action
from chatkit.server import ChatKitServer
from chatkit.types import (
    AssistantMessageContentPartTextDelta,
    AudioInput,
    ClosedStatus,
    ErrorEvent,
    LockedStatus,
    StreamOptions,
    SyncCustomActionResponse,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
    UserMessageTextContent,
    WidgetItem,
)

from . import scenes
from .store import CountingStore, Uploads


class GoldenServer(ChatKitServer[None]):
    store: CountingStore

    def __init__(self) -> None:
        super().__init__(CountingStore(), Uploads())

    def get_stream_options(self, thread: ThreadMetadata, context: None) -> StreamOptions:
        return StreamOptions(allow_cancel=thread.title != "Cells")

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: None
    ) -> AsyncIterator[ThreadStreamEvent]:
        stage = scenes.Stage(thread, self.store.new_id)
        match _text(input_user_message):
            case "widget":
                async for event in scenes.widget(stage):
                    yield event
            case "cancelled":
                item = stage.message()
                yield scenes.added(item)
                delta = AssistantMessageContentPartTextDelta(content_index=0, delta="As far as")
                yield scenes.updated(item, delta)
                await asyncio.Event().wait()
            case "locked":
                thread.status = LockedStatus(reason="Being marked")
                thread.allowed_image_domains = ["images.example"]
                yield scenes.done(stage.message("One moment."))
            case "closed":
                thread.status = ClosedStatus()
                yield scenes.done(stage.message("That was all."))
            case name:
                for event in scenes.SCENES.get(name, scenes.short)(stage):
                    yield event

    async def action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: None,
    ) -> AsyncIterator[ThreadStreamEvent]:
        if sender is None:
            yield ErrorEvent(message="There is nothing to act on.")
            return
        pressed = scenes.card(status=f"{action.type} {action.payload}")
        yield ThreadItemReplacedEvent(item=sender.model_copy(update={"widget": pressed}))
        yield scenes.done(scenes.Stage(thread, self.store.new_id).message("Done."))

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: None,
    ) -> SyncCustomActionResponse:
        if sender is None:
            return SyncCustomActionResponse()
        item = sender.model_copy(update={"widget": scenes.card(status="In sync")})
        await self.store.save_item(thread.id, item, context)
        return SyncCustomActionResponse(updated_item=item)

    async def transcribe(self, audio_input: AudioInput, context: None) -> TranscriptionResult:
        return TranscriptionResult(text=f"{audio_input.media_type}, {len(audio_input.data)} bytes")


def _text(message: UserMessageItem | None) -> str:
    parts = message.content if message else []
    return next((part.text for part in parts if isinstance(part, UserMessageTextContent)), "")
