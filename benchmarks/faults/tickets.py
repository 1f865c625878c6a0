"""Mischief that is to be done by whichever learner is next able to do it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Mischief(StrEnum):
    """What goes wrong between a learner and the site."""

    CUT_REQUEST = "request cut in the middle of its body"
    CUT_REPLY = "connection cut before the reply"
    CUT_STREAM = "stream cut in the middle"
    REPEAT = "request sent twice at once"
    REPEAT_LATER = "request sent again later"
    REORDER = "submit sent together with next or finish"
    RIVAL = "two answers sent at once"


class Tickets:
    """`done` counts what was done."""

    def __init__(self) -> None:
        self._open: Counter[Mischief] = Counter()
        self.done: Counter[Mischief] = Counter()

    @property
    def are_used_up(self) -> bool:
        return not self._open.total()

    def issue(self, mischief: Mischief) -> None:
        self._open[mischief] += 1

    def take(self, mischief: Mischief) -> bool:
        """Whether the caller is to do it now."""
        if not self._open[mischief]:
            return False
        self._open[mischief] -= 1
        self.done[mischief] += 1
        return True
