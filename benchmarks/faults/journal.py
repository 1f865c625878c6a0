"""What learners did and were told, as JSON can keep it: the database must agree with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["unknown", "accepted", "refused"]


@dataclass(slots=True)
class Sending:
    """An answer on its way, once. A retry is another. Times are seconds of one clock.

    `selection`: ids of choices, none for a clear. `outcome`: what the reply said, if one came.
    """

    attempt: str
    question: str
    selection: list[str]
    sent: float
    replied: float | None = None
    outcome: Outcome = "unknown"


@dataclass(slots=True)
class ThreadClaim:
    """What a thread must hold: `items`, and no more cards and messages than were asked for."""

    items: list[str] = field(default_factory=list)
    intents: int = 0
    messages: int = 0

    def forget_after(self, item: str) -> None:
        """A retry removes what came after the message."""
        if item in self.items:
            del self.items[self.items.index(item) + 1 :]


@dataclass(slots=True)
class Journal:
    """`complaints`: what went wrong already while it ran, by kind."""

    learner: str
    sendings: list[Sending] = field(default_factory=list)
    threads: dict[str, ThreadClaim] = field(default_factory=dict)
    # By "attempt question": the highest number of a hint that was asked for, and that came.
    hints_asked: dict[str, int] = field(default_factory=dict)
    hints_shown: dict[str, int] = field(default_factory=dict)
    starts: Counter[str] = field(default_factory=Counter)
    threads_asked: int = 0
    retries: int = 0
    reloads: int = 0
    sign_ins: int = 0
    replies: Counter[int] = field(default_factory=Counter)
    complaints: list[tuple[str, str]] = field(default_factory=list)

    def complain(self, kind: str, what: str) -> None:
        self.complaints.append((kind, f"{self.learner}: {what}"))

    def as_json(self) -> dict[str, Any]:
        """What the checks need."""
        return {
            "learner": self.learner,
            "sendings": [asdict(sending) for sending in self.sendings],
            "threads": {thread: asdict(claim) for thread, claim in self.threads.items()},
            "hints_asked": self.hints_asked,
            "hints_shown": self.hints_shown,
            "starts": dict(self.starts),
            "threads_asked": self.threads_asked,
        }
