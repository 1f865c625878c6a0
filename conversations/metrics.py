"""What the chat counts for Prometheus, in this process: each worker is asked by itself.

docs/monitoring.md tells what to do with it. A label has few values, and none that people wrote.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from prometheus_client import Counter, Gauge, Histogram

from quizzes.attempts import NotFound, Outcome, Refused, TimeOver

Outcomes = TypeVar("Outcomes", bound=Sequence[Outcome])

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_chat = Histogram(
    "chatsite_chat_seconds",
    "From a request's arrival to the end of its answer or stream",
    ["operation"],
    buckets=SECONDS,
)
_refusals = Counter("chatsite_chat_refusals", "Requests that were refused or failed", ["code"])
_answers = Counter("chatsite_answers", "Answers to questions, by what became of them", ["outcome"])
_queue = Gauge("chatsite_database_queue", "Requests that wait for a database thread")
_wait = Histogram(
    "chatsite_database_wait_seconds", "The wait for a database thread", buckets=SECONDS
)
open_streams = Gauge("chatsite_open_streams", "Streams that are open")

# Looked up once: a labelled metric takes longer to find than to count.
seconds_of = cache(_chat.labels)
refusals_of = cache(_refusals.labels)
_answers_of = cache(_answers.labels)


def counted(outcomes: Outcomes) -> Outcomes:
    """The same outcomes of answers, which are counted."""
    for outcome in outcomes:
        _answers_of(_word_for(outcome)).inc()
    return outcomes


def _word_for(outcome: Outcome) -> str:
    match outcome:
        case TimeOver():
            return "late"
        case Refused():
            return "refused"
        case NotFound():
            return "not_found"
        case _:
            return "recorded"


def queued() -> float:
    """Something begins to wait for a database thread; to be given to `begun`."""
    _queue.inc()
    return time.perf_counter()


def begun(queued: float) -> None:
    """A database thread has taken it up."""
    _queue.dec()
    _wait.observe(time.perf_counter() - queued)
