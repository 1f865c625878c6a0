"""What keeps answers and lists fast when there are millions of rows."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import attempts
from quizzes.models import Response

from .admin_cast import AdminTestCase
from .cast import QuizTestCase

WRITTEN = {"selected", "tries", "answered_at", "is_final", "fraction", "mark", "hints_taken"}


class ResponseIndexTests(QuizTestCase):
    def test_no_index_holds_what_an_answer_writes(self) -> None:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, Response._meta.db_table)
        indexes = [one for one in found.values() if one["index"] or one["unique"]]
        indexed = {name for index in indexes for name in index["columns"]}
        self.assertLess({"attempt_id", "position", "public_id"}, indexed)
        self.assertEqual(indexed & WRITTEN, set())


class AttemptListTests(AdminTestCase):
    def queries(self) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.assertEqual(self.get("attempt_changelist").status_code, 200)
        return len(captured)

    def test_more_attempts_of_more_learners_cost_no_more_queries(self) -> None:
        attempts.start(self.quiz, self.learner)
        self.queries()
        few = self.queries()
        for number in range(5):
            attempts.start(self.quiz, User.objects.create_user(f"learner-{number}"))
        self.assertEqual(self.queries(), few)
