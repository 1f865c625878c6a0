"""A: FastAPI and a store in memory, as the SDK's quick start and samples have it."""

from __future__ import annotations

from typing import TypeVar

from chatkit.store import NotFoundError
from chatkit.types import Attachment, Page, ThreadItem, ThreadMetadata

from benchmarks.questions import BY_ID, Asked

from .quiz import Answer, Learner, QuizServer, UniqueIds
from .web import application

Row = TypeVar("Row", ThreadMetadata, ThreadItem)


class MemoryStore(UniqueIds):
    """Hands out copies, as the samples do. Items are found by id, not by looking through all."""

    def __init__(self) -> None:
        self._threads: dict[str, ThreadMetadata] = {}
        self._items: dict[str, dict[str, ThreadItem]] = {}

    async def load_thread(self, thread_id: str, context: Learner) -> ThreadMetadata:
        if thread_id not in self._threads:
            raise NotFoundError(thread_id)
        return self._threads[thread_id].model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: Learner) -> None:
        self._threads[thread.id] = thread.model_copy(deep=True)
        self._items.setdefault(thread.id, {})

    async def load_threads(
        self, limit: int, after: str | None, order: str, context: Learner
    ) -> Page[ThreadMetadata]:
        newest_first = order == "desc"
        found = sorted(self._threads.values(), key=lambda t: t.created_at, reverse=newest_first)
        return _page(found, limit, after)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Learner
    ) -> Page[ThreadItem]:
        newest_first = order == "desc"
        items = self._items[thread_id].values()
        found = sorted(items, key=lambda item: item.created_at, reverse=newest_first)
        return _page(found, limit, after)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Learner) -> None:
        self._items[thread_id][item.id] = item.model_copy(deep=True)

    save_item = add_thread_item

    async def load_item(self, thread_id: str, item_id: str, context: Learner) -> ThreadItem:
        if item_id not in self._items.get(thread_id, {}):
            raise NotFoundError(item_id)
        return self._items[thread_id][item_id].model_copy(deep=True)

    async def delete_thread(self, thread_id: str, context: Learner) -> None:
        self._threads.pop(thread_id, None)
        self._items.pop(thread_id, None)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Learner) -> None:
        self._items[thread_id].pop(item_id, None)

    async def save_attachment(self, attachment: Attachment, context: Learner) -> None:
        raise NotImplementedError

    async def load_attachment(self, attachment_id: str, context: Learner) -> Attachment:
        raise NotImplementedError

    async def delete_attachment(self, attachment_id: str, context: Learner) -> None:
        raise NotImplementedError


def _page(rows: list[Row], limit: int, after: str | None) -> Page[Row]:
    ids = [row.id for row in rows]
    start = ids.index(after) + 1 if after else 0
    data = [row.model_copy(deep=True) for row in rows[start : start + limit]]
    has_more = start + limit < len(rows)
    return Page(data=data, has_more=has_more, after=data[-1].id if has_more else None)


class MemoryQuizServer(QuizServer):
    def __init__(self) -> None:
        super().__init__(MemoryStore())
        self._answers: dict[tuple[str, str, str], str] = {}

    async def question(self, question_id: str) -> Asked:
        return BY_ID[question_id]

    async def record(self, learner: Learner, answer: Answer) -> str:
        key = (learner.user_id, answer.attempt, answer.question)
        return self._answers.setdefault(key, answer.choice)

    async def count(self) -> int:
        return len(self._answers)


app = application(MemoryQuizServer())
