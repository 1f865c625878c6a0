"""Threads are called after their quiz or first message, and as their learner wants."""

from __future__ import annotations

from django.test import SimpleTestCase

from conversations import titles
from conversations.models import Thread

from .test_server import ChatTestCase


class TitleTests(ChatTestCase):
    async def title(self) -> str:
        thread = await Thread.objects.aget(public_id=self.thread)
        return thread.title

    async def rename(self, title: str) -> None:
        await self.send("threads.update", thread_id=self.thread, title=title)

    async def test_a_thread_is_called_after_its_first_message(self) -> None:
        events = await self.write("what is a mitochondrion?")
        self.assertEqual(await self.title(), "What is a mitochondrion?")
        [updated] = [event for event in events if event["type"] == "thread.updated"]
        self.assertEqual(updated["thread"]["title"], "What is a mitochondrion?")
        await self.write("and a vacuole?")
        self.assertEqual(await self.title(), "What is a mitochondrion?")

    async def test_its_quiz_says_more_than_its_first_message(self) -> None:
        await self.write("hello")
        await self.write("start capitals")
        self.assertEqual(await self.title(), self.quiz.title)
        await self.write("help")
        self.assertEqual(await self.title(), self.quiz.title)

    async def test_what_its_learner_calls_it_stays(self) -> None:
        await self.write("hello")
        await self.rename("Mine")
        await self.write("start capitals")
        self.assertEqual(await self.title(), "Mine")

    async def test_a_title_that_its_learner_took_away_does_not_come_back(self) -> None:
        await self.write("hello")
        await self.rename("")
        await self.write("start capitals")
        self.assertEqual(await self.title(), "")

    async def test_how_it_got_its_title_is_not_sent(self) -> None:
        await self.write("hello")
        [thread] = await self.send("threads.get_by_id", thread_id=self.thread)
        self.assertEqual(thread["metadata"], {})


class MessageTests(SimpleTestCase):
    def test_a_long_message_is_cut_between_words(self) -> None:
        title = titles.of_message("word " * 40)
        self.assertTrue(title.endswith("word…"))
        self.assertLessEqual(len(title), titles.LENGTH + 1)

    def test_a_message_without_spaces_and_one_of_several_lines(self) -> None:
        self.assertEqual(titles.of_message("x" * 100), "X" + "x" * (titles.LENGTH - 1) + "…")
        self.assertEqual(titles.of_message(" a\n\n b\0 "), "A b")
