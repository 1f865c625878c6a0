"""What the site was seeded with, for those who visit it."""

from __future__ import annotations

PASSWORD = "not a secret: it listens on 127.0.0.1 and ends soon"
# By slug; the title is the same word.
QUIZZES = ("immediate", "tries", "deferred", "multiple", "timed")
# Everything beside these gives feedback at once, and the first answer counts.
DEFERRED = "deferred"


def learner_name(number: int) -> str:
    return f"learner-{number}"
