"""Which questions an attempt asks, and in which order it shows their choices.

The caller brings the random generator: the same seed gives the same order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from .content import QuestionContent
from .models import Question, Quiz, Slot


class PoolTooSmall(Exception):
    """A pool has fewer ready questions than the quiz wants. `slot`: whose pool."""

    def __init__(self, slot: Slot, found: int) -> None:
        super().__init__(f"{slot}: only {found} ready questions are left.")
        self.slot = slot


def choose_questions(quiz: Quiz, rng: random.Random) -> list[Question]:
    """The questions of a new attempt, none twice. Retired and draft ones are left out.

    Raises PoolTooSmall.
    """
    slots = list(quiz.slots.select_related("question", "bank", "category", "tag"))
    fixed = [slot.question for slot in slots if slot.question]
    taken = {question.pk for question in fixed}
    chosen: list[Question] = []
    for slot in slots:
        if slot.question is None:
            picked = _pick(slot, taken, rng)
            taken.update(question.pk for question in picked)
            chosen.extend(picked)
        elif slot.question.state == Question.State.READY:
            chosen.append(slot.question)
    if quiz.shuffle_questions:
        rng.shuffle(chosen)
    return chosen


def pool(slot: Slot) -> list[int]:
    """The ids of the ready questions that a pool draws from, in a stable order."""
    questions = Question.objects.filter(state=Question.State.READY)
    if slot.bank:
        questions = questions.filter(bank=slot.bank)
    if slot.category:
        questions = questions.filter(category__in=slot.category.subtree())
    if slot.tag:
        questions = questions.filter(tags=slot.tag)
    return list(questions.order_by("pk").values_list("pk", flat=True))


def _pick(slot: Slot, taken: set[int], rng: random.Random) -> list[Question]:
    candidates = [pk for pk in pool(slot) if pk not in taken]
    if len(candidates) < slot.pick:
        raise PoolTooSmall(slot, len(candidates))
    picked = rng.sample(candidates, slot.pick)
    found = Question.objects.in_bulk(picked)
    return [found[pk] for pk in picked]


def choice_order(question: QuestionContent, shuffle: bool, rng: random.Random) -> list[str]:
    """The ids of the choices as they are shown; pinned choices keep their places."""
    ids = [choice.id for choice in question.choices]
    if shuffle and question.shuffle:
        loose = [index for index, choice in enumerate(question.choices) if not choice.pinned]
        return _shuffled_at(ids, loose, rng)
    return ids


def _shuffled_at(ids: Sequence[str], places: Sequence[int], rng: random.Random) -> list[str]:
    order = list(ids)
    for place, source in zip(places, rng.sample(places, len(places)), strict=True):
        order[place] = ids[source]
    return order
