"""Compare what learners were told with what is stored: python -m benchmarks.faults.checks FILE

FILE has their journals as JSON. Prints the violations, as JSON pairs of kind and sentence.
Environment variables name the database.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from conversations.models import Thread, ThreadItem
from quizzes import marking
from quizzes.models import Attempt, Response

from .overwriting import may_be_last

Json = dict[str, Any]
Violation = tuple[str, str]
# The SDK's notes to models, such as that a stream was broken off.
HIDDEN = ("hidden_context_item", "sdk_hidden_context")
Key = tuple[str, str]


def main(journals: list[Json]) -> list[Violation]:
    responses = {
        (response.attempt.public_id, response.public_id): response
        for response in Response.objects.select_related("attempt__quiz", "revision", "key")
    }
    sendings = by_question(journals)
    return [
        *check_answers(responses, sendings),
        *check_hints(responses, journals),
        *check_marks(responses),
        *check_attempts(journals),
        *check_threads(journals),
    ]


def by_question(journals: list[Json]) -> dict[Key, list[Json]]:
    found: dict[Key, list[Json]] = defaultdict(list)
    for journal in journals:
        for sending in journal["sendings"]:
            found[sending["attempt"], sending["question"]].append(sending)
    return found


# Answers


def check_answers(
    responses: dict[Key, Response], sendings: dict[Key, list[Json]]
) -> Iterator[Violation]:
    for key in sendings.keys() - responses.keys():
        yield "lost", f"{key}: there is no such question any more"
    for key, response in responses.items():
        sent = sendings.get(key, [])
        if response.attempt.quiz.is_deferred:
            yield from check_last_answer(key, response, sent)
        else:
            yield from check_tries(key, response, sent)


def check_last_answer(key: Key, response: Response, sent: list[Json]) -> Iterator[Violation]:
    """The last answer counts; of two that were under way together, either."""
    if response.tries:
        yield "doubled", f"{key}: tries {response.tries} in a deferred quiz"
    stored = sorted(response.selected)
    if not may_be_last(stored, [one for one in sent if one["outcome"] != "refused"]):
        yield "lost", f"{key}: {stored} is stored, after {sent}"


def check_tries(key: Key, response: Response, sent: list[Json]) -> Iterator[Violation]:
    """Each acknowledged answer is a try, once; nothing is a try that nobody sent."""
    tries = [tuple(sorted(one)) for one in response.tries]
    accepted = {tuple(one["selection"]) for one in sent if one["outcome"] == "accepted"}
    for selection in accepted - set(tries):
        yield "lost", f"{key}: {selection} was accepted, {tries} is stored"
    if len(set(tries)) < len(tries) or len(tries) > response.attempt.quiz.tries:
        yield "doubled", f"{key}: {tries} is stored"
    if invented := set(tries) - {tuple(one["selection"]) for one in sent}:
        yield "doubled", f"{key}: nobody sent {invented}"
    if tuple(sorted(response.selected)) != (tries[-1] if tries else ()):
        yield "lost", f"{key}: {response.selected} is selected after {tries}"


def check_hints(responses: dict[Key, Response], journals: list[Json]) -> Iterator[Violation]:
    """A hint that was shown is kept; none is charged that wasn't asked for."""
    asked = merged(journal["hints_asked"] for journal in journals)
    shown = merged(journal["hints_shown"] for journal in journals)
    for (attempt, question), response in responses.items():
        key = f"{attempt} {question}"
        if response.hints_visible < shown.get(key, 0):
            yield "lost", f"{key}: hint {shown[key]} was shown, {response.hints_visible} are kept"
        if response.hints_taken > asked.get(key, 0):
            yield "doubled", f"{key}: {response.hints_taken} hints, {asked.get(key, 0)} asked for"


def merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


# Marks


def check_marks(responses: dict[Key, Response]) -> Iterator[Violation]:
    totals: dict[Attempt, list[float]] = defaultdict(list)
    for key, response in responses.items():
        attempt = response.attempt
        right = expected_mark(response)
        if response.mark != right:
            yield "wrong marks", f"{key}: {response.mark}, not {right}"
        if attempt.is_finished:
            totals[attempt].append(right or 0.0)
    for attempt, marks in totals.items():
        if attempt.mark != marking.total(marks) or len(marks) != attempt.question_count:
            sentence = f"{attempt.mark}, not {marking.total(marks)}"
            yield "wrong marks", f"attempt {attempt.public_id}: {sentence}"


def expected_mark(response: Response) -> float | None:
    """From the stored answer alone. None before it is final."""
    quiz, question = response.attempt.quiz, response.revision.content
    earned = marking.fraction(question, response.selected)
    used_up = len(response.tries) >= quiz.tries or (response.tries and earned == 1.0)
    if not response.attempt.is_finished and (quiz.is_deferred or not used_up):
        return None
    times = max(len(response.tries) - 1, response.hints_taken, 0)
    return marking.mark(marking.after_penalties(earned, quiz.penalty, times), response.max_mark)


# Attempts and threads


def check_attempts(journals: list[Json]) -> Iterator[Violation]:
    for attempt in Attempt.objects.exclude(state=Attempt.State.FINISHED):
        yield "stuck", f"attempt {attempt.public_id} at {attempt.quiz} is still in progress"
    made = Counter(Attempt.objects.values_list("learner__username", "quiz__slug"))
    for journal in journals:
        for quiz, starts in journal["starts"].items():
            if made[journal["learner"], quiz] > starts:
                number = made[journal["learner"], quiz]
                yield "doubled", f"{journal['learner']}: {number} attempts, {starts} starts"


def check_threads(journals: list[Json]) -> Iterator[Violation]:
    kinds = stored_items()
    for journal in journals:
        mine = set(
            Thread.objects.filter(owner__username=journal["learner"]).values_list(
                "public_id", flat=True
            )
        )
        for thread in journal["threads"].keys() - mine:
            yield "lost", f"the thread {thread}"
        if len(mine) > journal["threads_asked"]:
            yield "doubled", f"{journal['learner']}: {len(mine)} threads"
        for thread in mine:
            claim = journal["threads"].get(thread) or {"items": [], "intents": 1, "messages": 1}
            read = journal["read"].get(thread, [])
            yield from check_thread(thread, claim, kinds[thread], read)


def check_thread(
    thread: str, claim: Json, stored: dict[str, str], read: list[str]
) -> Iterator[Violation]:
    """`stored`: the kinds of items by id. `read`: the ids that were read over HTTP."""
    if missing := set(claim["items"]) - stored.keys():
        yield "lost", f"{thread}: the items {missing}"
    if read != list(stored):
        yield "unreadable", f"{thread}: {len(stored)} items, {len(read)} can be read"
    number = Counter(stored.values())
    if number["widget"] > claim["intents"]:
        yield "doubled", f"{thread}: {number['widget']} cards, {claim['intents']} asked for"
    if number["user_message"] > claim["messages"]:
        yield "doubled", f"{thread}: {number['user_message']} messages, {claim['messages']} sent"
    if number["assistant_message"] > claim["intents"]:
        yield "doubled", f"{thread}: {number['assistant_message']} replies"


def stored_items() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = ThreadItem.objects.exclude(kind__in=HIDDEN).order_by("pk")
    for thread, item, kind in rows.values_list("thread__public_id", "public_id", "kind"):
        found[thread][item] = kind
    return found


if __name__ == "__main__":
    json.dump(main(json.loads(Path(sys.argv[1]).read_text())), sys.stdout)
