"""What a learner decides: which quiz, which answer, when to skip. At full speed, without help."""

from __future__ import annotations

import random
from collections.abc import Callable

from .cards import Card
from .chat import Chat, GaveUp
from .names import QUIZZES

# An attempt takes about thirty steps.
STEPS = 400


class Learner:
    """`is_over`: whether to begin nothing more."""

    def __init__(self, chat: Chat, rng: random.Random, is_over: Callable[[], bool]) -> None:
        self.chat = chat
        self._rng, self._is_over = rng, is_over
        self._quiz = ""

    async def study(self) -> None:
        """Take quizzes until it is over, and finish the last one."""
        try:
            await self.chat.sign_in()
            while not self._is_over():
                await self._take(self._rng.choice(QUIZZES))
        except GaveUp:
            pass  # the journal complains

    async def _take(self, quiz: str) -> None:
        """One thread with a few attempts."""
        self._quiz = quiz
        await self.chat.start(quiz)
        result = await self._work_through()
        for _ in range(self._rng.randint(0, 2)):
            if self._is_over():
                return
            if "mcq.start" not in result.actions:
                self.chat.journal.complain("stuck", f"{quiz} offers no further attempt")
                return
            self.chat.journal.starts[quiz] += 1
            await self.chat.press(result.action("mcq.start"), result)
            result = await self._work_through()

    async def _work_through(self) -> Card:
        """Go on until the result is there."""
        for _ in range(STEPS):
            card = self.chat.view.card_to_go_on_from
            if card is None:
                await self._look_for_a_way_on()
            elif card.is_result:
                return card
            else:
                await self._step(card)
        self.chat.journal.complain("stuck", f"{self._quiz} didn't end in {STEPS} steps")
        raise GaveUp(self._quiz)

    async def _look_for_a_way_on(self) -> None:
        """Nothing leads on. Unless it is only the view that is old, that is a complaint."""
        await self.chat.reload()
        view = self.chat.view
        if view.card_to_go_on_from is None:
            newest = [card.status for card in view.cards[:3]]
            self.chat.journal.complain("stuck", f"no card leads on in {view.thread}: {newest}")
            self.chat.journal.starts[self._quiz] += 1
            await self.chat.say(f"start {self._quiz}")

    async def _step(self, card: Card) -> None:
        await self.chat.repeat_something_old()
        dice = self._rng.random()
        if card.is_summary:
            await self._close(card, dice)
        elif not card.is_open or card.is_saved:
            await self._go_on(card, dice)
        elif "mcq.hint" in card.actions and dice < 0.08:
            await self.chat.ask_hint(card)
        elif "mcq.next" in card.actions and dice < 0.14:
            await self.chat.press(card.action("mcq.next"), card)
        else:
            await self.chat.choose(card, card.action("mcq.submit"), self._selection(card))

    async def _close(self, card: Card, dice: float) -> None:
        """The summary before the end: answer one more, or finish."""
        if "mcq.show" in card.actions and dice < 0.7:
            await self.chat.press(self._rng.choice(card.actions["mcq.show"]), card)
        else:
            await self.chat.press(card.action("mcq.finish"), card)

    async def _go_on(self, card: Card, dice: float) -> None:
        if card.is_saved and dice < 0.1:
            await self.chat.choose(card, card.action("mcq.submit"), self._selection(card))
        elif "mcq.clear" in card.actions and dice < 0.15:
            await self.chat.choose(card, card.action("mcq.clear"), [])
        else:
            await self.chat.press(card.action("mcq.next"), card)

    def _selection(self, card: Card) -> list[str]:
        left = [choice for choice in card.choices if choice not in card.tried]
        count = self._rng.randint(1, 3) if card.is_multiple else 1
        return sorted(self._rng.sample(left, count))
