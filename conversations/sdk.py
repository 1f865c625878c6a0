"""ChatKitServer with what version 1.6.5 of the SDK lacks, in one place.

Each part has a test that fails when the SDK no longer needs it. Beside them: what every server
on a DjangoStore does alike.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, AsyncIterator
from functools import partial
from typing import TypeAlias

from chatkit.server import ChatKitServer, NonStreamingResult, StreamingResult
from chatkit.store import AttachmentStore
from chatkit.types import (
    AudioInput,
    ChatKitReq,
    ClientToolCallItem,
    FeedbackKind,
    HiddenContextItem,
    InputTranscribeReq,
    NonStreamingReq,
    SDKHiddenContextItem,
    StreamingReq,
    StreamOptionsEvent,
    StructuredInputItem,
    SyncCustomActionResponse,
    ThreadCustomActionParams,
    ThreadItem,
    ThreadItemRemovedEvent,
    ThreadMetadata,
    ThreadsAddClientToolOutputReq,
    ThreadsAddStructuredInputReq,
    ThreadsAddUserMessageReq,
    ThreadsCreateReq,
    ThreadsCustomActionReq,
    ThreadsRetryAfterItemReq,
    ThreadsSyncCustomActionReq,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
    WidgetItem,
    is_streaming_req,
)
from pydantic import BaseModel, TypeAdapter

from .context import RequestContext
from .items import CardItem, to_json
from .refusals import bad_request
from .store import DjangoStore, aware

# The SDK builds this anew for every request, which takes 2.5 ms.
REQUEST: TypeAdapter[ChatKitReq] = TypeAdapter(ChatKitReq)
Sender: TypeAlias = tuple[ThreadMetadata, WidgetItem | None]


class FastChatKitServer(ChatKitServer[RequestContext]):
    """Subclasses implement `respond`, `action` and `sync_action`, as with the SDK's class."""

    store: DjangoStore

    def __init__(
        self,
        store: DjangoStore | None = None,
        attachment_store: AttachmentStore[RequestContext] | None = None,
    ) -> None:
        super().__init__(store or DjangoStore(), attachment_store)

    async def process(
        self, request: str | bytes | bytearray, context: RequestContext
    ) -> StreamingResult | NonStreamingResult:
        return await self.handle(REQUEST.validate_json(request), context)

    async def handle(
        self, request: ChatKitReq, context: RequestContext
    ) -> StreamingResult | NonStreamingResult:
        """Serve a request that was validated already."""
        if is_streaming_req(request):
            return StreamingResult(self.stream(request, context))
        return NonStreamingResult(await self.answer(request, context))

    async def answer(self, request: NonStreamingReq, context: RequestContext) -> bytes:
        if isinstance(request, InputTranscribeReq):
            _check_base64(request.params.audio_base64)
        return await self._process_non_streaming(request, context)

    def stream(self, request: StreamingReq, context: RequestContext) -> AsyncGenerator[bytes, None]:
        return self._process_streaming(request, context)

    async def add_feedback(
        self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: RequestContext
    ) -> None:
        await self.store.record_feedback(thread_id, item_ids, feedback, context)

    async def transcribe(
        self, audio_input: AudioInput, context: RequestContext
    ) -> TranscriptionResult:
        raise bad_request("This site doesn't take dictation. Write your message instead.")

    def _get_attachment_store(self) -> AttachmentStore[RequestContext]:
        if self.attachment_store is None:
            raise bad_request("This site doesn't take files. Nothing was sent.")
        return self.attachment_store

    async def check(self, request: StreamingReq, context: RequestContext) -> None:
        """Raise NotFoundError or Refusal for what the SDK would break off the stream for."""
        match request:
            case ThreadsCreateReq():
                await self.store.check_attachments(request.params.input.attachments, context)
            case ThreadsAddUserMessageReq():
                await self.store.load_thread(request.params.thread_id, context)
                await self.store.check_attachments(request.params.input.attachments, context)
            case ThreadsCustomActionReq():
                context.sender = await self._sender(request.params, context)
            case ThreadsAddClientToolOutputReq():
                await self._check_tool_call(request.params.thread_id, context)
            case ThreadsAddStructuredInputReq() | ThreadsRetryAfterItemReq():
                await self._check_item(request, context)

    async def _check_tool_call(self, thread_id: str, context: RequestContext) -> None:
        page = await self.store.load_thread_items(thread_id, None, 1, "desc", context)
        last = page.data[0] if page.data else None
        if not isinstance(last, ClientToolCallItem) or last.status != "pending":
            raise bad_request("The chat is not waiting for a tool's result.")

    async def _check_item(
        self,
        request: ThreadsAddStructuredInputReq | ThreadsRetryAfterItemReq,
        context: RequestContext,
    ) -> None:
        item = await self.store.load_item(request.params.thread_id, request.params.item_id, context)
        if isinstance(request, ThreadsRetryAfterItemReq):
            if not isinstance(item, UserMessageItem):
                raise bad_request("Only an answer to a message of yours can be tried again.")
        elif not isinstance(item, StructuredInputItem) or item.status != "pending":
            raise bad_request("This question was answered already.")

    async def _process_streaming_impl(
        self, request: StreamingReq, context: RequestContext
    ) -> AsyncGenerator[ThreadStreamEvent, None]:
        """The SDK's events, with offsets in times, and with the items that a retry removes."""
        removed = await self._removed_by(request, context)
        async for event in await self._events_of(request, context):
            stamp(event)
            yield event
            if isinstance(event, StreamOptionsEvent):
                for item in removed:
                    yield ThreadItemRemovedEvent(item_id=item.id)

    async def _events_of(
        self, request: StreamingReq, context: RequestContext
    ) -> AsyncIterator[ThreadStreamEvent]:
        """The SDK's, but an action's card isn't loaded again and rendered, only to be replaced."""
        if not isinstance(request, ThreadsCustomActionReq):
            return super()._process_streaming_impl(request, context)
        thread, sender = context.sender or await self._sender(request.params, context)
        context.sender = None
        act = partial(self.action, thread, request.params.action, sender, context)
        return self._process_events(thread, context, act)

    async def _removed_by(self, request: StreamingReq, context: RequestContext) -> list[ThreadItem]:
        if not isinstance(request, ThreadsRetryAfterItemReq):
            return []
        later: list[ThreadItem] = []
        items: AsyncIterator[ThreadItem] = self._paginate_thread_items_reverse(
            request.params.thread_id, context
        )
        async for item in items:
            if item.id == request.params.item_id:
                break
            if not isinstance(item, HiddenContextItem | SDKHiddenContextItem):
                later.append(item)
        return later

    async def _process_sync_custom_action(
        self, request: ThreadsSyncCustomActionReq, context: RequestContext
    ) -> bytes:
        """Also saves the item that the action returns, which the SDK leaves to the action."""
        thread, sender = await self._sender(request.params, context)
        response = await self.sync_action(thread, request.params.action, sender, context)
        await self._save(thread, sender, response, context)
        return self._serialize(response)

    async def _save(
        self,
        thread: ThreadMetadata,
        sender: WidgetItem | None,
        response: SyncCustomActionResponse,
        context: RequestContext,
    ) -> None:
        if response.updated_item is None:
            return
        item = response.updated_item = aware(response.updated_item)
        if isinstance(item, CardItem) and isinstance(sender, CardItem) and same_card(item, sender):
            return
        await self.store.save_item(thread.id, item, context)

    async def _sender(self, params: ThreadCustomActionParams, context: RequestContext) -> Sender:
        """The action's thread and widget. A card comes without its rendering."""
        if params.item_id is None:
            return await self.store.load_thread(params.thread_id, context), None
        thread, item = await self.store.load_sender(params.thread_id, params.item_id, context)
        if not isinstance(item, WidgetItem):
            raise bad_request("Only a widget can send an action.")
        return thread, item

    def _serialize(self, obj: BaseModel) -> bytes:
        return to_json(obj)


def _check_base64(text: str) -> None:
    """The SDK raises ValueError for what it can't decode."""
    try:
        base64.b64decode(text)
    except ValueError:
        raise bad_request("The recording isn't base64. Nothing was sent.") from None


def same_card(item: CardItem, other: CardItem) -> bool:
    """Whether two items are stored alike: how a card looks is not stored."""
    return (item.id, item.card, item.copy_text) == (other.id, other.card, other.copy_text)


def stamp(event: ThreadStreamEvent) -> None:
    """Give the event's times an offset."""
    for name in ("item", "thread"):
        part = getattr(event, name, None)
        if part is not None:
            setattr(event, name, aware(part))
