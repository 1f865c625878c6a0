"""What learners can write in plain words."""

from __future__ import annotations

import json
from datetime import timedelta

from django.test import SimpleTestCase
from django.utils import timezone

from conversations.commands import understand
from conversations.context import RequestContext
from quizzes.models import Attempt, Question, Quiz

from .test_server import ChatTestCase


class UnderstandTests(SimpleTestCase):
    def test_verbs_with_and_without_names(self) -> None:
        cases = {
            "start capitals": ("start", "capitals"),
            " Start  the quiz  “Capitals of the World”! ": ("start", "Capitals of the World"),
            "begin capitals": ("start", "capitals"),
            "Quizzes?": ("quizzes", ""),
            "hint please": ("hint", "please"),
            "help": ("help", ""),
            "?": ("", ""),
            "": ("", ""),
            "next time I would like something else": ("", ""),
            "what is a verb": ("", ""),
        }
        self.assertEqual({text: understand(text) for text in cases}, cases)


class CommandTests(ChatTestCase):
    async def test_help_lists_the_words(self) -> None:
        self.assertIn("**quizzes**", self.said(await self.write("help")))

    async def test_quizzes_shows_the_list(self) -> None:
        [card] = self.cards(await self.write("quizzes"))
        self.assertIn("Capitals", json.dumps(card))

    async def test_start_alone_asks_which_one(self) -> None:
        await Quiz.objects.acreate(
            slug="rivers", title="Rivers", owner=self.teacher, state=Quiz.State.PUBLISHED
        )
        self.assertIn("Which one do you mean?", self.said(await self.write("start")))

    async def test_a_part_of_the_title_is_enough(self) -> None:
        [card] = self.cards(await self.write("start capit"))
        self.assertIn("Question 1 of 3", json.dumps(card))

    async def test_progress_tells_where_and_how_one_stands(self) -> None:
        self.assertIn("haven't started", self.said(await self.write("progress")))
        await self.write("start capitals")
        self.assertIn("question 1 of 3", self.said(await self.write("progress")))

    async def test_a_hint_is_shown_and_a_missing_one_is_refused(self) -> None:
        await self.write("start capitals")
        self.assertIn("no further hint", self.said(await self.write("hint")))

    async def test_a_hint_comes_with_the_question(self) -> None:
        await Question.objects.aupdate(hints=["It begins with L."])
        await self.write("start capitals")
        [card] = self.cards(await self.write("hint"))
        self.assertIn("It begins with L.", json.dumps(card))

    async def test_next_and_finish_go_on_and_end(self) -> None:
        await self.write("start capitals")
        self.assertIn("Question 2 of 3", json.dumps(self.cards(await self.write("next"))))
        self.assertIn("0 of 3 questions", json.dumps(self.cards(await self.write("finish"))))

    async def test_without_a_quiz_in_progress_hint_says_so(self) -> None:
        self.assertIn("No quiz is in progress", self.said(await self.write("hint")))

    async def test_after_the_deadline_the_result_is_shown(self) -> None:
        await self.write("start capitals")
        past = timezone.now() - timedelta(seconds=1)
        await Attempt.objects.aupdate(deadline=past)
        self.assertIn("No quiz is in progress", self.said(await self.write("next")))

    async def test_a_time_limit_is_told(self) -> None:
        await Quiz.objects.aupdate(time_limit=timedelta(minutes=10))
        events = await self.write("start capitals")
        self.assertIn("You have 10 minutes, until", self.said(events))
        attempt = await Attempt.objects.aget()
        [effect] = [event for event in events if event["type"] == "client_effect"]
        assert attempt.deadline
        self.assertEqual(effect["data"]["deadline"], attempt.deadline.isoformat())


class PreviewTests(ChatTestCase):
    async def test_the_owner_previews_and_nothing_counts(self) -> None:
        self.context = RequestContext(user_id=str(self.teacher.pk))
        events = await self.write("preview capitals")
        self.assertIn("it counts nowhere", self.said(events))
        self.assertFalse(await Attempt.objects.counted().aexists())

    async def test_a_learner_cannot_preview(self) -> None:
        self.assertIn("no such quiz of yours", self.said(await self.write("preview capitals")))
        self.assertFalse(await Attempt.objects.aexists())
