from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Event

from django.db import OperationalError
from django.test import SimpleTestCase

from conversations.batches import Batches
from conversations.database import stop_database_threads


class BatchTests(SimpleTestCase):
    """The work is to double numbers; it can't double 13."""

    def setUp(self) -> None:
        self.seen: list[list[int]] = []
        self.gate = Event()
        self.gate.set()
        self.fails: Exception = ValueError("13")
        self.addCleanup(stop_database_threads)

    def double(self, numbers: Sequence[int]) -> list[int | Exception]:
        self.seen.append(list(numbers))
        assert self.gate.wait(5)
        if 13 in numbers:
            raise self.fails
        return [LookupError(str(number)) if number < 0 else 2 * number for number in numbers]

    async def all_of(self, *numbers: int, most: int = 64) -> list[int | BaseException]:
        """The outcomes of the first number, and of the others, which come while it is at work."""
        batches = Batches(self.double, most)
        self.gate.clear()
        first = asyncio.create_task(batches.run(numbers[0]))
        while not self.seen:
            await asyncio.sleep(0.001)
        others = [asyncio.create_task(batches.run(number)) for number in numbers[1:]]
        await asyncio.sleep(0)
        self.gate.set()
        return await asyncio.gather(first, *others, return_exceptions=True)

    async def test_what_comes_during_a_batch_is_the_next_one(self) -> None:
        self.assertEqual(await self.all_of(1, 2, 3, 4), [2, 4, 6, 8])
        self.assertEqual(self.seen, [[1], [2, 3, 4]])

    async def test_a_batch_has_an_upper_limit(self) -> None:
        await self.all_of(1, 2, 3, 4, 5, 6, most=2)
        self.assertEqual(self.seen, [[1], [2, 3], [4, 5], [6]])

    async def test_only_who_is_refused_learns_of_it(self) -> None:
        one, refused, three = await self.all_of(1, -2, 3)
        self.assertEqual((one, three), (2, 6))
        self.assertIsInstance(refused, LookupError)

    async def test_something_unforeseen_fails_for_one_only(self) -> None:
        one, two, failed, four = await self.all_of(1, 2, 13, 4)
        self.assertEqual((one, two, four), (2, 4, 8))
        self.assertIs(failed, self.fails)
        self.assertEqual(self.seen, [[1], [2, 13, 4], [2], [13], [4]])

    async def test_without_a_database_nobody_is_tried_alone(self) -> None:
        self.fails = OperationalError("gone")
        self.assertEqual(await self.all_of(1, 2, 13), [2, self.fails, self.fails])
        self.assertEqual(self.seen, [[1], [2, 13]])

    async def test_who_leaves_disturbs_nobody(self) -> None:
        batches = Batches(self.double)
        self.gate.clear()
        leaving, staying = (asyncio.create_task(batches.run(number)) for number in (1, 2))
        await asyncio.sleep(0.01)
        leaving.cancel()
        await asyncio.sleep(0)
        self.gate.set()
        self.assertEqual(await staying, 4)

    async def test_after_a_pause_it_goes_on(self) -> None:
        batches = Batches(self.double)
        self.assertEqual([await batches.run(1), await batches.run(2)], [2, 4])

    async def test_nobody_is_forgotten_whenever_they_come(self) -> None:
        batches = Batches(self.double)

        async def come(number: int) -> int:
            await asyncio.sleep(number % 97 / 5000)
            return await asyncio.wait_for(batches.run(number), 5)

        numbers = range(100, 1000)
        self.assertEqual(
            await asyncio.gather(*map(come, numbers)), [2 * number for number in numbers]
        )
