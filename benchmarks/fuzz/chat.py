"""Spoiled requests to the chat, of a learner who is signed in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from time import perf_counter

from benchmarks.browser import Browser, Json, take_quiz
from conversations.tests.hostile import Ids, complaint, spoiled, spoiled_headers

from .findings import Findings

QUIZ = "python-first-steps"
FOR_ONE_CHAT = 25


async def fuzz(
    learner: Browser, theirs: Ids, requests: int, rng: random.Random, found: Findings
) -> None:
    """`theirs`: what is there too, but not the learner's."""
    others = [theirs.thread, theirs.item, theirs.attempt, theirs.question, theirs.choice]
    for number in range(requests):
        if number % FOR_ONE_CHAT == 0:
            ids = await new_chat(learner, others)
        await send(learner, spoiled(rng, ids), rng, found)


async def new_chat(browser: Browser, others: Sequence[str] = ()) -> Ids:
    """A chat in which a quiz has begun, with a question that is open."""
    events = await browser.begin(f"start {QUIZ}")
    if browser.card is None or not browser.card.is_open:
        await take_quiz(browser, QUIZ, random.Random(1))
        events = await browser.begin(f"start {QUIZ}")
    card = browser.card
    assert card is not None
    payload = card.action("mcq.submit")["payload"]
    return Ids(
        thread=browser.thread,
        item=card.item,
        message=_message(events),
        attempt=payload["attempt"],
        question=payload["question"],
        choice=next(iter(card.choices)),
        quiz=QUIZ,
        others=others,
    )


def _message(events: list[Json]) -> str:
    items = [event["item"] for event in events if event["type"] == "thread.item.done"]
    found: str = next(item["id"] for item in items if item["type"] == "user_message")
    return found


async def send(browser: Browser, body: bytes, rng: random.Random, found: Findings) -> None:
    cookies = dict(browser.cookies)
    headers = spoiled_headers(rng, {"Host": "127.0.0.1", **browser.headers()})
    # How long a body is said to be is wire.py's.
    headers.pop("Content-Length", None)
    sent = repr(headers).encode() + body
    started = perf_counter()
    try:
        reply = await browser.send("POST", "/chatkit", body, headers)
    except ConnectionError:
        found.reply("to the chat", 0, perf_counter() - started, sent)
        return
    except TimeoutError:
        found.complain("to the chat", "no answer in a minute", sent)
        browser.close()
        return
    finally:
        browser.cookies = cookies
    found.reply("to the chat", reply.status, perf_counter() - started, sent)
    kind = browser.received.get("content-type", "")
    # What is no HTTP to the server is refused by the server, in plain text.
    if (
        what := ""
        if reply.status == 400 and kind.startswith("text/plain")
        else complaint(reply.status, kind, reply.body)
    ):
        found.complain("to the chat", what, sent)
