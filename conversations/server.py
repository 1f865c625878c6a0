"""The chat's server: turns what commands and actions do into the SDK's events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from chatkit.actions import Action
from chatkit.store import NotFoundError
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    AudioInput,
    ClientEffectEvent,
    ErrorEvent,
    NoticeEvent,
    SyncCustomActionResponse,
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
    UserMessageTextContent,
    WidgetItem,
)
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from quizzes import attempts
from quizzes.models import Attempt

from . import actions, commands, titles
from .attachments.store import DjangoAttachmentStore
from .context import RequestContext
from .database import in_db_thread
from .items import CardItem
from .sdk import FastChatKitServer
from .turns import BadAction, NewCard, Turn

WITH_ITEM = (ThreadItemDoneEvent, ThreadItemReplacedEvent)


class QuizChatKitServer(FastChatKitServer):
    """Quizzes without any model: plain words and buttons."""

    def __init__(self) -> None:
        super().__init__(attachment_store=DjangoAttachmentStore())

    async def respond(
        self,
        thread: ThreadMetadata,
        input_user_message: UserMessageItem | None,
        context: RequestContext,
    ) -> AsyncIterator[ThreadStreamEvent]:
        if input_user_message is None:
            return
        text = _text(input_user_message)

        def reply(last: CardItem | None) -> Turn:
            turn = commands.reply(text, thread.id, context.user_id)
            turn.message = text
            return turn

        for event in await self._take_turn(reply, thread, context):
            yield event

    async def action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: RequestContext,
    ) -> AsyncIterator[ThreadStreamEvent]:
        card = sender if isinstance(sender, CardItem) else None

        def perform(last: CardItem | None) -> Turn:
            return actions.perform(action.type, action.payload, card, context.user_id, last)

        try:
            events = await self._take_turn(perform, thread, context)
        except (BadAction, attempts.NotFound) as error:
            yield ErrorEvent(code="custom", message=str(error), allow_retry=False)
            return
        for event in events:
            yield event

    async def transcribe(
        self, audio_input: AudioInput, context: RequestContext
    ) -> TranscriptionResult:
        if not settings.CHAT_TRANSCRIBE:
            return await super().transcribe(audio_input, context)
        write_down = import_string(settings.CHAT_TRANSCRIBE)
        return TranscriptionResult(text=await write_down(audio_input, context.locale))

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: RequestContext,
    ) -> SyncCustomActionResponse:
        """Raises BadAction, and the store's NotFoundError for unknown and foreign ids."""
        if action.type not in actions.SYNC:
            raise BadAction("This action needs a stream. Nothing was recorded.")
        try:
            turn = await _perform(action, sender, context)
        except attempts.NotFound as error:
            raise NotFoundError(str(error)) from error
        return SyncCustomActionResponse(updated_item=turn.sender_now())

    @in_db_thread
    def _take_turn(
        self,
        take: Callable[[CardItem | None], Turn],
        thread: ThreadMetadata,
        context: RequestContext,
    ) -> list[ThreadStreamEvent]:
        """Do what a turn does and store what it adds to the thread: all of it, or nothing.

        An attempt that has gone on without a card would leave its learner nothing to press.
        `take` gets the card that the thread ends with; a thread's turns come one after another.
        """
        with transaction.atomic():
            row, last = self.store.lock_thread(thread.id, context)
            turn = take(last)
            titles.give(thread, row.title, turn.title, titles.of_message(turn.message))
            events = self._events(turn, thread, context)
            shown = [event.item for event in events if isinstance(event, WITH_ITEM)]
            there = {item.id for item in (turn.sender, turn.last, *turn.others) if item}
            new = [item for item in shown if item.id not in there]
            self.store.add_items(row, new)
        context.stored.update(item.id for item in shown)
        return events

    def _events(
        self, turn: Turn, thread: ThreadMetadata, context: RequestContext
    ) -> list[ThreadStreamEvent]:
        events: list[ThreadStreamEvent] = []
        if sender := turn.sender_now():
            events.append(ThreadItemReplacedEvent(item=sender))
        events += [
            ThreadItemReplacedEvent(item=card)
            for card in turn.others
            if turn.sender is None or card.id != turn.sender.id
        ]
        events += [
            ThreadItemDoneEvent(item=self._item(added, thread, context)) for added in turn.added
        ]
        if turn.clock:
            events.append(_clock(turn.clock))
        if turn.notice:
            events.append(NoticeEvent(level="warning", message=turn.notice))
        return events

    def _item(
        self, added: NewCard | CardItem | str, thread: ThreadMetadata, context: RequestContext
    ) -> AssistantMessageItem | CardItem:
        match added:
            case str():
                return self._message(added, thread, context)
            case NewCard():
                return self._card(added, thread, context)
        return added

    def _message(
        self, text: str, thread: ThreadMetadata, context: RequestContext
    ) -> AssistantMessageItem:
        return AssistantMessageItem(
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=timezone.now(),
            content=[AssistantMessageContent(text=text)],
        )

    def _card(self, new: NewCard, thread: ThreadMetadata, context: RequestContext) -> CardItem:
        return CardItem.of(
            new.ref,
            new.widget,
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=timezone.now(),
        )


@in_db_thread
def _perform(action: Action[str, Any], sender: WidgetItem | None, context: RequestContext) -> Turn:
    card = sender if isinstance(sender, CardItem) else None
    return actions.perform(action.type, action.payload, card, context.user_id)


def _clock(attempt: Attempt) -> ClientEffectEvent:
    """Tells the page until when the attempt runs; null when there is nothing to count down."""
    running = attempt.deadline is not None and not attempt.is_finished
    deadline = attempt.deadline.isoformat() if attempt.deadline and running else None
    data = {"attempt": attempt.public_id, "deadline": deadline}
    return ClientEffectEvent(name="deadline", data=data)


def _text(message: UserMessageItem) -> str:
    parts = [part.text for part in message.content if isinstance(part, UserMessageTextContent)]
    return " ".join(parts)
