"""Nothing that reaches the browser tells right from wrong before an answer is final."""

from __future__ import annotations

import json
from dataclasses import replace

from conversations.widgets import QuestionView, question_card
from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.models import Attempt, Choice, Question, Quiz, Response

from .test_server import ChatTestCase, Json

SECRETS = ("About Lima", "About Paris", "It is Lima", "It is Nairobi")


class WholeAttemptTests(ChatTestCase):
    """Records every byte of an attempt with deferred feedback, up to its end."""

    async def answer_everything(self) -> str:
        await Quiz.objects.aupdate(feedback=Quiz.Feedback.DEFERRED)
        events = await self.write("start capitals")
        sent: list[Json] = [*events]
        [card] = self.cards(events)
        for position in (1, 2, 3):
            response = await Response.objects.select_related("attempt").aget(position=position)
            ids = {"attempt": response.attempt.public_id, "question": response.public_id}
            sent += await self.press(card["id"], "mcq.submit", {**ids, "choice": response.order[0]})
            sent += await self.press(card["id"], "mcq.hint", ids)
            events = await self.press(card["id"], "mcq.next", ids)
            sent += events
            [card] = self.cards(events)
        sent += await self.send("threads.get_by_id", thread_id=self.thread)
        sent += await self.write("progress")
        self.last = card
        return json.dumps(sent)

    async def test_feedback_and_explanations_come_after_the_end_only(self) -> None:
        before = await self.answer_everything()
        for secret in SECRETS:
            self.assertNotIn(secret, before)
        for word in ("Correct", "Incorrect", 'weight": 1', "fraction"):
            self.assertNotIn(word, before)
        attempt = await Attempt.objects.aget()
        await self.press(self.last["id"], "mcq.finish", {"attempt": attempt.public_id})
        [after] = await self.send("threads.get_by_id", thread_id=self.thread)
        self.assertIn("It is Lima", json.dumps(after))

    async def test_a_closed_review_keeps_the_key_after_the_end_too(self) -> None:
        await self.answer_everything()
        await Quiz.objects.aupdate(review=Quiz.Review.NEVER)
        attempt = await Attempt.objects.aget()
        events = await self.press(self.last["id"], "mcq.finish", {"attempt": attempt.public_id})
        response = await Response.objects.aget(position=1)
        ids = {"attempt": attempt.public_id, "question": response.public_id}
        events += await self.press(self.cards(events)[0]["id"], "mcq.explain", ids)
        events += await self.send("threads.get_by_id", thread_id=self.thread)
        for secret in SECRETS:
            self.assertNotIn(secret, json.dumps(events))

    async def test_a_wrong_try_does_not_tell_which_choice_is_right(self) -> None:
        await Quiz.objects.aupdate(tries=3)
        [card] = self.cards(await self.write("start capitals"))
        response = await Response.objects.select_related("attempt", "revision").aget(position=1)
        wrong = next(c.id for c in response.question.choices if c.weight == 0)
        ids = {"attempt": response.attempt.public_id, "question": response.public_id}
        [answer] = await self.press(card["id"], "mcq.submit", {**ids, "choice": wrong})
        self.assertIn("Not right yet", json.dumps(answer))
        for secret in SECRETS:
            self.assertNotIn(secret, json.dumps(answer))


class SwappedKeyTests(ChatTestCase):
    def test_two_questions_that_differ_in_their_key_only_look_the_same(self) -> None:
        for kind in Kind:
            for deferred in (True, False):
                self.assertEqual(
                    self.open_card(kind, 0, deferred), self.open_card(kind, 1, deferred)
                )

    def open_card(self, kind: Kind, right: int, deferred: bool) -> Json:
        texts = ("Alpha", "Beta", "Gamma")
        choices = tuple(
            ChoiceContent(t, float(i == right), f"about {i == right}", id=t)
            for i, t in enumerate(texts)
        )
        content = QuestionContent(name="Q", kind=kind, text="Which?", choices=choices)
        view = QuestionView(content=content, order=texts, position=1, count=2)
        if deferred:
            view = replace(view, is_deferred=True, selected=("Alpha",))
        shown: Json = json.loads(question_card(view, attempt="a", question="q"))
        return shown

    def test_ids_of_choices_say_nothing_about_their_order(self) -> None:
        question = Question.objects.get(name="Capital of Peru")
        ids = list(Choice.objects.filter(question=question).values_list("public_id", flat=True))
        self.assertTrue(all(len(id) == 22 for id in ids))
        self.assertEqual(len(set(ids)), 3)
