"""Answers that come at the same time, by the way that they take in a server."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from asgiref.sync import async_to_sync
from chatkit.store import NotFoundError
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conversations import submits
from conversations.asgi import ChatEndpoint
from conversations.context import RequestContext
from conversations.database import stop_database_threads
from conversations.identity import read_head
from conversations.models import ThreadItem
from conversations.refusals import Refusal
from conversations.requests import parse
from conversations.server import QuizChatKitServer
from conversations.turns import BadAction
from quizzes import attempts
from quizzes.models import Attempt, Response
from quizzes.tests.cast import CommittedTestCase

from .door import CSRF, Call, Json, message, session_of


class Place:
    """Where a learner is: on the card of the first question of a quiz, in a browser."""

    def __init__(self, user: User, quiz: str) -> None:
        self.context = RequestContext(str(user.pk))
        create = {"type": "threads.create", "params": {"input": message(f"start {quiz}")}}
        self.events = async_to_sync(self.process)(create)
        items = [event["item"] for event in self.events if event["type"] == "thread.item.done"]
        self.card = next(item["id"] for item in items if item["type"] == "widget")
        self.thread = self.events[0]["thread"]["id"]
        self.response = Response.objects.select_related("attempt", "revision").get(
            attempt__learner=user, attempt__quiz__slug=quiz, position=1
        )
        self.headers = {
            "Host": "localhost",
            "Content-Type": "application/json",
            "Cookie": f"sessionid={async_to_sync(session_of)(user)}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }

    def choice(self, *, right: bool = True) -> str:
        choices = self.response.question.choices
        return next(choice.id for choice in choices if (choice.weight == 1.0) == right)

    def request(self, **changes: Any) -> Json:
        payload = {
            "attempt": self.response.attempt.public_id,
            "question": self.response.public_id,
            "choice": self.choice(),
        }
        action = {"type": "mcq.submit", "payload": payload | changes}
        params = {"thread_id": self.thread, "item_id": self.card, "action": action}
        return {"type": "threads.sync_custom_action", "params": params}

    async def process(self, request: Json) -> list[Json]:
        """The same by the SDK's way."""
        result = await QuizChatKitServer().process(json.dumps(request).encode(), self.context)
        if hasattr(result, "json"):
            return [json.loads(result.json)]
        return [json.loads(event[6:]) async for event in result]

    def submit(self, request: Json | None = None, headers: Json | None = None) -> submits.Submit:
        lines = (self.headers | (headers or {})).items()
        scope = {
            "scheme": "http",
            "server": ("localhost", 80),
            "headers": [(name.lower().encode(), value.encode()) for name, value in lines],
        }
        body = json.dumps(request or self.request()).encode()
        made = submits.submit_of(parse(body), read_head(scope))
        assert made is not None
        return made


class SubmitTests(CommittedTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(stop_database_threads)
        self.ada = Place(self.learner, "capitals")
        self.mallory = Place(self.stranger, "capitals")

    def place(self, name: str) -> Place:
        return Place(User.objects.create_user(name), "capitals")

    def widgets(self, outcomes: list[bytes | Exception]) -> list[str]:
        """The widgets of replies, as text; errors are not expected."""
        return [json.dumps(self.item(outcome)["widget"]) for outcome in outcomes]

    def item(self, outcome: bytes | Exception) -> Json:
        assert isinstance(outcome, bytes), outcome
        item: Json = json.loads(outcome)["updated_item"]
        return item

    def test_the_reply_is_that_of_the_sdks_way(self) -> None:
        [outcome] = submits.record([self.ada.submit()])
        [reply] = async_to_sync(self.ada.process)(self.ada.request())
        self.assertEqual({"updated_item": self.item(outcome)}, reply)

    def test_each_learner_gets_their_own_card(self) -> None:
        wrong = self.mallory.request(choice=self.mallory.choice(right=False))
        outcomes = submits.record([self.ada.submit(), self.mallory.submit(wrong)])
        self.assertEqual(
            [self.item(outcome)["id"] for outcome in outcomes], [self.ada.card, self.mallory.card]
        )
        right, incorrect = self.widgets(outcomes)
        self.assertIn("1 of 3 \\u00b7 Correct", right)
        self.assertIn("1 of 3 \\u00b7 Incorrect", incorrect)
        marks = Response.objects.filter(position=1).order_by("attempt__learner__username")
        self.assertEqual(list(marks.values_list("mark", flat=True)), [1.0, 0.0])

    def test_cards_that_are_alike_have_the_ids_of_their_own_attempt(self) -> None:
        for place in (self.ada, self.mallory):
            Response.objects.filter(pk=place.response.pk).update(order=self.order())
        outcomes = submits.record([self.ada.submit(), self.mallory.submit()])
        for place, other, widget in zip(
            (self.ada, self.mallory),
            (self.mallory, self.ada),
            self.widgets(outcomes),
            strict=True,
        ):
            self.assertIn(place.response.attempt.public_id, widget)
            self.assertNotIn(other.response.attempt.public_id, widget)

    def order(self) -> list[str]:
        return [choice.id for choice in self.ada.response.question.choices]

    def test_what_is_wrong_with_one_is_nothing_to_the_others(self) -> None:
        elsewhere = self.mallory.request() | {"params": self.ada.request()["params"]}
        no_choice = self.mallory.request(choice=None)
        outcomes = submits.record(
            [
                self.mallory.submit(elsewhere),
                self.mallory.submit(self.mallory.request(question="unknown")),
                self.mallory.submit(self.mallory.request(choice=5)),
                self.mallory.submit(headers={"X-CSRFToken": "d" * 32}),
                self.mallory.submit(headers={"Cookie": f"csrftoken={CSRF}"}),
                self.mallory.submit(no_choice),
                self.ada.submit(),
            ]
        )
        kinds = [NotFoundError, NotFoundError, BadAction, Refusal, Refusal]
        self.assertEqual([type(outcome) for outcome in outcomes[:5]], kinds)
        notice, card = self.widgets(outcomes[5:])
        self.assertIn("Choose an answer first.", notice)
        self.assertIn("Correct", card)
        answered = Response.objects.exclude(answered_at=None)
        self.assertEqual([response.pk for response in answered], [self.ada.response.pk])

    def test_a_card_takes_no_answer_for_another_attempt(self) -> None:
        ThreadItem.objects.filter(public_id=self.ada.card).update(card_attempt="of-last-week")
        [outcome] = submits.record([self.ada.submit()])
        self.assertIsInstance(outcome, BadAction)
        self.assertFalse(Response.objects.exclude(answered_at=None).exists())

    def test_only_a_card_of_the_thread_takes_answers(self) -> None:
        other = Place(self.learner, "capitals")
        texts = [event["item"] for event in self.ada.events if "item" in event]
        for changes in (
            {"thread_id": other.thread},
            {"item_id": next(item["id"] for item in texts if item["type"] != "widget")},
        ):
            request = self.ada.request()
            request["params"] |= changes
            [outcome] = submits.record([self.ada.submit(request)])
            self.assertIsInstance(outcome, NotFoundError)

    def test_a_double_click_is_one_try(self) -> None:
        self.quiz.tries = 3
        self.quiz.save()
        wrong = self.ada.request(choice=self.ada.choice(right=False))
        first, second = self.widgets(submits.record([self.ada.submit(wrong)] * 2))
        self.assertEqual(first, second)
        self.ada.response.refresh_from_db()
        self.assertEqual(len(self.ada.response.tries), 1)

    def test_two_answers_to_one_question_are_taken_in_their_order(self) -> None:
        wrong = self.ada.request(choice=self.ada.choice(right=False))
        submits.record([self.ada.submit(), self.ada.submit(wrong)])
        self.ada.response.refresh_from_db()
        self.assertEqual(self.ada.response.selected, [self.ada.choice()])

    def test_when_the_time_is_over_the_attempt_is_finished(self) -> None:
        Attempt.objects.filter(learner=self.learner).update(deadline=timezone.now())
        over, other = self.widgets(submits.record([self.ada.submit(), self.mallory.submit()]))
        self.assertIn("time for this attempt is over", over)
        self.assertIn("Correct", other)
        self.assertTrue(Attempt.objects.get(learner=self.learner).is_finished)
        self.assertFalse(Attempt.objects.get(learner=self.stranger).is_finished)

    def test_many_take_as_many_statements_as_one(self) -> None:
        others = [self.place(f"learner-{number}") for number in range(8)]
        with CaptureQueriesContext(connection) as one:
            submits.record([self.ada.submit()])
        with CaptureQueriesContext(connection) as eight:
            submits.record([place.submit() for place in others])
        self.assertLess(len(one), 12)
        self.assertLessEqual(len(eight), len(one) + 7)  # each is saved by a statement of its own

    def test_a_card_that_moved_on_is_shown_as_what_it_is(self) -> None:
        second = self.ada.response.attempt.responses.select_related("revision").get(position=2)
        choice = second.question.choices[0].id
        request = self.ada.request(question=second.public_id, choice=choice)
        [widget] = self.widgets(submits.record([self.ada.submit(request)]))
        self.assertIn("Question 1 of 3", widget)
        second.refresh_from_db()
        self.assertEqual(second.selected, [choice])

    def test_a_class_at_once_through_the_door(self) -> None:
        places = [self.ada, *(self.place(f"learner-{number}") for number in range(20))]
        endpoint = ChatEndpoint(QuizChatKitServer)

        async def all_at_once() -> list[int]:
            calls = [
                Call(endpoint, json.dumps(place.request()).encode(), place.headers)
                for place in places
                for _ in range(2)
            ]
            replies = await asyncio.gather(*calls)
            return [reply.status for reply in replies]

        connection.close()
        self.assertEqual(asyncio.run(all_at_once()), [200] * 42)
        answered = Response.objects.exclude(answered_at=None).filter(mark=1.0)
        self.assertEqual(answered.count(), 21)
        finished = attempts.finish(self.learner.pk, self.ada.response.attempt.public_id)
        self.assertEqual(finished.mark, 1.0)
