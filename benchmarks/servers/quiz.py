"""The quiz that the FastAPI servers share: the SDK's server class, and cards from a template."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from chatkit.actions import Action
from chatkit.server import ChatKitServer
from chatkit.store import Store, StoreItemType
from chatkit.types import (
    SyncCustomActionResponse,
    ThreadItemDoneEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)
from chatkit.widgets import WidgetTemplate

from benchmarks.questions import QUESTIONS, Asked, feedback

CARD = WidgetTemplate(
    {
        "version": "1.0",
        "name": "card",
        "template": Path(__file__).with_name("card.widget").read_text(),
    }
)


@dataclass(frozen=True, slots=True)
class Learner:
    """The context of a request. These servers believe whatever id is sent."""

    user_id: str


class UniqueIds(Store[Learner]):
    """The SDK's own ids have 32 random bits, too few for the 10,000 items of one thread."""

    def generate_item_id(
        self, item_type: StoreItemType, thread: ThreadMetadata, context: Learner
    ) -> str:
        return f"msg_{uuid4().hex}"

    def generate_thread_id(self, context: Learner) -> str:
        return f"thr_{uuid4().hex}"


@dataclass(frozen=True, slots=True)
class Answer:
    attempt: str
    question: str
    choice: str


class QuizServer(ChatKitServer[Learner], ABC):
    """Answers a message with a question, and an answer with the card that tells how it was."""

    @abstractmethod
    async def question(self, question_id: str) -> Asked: ...

    @abstractmethod
    async def record(self, learner: Learner, answer: Answer) -> str:
        """Keep the answer unless there is one; the choice that counts."""

    @abstractmethod
    async def count(self) -> int:
        """How many answers are kept."""

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Learner
    ) -> AsyncIterator[ThreadStreamEvent]:
        yield ThreadItemDoneEvent(item=self.card(thread, context, 0))

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: Learner,
    ) -> SyncCustomActionResponse:
        assert sender is not None
        answer = Answer(**action.payload)
        question = await self.question(answer.question)
        counts = await self.record(context, answer)
        updated = sender.model_copy(
            update={"widget": CARD.build(answered(answer.attempt, question, counts))}
        )
        await self.store.save_item(thread.id, updated, context)
        return SyncCustomActionResponse(updated_item=updated)

    def card(self, thread: ThreadMetadata, context: Learner, number: int) -> WidgetItem:
        """The open card of the question `number`; an attempt asks all the questions there are."""
        attempt, index = divmod(number, len(QUESTIONS))
        return WidgetItem(
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=datetime.now(),
            widget=CARD.build(asked(f"{thread.id}.{attempt}", QUESTIONS[index])),
        )


def asked(attempt: str, question: Asked) -> dict[str, Any]:
    ids = zip(question.choice_ids, question.choices, strict=True)
    return {
        "status": "Question",
        "icon": "circle-question",
        "text": question.text,
        "choices": [{"id": id, "text": text} for id, text in ids],
        "attempt": attempt,
        "question": question.id,
        "verdict": "",
    }


def answered(attempt: str, question: Asked, choice: str) -> dict[str, Any]:
    right = choice == question.choice_ids[0]
    word = "Correct" if right else "Incorrect"
    return asked(attempt, question) | {
        "status": f"Question · {word}",
        "icon": "check" if right else "circle-x",
        "verdict": word,
        "color": "success" if right else "danger",
        "mark": f"Mark {int(right)} of 1",
        "choices": [_told(question, index, choice) for index in range(len(question.choices))],
        "explanation": question.explanation,
    }


def _told(question: Asked, index: int, choice: str) -> dict[str, Any]:
    text = question.choices[index]
    return {
        "text": text,
        "icon": "circle-x" if index else "check",
        "word": "Your answer" if question.choice_ids[index] == choice else "Not chosen",
        "feedback": feedback(text),
    }
