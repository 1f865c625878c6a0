from __future__ import annotations

import asyncio
from unittest.mock import patch

from django.test import TestCase, TransactionTestCase

from conversations.database import in_db_thread, stop_database_threads
from conversations.limits import allow, seconds_left


class Limits(TestCase):
    def test_so_many_and_no_more(self) -> None:
        self.assertEqual([allow("a", 3, 60) for _ in range(5)], [True] * 3 + [False] * 2)

    def test_keys_are_counted_apart(self) -> None:
        self.assertTrue(allow("a", 1, 60))
        self.assertTrue(allow("b", 1, 60))

    def test_a_new_window_begins_when_the_old_one_is_over(self) -> None:
        with patch("time.time", return_value=1000.0):
            self.assertTrue(allow("a", 1, 60))
            self.assertFalse(allow("a", 1, 60))
            self.assertEqual(seconds_left("a"), 60)
        with patch("time.time", return_value=1059.5):
            self.assertFalse(allow("a", 1, 60))
            self.assertEqual(seconds_left("a"), 1)
        with patch("time.time", return_value=1060.0):
            self.assertTrue(allow("a", 1, 60))
            self.assertFalse(allow("a", 1, 60))

    def test_a_clock_that_is_put_back_locks_nobody_out(self) -> None:
        with patch("time.time", return_value=90000.0):
            self.assertTrue(allow("a", 1, 60))
        with patch("time.time", return_value=1000.0):
            self.assertTrue(allow("a", 1, 60))
            self.assertFalse(allow("a", 1, 60))

    def test_clocks_that_differ_a_little_count_together(self) -> None:
        with patch("time.time", return_value=1000.5):
            self.assertTrue(allow("a", 1, 60))
        with patch("time.time", return_value=1000.0):
            self.assertFalse(allow("a", 1, 60))


class AtOnce(TransactionTestCase):
    def tearDown(self) -> None:
        stop_database_threads()

    def test_it_is_exact_when_many_come_at_once(self) -> None:
        async def many() -> list[bool]:
            return await asyncio.gather(*(in_db_thread(allow)("a", 25, 60) for _ in range(100)))

        self.assertEqual(sum(asyncio.run(many())), 25)
