"""Thumbs: kept, shown again, taken back, read by the teachers of the quiz they are about."""

from __future__ import annotations

from typing import Any

from asgiref.sync import async_to_sync
from django.contrib.auth.models import Group, User

from conversations import privacy
from conversations.asgi import ChatEndpoint
from conversations.models import Feedback
from conversations.server import QuizChatKitServer
from quizzes.tests.cast import QuizTestCase

from .door import Reply, ask, message, session_of

LIST = "/admin/conversations/feedback/"


class FeedbackTestCase(QuizTestCase):
    """Ada has begun the quiz. `card` is its first question, `hello` what was said before."""

    def setUp(self) -> None:
        super().setUp()
        self.endpoint = ChatEndpoint(QuizChatKitServer)
        begun = self.send("threads.create", input=message("help"))
        self.thread = begun.events[0]["thread"]["id"]
        self.hello = self.done(begun)[-1]
        started = self.send(
            "threads.add_user_message", thread_id=self.thread, input=message("start capitals")
        )
        self.card = self.done(started)[-1]

    @staticmethod
    def done(reply: Reply) -> list[str]:
        return [
            event["item"]["id"] for event in reply.events if event["type"] == "thread.item.done"
        ]

    def send(self, operation: str, user: User | None = None, **params: Any) -> Reply:
        async def send() -> Reply:
            return await ask(
                self.endpoint, await session_of(user or self.learner), operation, **params
            )

        return async_to_sync(send)()

    def thumb(self, item: str, kind: str = "positive", user: User | None = None) -> Reply:
        here = {"thread_id": self.thread, "item_ids": [item]}
        return self.send("items.feedback", user, **here, kind=kind)

    def shown(self) -> Any:
        page = self.send("items.list", thread_id=self.thread, limit=20, order="desc").json
        thread = self.send("threads.get_by_id", thread_id=self.thread).json
        self.assertEqual(thread["items"]["feedback"], page["feedback"])
        return page["feedback"]


class KeptTests(FeedbackTestCase):
    def test_the_last_one_counts_and_is_shown_again(self) -> None:
        self.assertEqual(self.shown(), {})
        self.thumb(self.card)
        self.thumb(self.hello)
        self.thumb(self.card, "negative")
        self.assertEqual(self.shown(), {self.card: "negative", self.hello: "positive"})

    def test_it_can_be_taken_back(self) -> None:
        self.thumb(self.card)
        here = {"thread_id": self.thread, "item_ids": [self.card]}
        stranger = self.send("items.remove_feedback", self.stranger, **here)
        self.assertEqual((stranger.status, self.shown()), (404, {self.card: "positive"}))
        self.assertEqual(self.send("items.remove_feedback", **here).json, {})
        self.assertEqual(self.shown(), {})

    def test_it_is_exported_and_erased_with_its_person(self) -> None:
        self.thumb(self.card)
        [exported] = privacy.export(self.learner)["feedback"]
        self.assertEqual((exported["item"], exported["kind"]), (self.card, "positive"))
        privacy.erase(self.learner)
        self.assertEqual(Feedback.objects.count(), 0)


class TeacherTests(FeedbackTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.thumb(self.card, "negative")
        for user in (self.teacher, self.stranger):
            user.groups.add(Group.objects.get(name="Teachers"))
            User.objects.filter(pk=user.pk).update(is_staff=True)
            user.refresh_from_db()

    def seen_by(self, user: User) -> Any:
        self.client.force_login(user)
        return self.client.get(LIST)

    def test_the_quizs_teacher_reads_it(self) -> None:
        response = self.seen_by(self.teacher)
        for text in ("Down", "Capitals", "Question 1", "ada"):
            self.assertContains(response, text)

    def test_other_teachers_do_not(self) -> None:
        response = self.seen_by(self.stranger)
        self.assertEqual(response.status_code, 200)
        self.assertNotContains(response, "Question 1")

    def test_what_was_said_before_the_quiz_is_not_its_teachers(self) -> None:
        Feedback.objects.all().delete()
        self.thumb(self.hello)
        self.assertNotContains(self.seen_by(self.teacher), "I can do")
        root = User.objects.create_superuser("root")
        self.assertContains(self.seen_by(root), "I can do")

    def test_learners_do_not(self) -> None:
        self.assertEqual(self.seen_by(self.learner).status_code, 302)

    def test_nobody_writes_it_here(self) -> None:
        self.client.force_login(self.teacher)
        pk = Feedback.objects.get().pk
        self.assertEqual(self.client.get(f"{LIST}add/").status_code, 403)
        self.assertEqual(self.client.post(f"{LIST}{pk}/delete/", {"post": "yes"}).status_code, 403)
