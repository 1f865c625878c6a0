"""Which thread a quiz's page goes on in."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from conversations import threads
from quizzes.models import Slot

from .test_server import ChatTestCase


class ThreadForQuizTests(ChatTestCase):
    async def found(self) -> str | None:
        return await sync_to_async(threads.for_quiz)(self.learner, self.quiz)

    async def test_it_is_the_newest_thread_that_shows_the_quiz(self) -> None:
        self.assertIsNone(await self.found())
        await self.write("start capitals")
        self.assertEqual(await self.found(), self.thread)

    async def test_a_thread_that_went_on_to_another_quiz_is_not_it(self) -> None:
        other = await sync_to_async(self.make_quiz)("rivers")
        question = await self.bank.questions.afirst()
        await Slot.objects.acreate(quiz=other, question=question)
        await self.write("start capitals")
        await self.write("start rivers")
        self.assertIsNone(await self.found())
        self.assertEqual(await sync_to_async(threads.for_quiz)(self.learner, other), self.thread)

    async def test_a_strangers_thread_is_not_it(self) -> None:
        await self.write("start capitals")
        self.assertIsNone(await sync_to_async(threads.for_quiz)(self.stranger, self.quiz))
