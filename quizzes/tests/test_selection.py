"""Laws of shuffling, and which questions an attempt asks."""

from __future__ import annotations

import random

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from quizzes import selection
from quizzes.content import ChoiceContent, Kind, QuestionContent
from quizzes.models import Category, Question, Slot, Tag
from quizzes.selection import PoolTooSmall

from .cast import QuizTestCase

pins = st.lists(st.booleans(), min_size=2, max_size=10)
seeds = st.integers()


def question(pinned: list[bool]) -> QuestionContent:
    choices = (ChoiceContent(f"choice {i}", pinned=p, id=str(i)) for i, p in enumerate(pinned))
    return QuestionContent(name="Q", kind=Kind.SINGLE, text="Q?", choices=tuple(choices))


class ChoiceOrderTests(SimpleTestCase):
    @given(pins, seeds)
    def test_the_same_seed_gives_the_same_order(self, pinned: list[bool], seed: int) -> None:
        first, second = (
            selection.choice_order(question(pinned), True, random.Random(seed)) for _ in "12"
        )
        self.assertEqual(first, second)

    @given(pins, seeds)
    def test_nothing_is_lost_and_pinned_choices_stay(self, pinned: list[bool], seed: int) -> None:
        order = selection.choice_order(question(pinned), True, random.Random(seed))
        self.assertEqual(sorted(order), sorted(str(i) for i in range(len(pinned))))
        self.assertTrue(all(order[i] == str(i) for i, pin in enumerate(pinned) if pin))

    def test_it_does_shuffle(self) -> None:
        orders = {
            tuple(selection.choice_order(question([False] * 4), True, random.Random(seed)))
            for seed in range(50)
        }
        self.assertGreater(len(orders), 10)

    def test_an_unshuffled_quiz_keeps_the_authors_order(self) -> None:
        order = selection.choice_order(question([False] * 6), False, random.Random(1))
        self.assertEqual(order, list("012345"))


class PoolTests(QuizTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.quiz.slots.all().delete()

    def names(self, seed: int = 1) -> list[str]:
        chosen = selection.choose_questions(self.quiz, random.Random(seed))
        return [question.name for question in chosen]

    def test_a_category_pool_reaches_into_subcategories(self) -> None:
        world = Category.objects.create(bank=self.bank, name="World")
        asia = Category.objects.create(bank=self.bank, name="Asia", parent=world)
        Question.objects.filter(name="Capital of Nepal").update(category=asia)
        Slot.objects.create(quiz=self.quiz, category=world)
        self.assertEqual(self.names(), ["Capital of Nepal"])

    def test_a_tag_pool_takes_tagged_questions_only(self) -> None:
        tag = Tag.objects.create(bank=self.bank, name="africa")
        Question.objects.get(name="Capital of Kenya").tags.add(tag)
        Slot.objects.create(quiz=self.quiz, tag=tag)
        self.assertEqual(self.names(), ["Capital of Kenya"])

    def test_two_pools_never_ask_the_same_question(self) -> None:
        Slot.objects.create(quiz=self.quiz, position=0, bank=self.bank, pick=2)
        Slot.objects.create(quiz=self.quiz, position=1, bank=self.bank, pick=1)
        for seed in range(20):
            self.assertEqual(len(set(self.names(seed))), 3)

    def test_drafts_are_not_in_a_pool(self) -> None:
        Question.objects.update(state=Question.State.DRAFT)
        Slot.objects.create(quiz=self.quiz, bank=self.bank)
        with self.assertRaises(PoolTooSmall):
            self.names()

    def test_a_shuffled_quiz_asks_in_another_order(self) -> None:
        Slot.objects.create(quiz=self.quiz, bank=self.bank, pick=3)
        self.assertGreater(len({tuple(self.names(seed)) for seed in range(20)}), 1)
