"""A chat on a line that breaks: each request is made until it is answered, as people do it.

A failed request is sent again, as the element's "Retry" does, or the thread is loaded anew, as a
reload of the page does. The journal keeps what was asked and what was acknowledged.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from itertools import chain, repeat
from typing import Any

from .cards import Card, read
from .journal import Journal, Sending, ThreadClaim
from .tickets import Mischief, Tickets
from .view import View
from .wire import Exchange, Wire

Json = dict[str, Any]
Request = tuple[str, Json]
# How long somebody tries before complaining that the site doesn't come back.
PATIENCE = 90
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
# What the element offers to try again, beside errors of the server.
RETRYABLE = {0, 401, 408, 425, 429}
ENOUGH_ITEMS = 8
# Of the requests that were answered, the last few are sent again some time. Not those for which
# again means once more.
KEPT = 4
ONCE_MORE = ("mcq.start", "mcq.show")


class GaveUp(Exception):
    """There is no way on without help. The journal says why."""


class Chat:
    """One learner's. `view` is what is on the screen."""

    def __init__(self, name: str, wire: Wire, rng: random.Random, tickets: Tickets) -> None:
        self.journal = Journal(name)
        self.view = View()
        self._name, self._wire, self._rng, self._tickets = name, wire, rng, tickets
        # What was pressed and isn't known to have worked: pressed again, it is the same wish.
        self._pressed: Request | None = None
        self._answered: list[Request] = []
        self._acknowledged: set[tuple[str, ...]] = set()

    @property
    def answers(self) -> int:
        """How many different ones were acknowledged."""
        return len(self._acknowledged)

    async def sign_in(self) -> None:
        async for _ in self._patiently("sign in"):
            if await self._wire.sign_in(self._name):
                self.journal.sign_ins += 1
                return

    async def start(self, quiz: str) -> None:
        """A new thread that begins with "start QUIZ"."""
        self.view = View()
        self._pressed = None
        self.journal.starts[quiz] += 1
        async for _ in self._patiently(f"start {quiz}"):
            self.journal.threads_asked += 1
            params = {"input": message(f"start {quiz}")}
            if await self._stream(("threads.create", params)):
                return
            if self.view.thread:
                await self._make_sure(f"start {quiz}")
                return

    async def say(self, text: str) -> None:
        self._claim.messages += 1
        self._claim.intents += 1
        params = {"thread_id": self.view.thread, "input": message(text)}
        if not await self._stream(("threads.add_user_message", params)):
            await self._make_sure(text)

    async def press(self, action: Json, card: Card) -> None:
        """A button whose answer is a stream."""
        request = self._wish("threads.custom_action", action, card)
        async for _ in self._patiently(action["type"]):
            if await self._stream(request):
                self._pressed = None
                self._keep(request)
                return
            if self._rng.random() < 0.5:
                await self.reload()
                return

    async def choose(self, card: Card, action: Json, selection: Sequence[str]) -> None:
        """Send an answer, or with nothing selected take it back."""
        request = self._selecting(card, action, selection)
        if await self._mischief(request, card, selection):
            return
        async for _ in self._patiently(action["type"]):
            if await self._send(request, selection):
                self._keep(request)
                return
            if self._rng.random() < 0.3:
                await self.reload()
                return

    async def ask_hint(self, card: Card) -> None:
        action = card.action("mcq.hint")
        key = f"{action['payload']['attempt']} {action['payload']['question']}"
        number = action["payload"]["hint"]
        asked, shown = self.journal.hints_asked, self.journal.hints_shown
        asked[key] = max(asked.get(key, 0), number)
        params = self._params(card, action)
        item = (await self.call("threads.sync_custom_action", params))["updated_item"]
        if not read(item).notice:
            shown[key] = max(shown.get(key, 0), number)
        self.view.items[item["id"]] = item

    async def reload(self) -> None:
        """Show the newest items as the site has them."""
        self.journal.reloads += 1
        last = self.view.last_id
        await self.call("threads.get_by_id", {"thread_id": self.view.thread})
        self.view.show(await self._newest_items())
        if self.view.last_id != last:
            self._pressed = None

    async def repeat_something_old(self) -> None:
        """Send a request that was answered long ago once more."""
        if not self._answered or not self._tickets.take(Mischief.REPEAT_LATER):
            return
        operation, params = request = self._rng.choice(self._answered)
        if operation == "threads.sync_custom_action":
            await self._send(request, selection_of(params), judge=False)
        else:
            await self._wire.exchange(self._wire.request(*request))
        await self.reload()

    # Answers

    def _selecting(self, card: Card, action: Json, selection: Sequence[str]) -> Request:
        self.view.labels[action["payload"]["question"]] = card.choices
        chosen: Json = {"choices": list(selection)}
        if not card.is_multiple and selection:
            chosen = {"choice": selection[0]}
        payload = {**action["payload"], **(chosen if selection else {})}
        action = {**action, "payload": payload}
        return "threads.sync_custom_action", self._params(card, action)

    async def _mischief(self, request: Request, card: Card, selection: Sequence[str]) -> bool:
        """Whether something was done to this answer after which it needs no further sending."""
        if self._tickets.take(Mischief.CUT_REQUEST):
            await self._wire.cut_request(self._wire.request(*request))
        elif self._tickets.take(Mischief.CUT_REPLY):
            self._record(request, selection)
            await self._wire.cut_reply(self._wire.request(*request))
        elif self._tickets.take(Mischief.REPEAT):
            done = await asyncio.gather(*(self._send(request, selection) for _ in range(2)))
            return any(done)
        elif self._tickets.take(Mischief.RIVAL):
            other = self._selecting(card, card.action("mcq.submit"), [min(card.choices)])
            return any(
                await asyncio.gather(
                    self._send(request, selection, judge=False),
                    self._send(other, [min(card.choices)], judge=False),
                )
            )
        elif "mcq.next" in card.actions and self._tickets.take(Mischief.REORDER):
            await self._reorder(request, card, selection)
            return True
        return False

    async def _reorder(self, request: Request, card: Card, selection: Sequence[str]) -> None:
        after = card.action("mcq.next")
        if self._rng.random() < 0.3:
            after = {"type": "mcq.finish", "payload": after["payload"]}
        wish = self._wish("threads.custom_action", after, card)
        await asyncio.gather(
            self._send(request, selection), self._wire.exchange(self._wire.request(*wish))
        )
        await self.reload()

    async def _send(
        self, request: Request, selection: Sequence[str], *, judge: bool = True
    ) -> bool:
        """Send an answer once. Whether it was answered."""
        sending = self._record(request, selection)
        exchange = await self._wire.exchange(self._wire.request(*request))
        if not await self._is_usable(exchange):
            return False
        sending.replied = time.monotonic()
        item = exchange.json["updated_item"]
        card = read(item)
        self.view.items[item["id"]] = item
        self._judge(sending, card, judge)
        return True

    def _record(self, request: Request, selection: Sequence[str]) -> Sending:
        payload = request[1]["action"]["payload"]
        sending = Sending(
            payload["attempt"], payload["question"], sorted(selection), time.monotonic()
        )
        self.journal.sendings.append(sending)
        return sending

    def _judge(self, sending: Sending, card: Card, judge: bool) -> None:
        """Take the card at its word. `judge`: whether it must show this answer and no other."""
        if card.notice:
            sending.outcome = "refused"
        elif not judge or self._shows(card, sending):
            sending.outcome = "accepted"
            self._acknowledged.add((sending.attempt, sending.question, *sending.selection))
        else:
            self.journal.complain("wrong replies", f"{sending} was answered by {card}")

    def _shows(self, card: Card, sending: Sending) -> bool:
        """Whether the card says that it has this answer, in one of the ways in which it can."""
        chosen = set(sending.selection)
        if not card.is_open:
            labels = self.view.labels[sending.question]
            return card.answered == {labels[choice] for choice in chosen}
        if card.is_saved or not chosen:
            return card.saved == chosen
        # A card with checkboxes counts tries, but doesn't show them.
        return card.is_multiple or chosen <= card.tried

    # Requests

    @property
    def _claim(self) -> ThreadClaim:
        return self.journal.threads[self.view.thread]

    def _params(self, card: Card, action: Json) -> Json:
        wire = {"type": action["type"], "payload": action["payload"]}
        return {"thread_id": self.view.thread, "item_id": card.item, "action": wire}

    def _wish(self, operation: str, action: Json, card: Card) -> Request:
        request = operation, self._params(card, action)
        if request != self._pressed:
            self._claim.intents += 1
            self._pressed = request
        return request

    def _keep(self, request: Request) -> None:
        if request[1]["action"]["type"] not in ONCE_MORE:
            self._answered = [*self._answered[1 - KEPT :], request]

    async def _make_sure(self, text: str) -> None:
        """A message's answer broke off: load what there is of it, or ask for it again."""
        async for _ in self._patiently(text):
            await self.reload()
            if self.view.card_to_go_on_from:
                return
            self._claim.intents += 1
            params: Json = {"thread_id": self.view.thread}
            if self.view.user_message:
                self._claim.forget_after(self.view.user_message)
                params["item_id"] = self.view.user_message
                done = await self._stream(("threads.retry_after_item", params))
            else:
                self._claim.messages += 1
                params["input"] = message(text)
                done = await self._stream(("threads.add_user_message", params))
            if done:
                return

    async def _stream(self, request: Request) -> bool:
        """Show what a stream brings. Whether it was complete."""
        data = self._wire.request(*request)
        if self._tickets.take(Mischief.CUT_STREAM):
            self._receive(await self._wire.cut_stream(data))
            return False
        if request == self._pressed and self._tickets.take(Mischief.REPEAT):
            one, other = await asyncio.gather(*(self._wire.exchange(data) for _ in range(2)))
            self._receive(other)
        else:
            one = await self._wire.exchange(data)
        fine = self._receive(one)
        return await self._is_usable(one) and fine

    def _receive(self, exchange: Exchange) -> bool:
        """Show the events that came. Whether none of them was an error."""
        fine = True
        for event in exchange.events:
            self.view.receive(event)
            match event["type"]:
                case "thread.created":
                    self.journal.threads[self.view.thread] = ThreadClaim(intents=1, messages=1)
                case "thread.item.done":
                    self._claim.items.append(event["item"]["id"])
                case "error":
                    fine = False
                    if not event.get("allow_retry"):
                        self.journal.complain("wrong replies", str(event))
        return fine

    async def _newest_items(self) -> list[Json]:
        found: list[Json] = []
        page: Json = {"has_more": True}
        while page["has_more"] and len(found) < ENOUGH_ITEMS:
            after = {"after": page["after"]} if found else {}
            params = {"thread_id": self.view.thread, "order": "desc", **after}
            page = await self.call("items.list", params)
            found += page["data"]
        return found

    async def call(self, operation: str, params: Json) -> Any:
        """The JSON that answers a request, however often it has to be made."""
        async for _ in self._patiently(operation):
            exchange = await self._wire.exchange(self._wire.request(operation, params))
            if await self._is_usable(exchange):
                return exchange.json

    async def _is_usable(self, exchange: Exchange) -> bool:
        self.journal.replies[exchange.status] += 1
        if exchange.status == 200:
            return True
        if exchange.status not in RETRYABLE and exchange.status < 500:
            what = f"{exchange.status} {exchange.body[:300]!r}"
            self.journal.complain("wrong replies", what)
            raise GaveUp(what)
        if exchange.status == 401:
            await self.sign_in()
        return False

    async def _patiently(self, what: str) -> AsyncIterator[None]:
        """Again and again, with pauses. Raises GaveUp in the end."""
        end = time.monotonic() + PATIENCE
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            yield
            if time.monotonic() > end:
                self.journal.complain("stuck", f"{what} failed for {PATIENCE} seconds")
                raise GaveUp(what)
            self.journal.retries += 1
            await asyncio.sleep(pause * self._rng.uniform(0.5, 1.5))


def message(text: str) -> Json:
    content = [{"type": "input_text", "text": text}]
    return {"content": content, "attachments": [], "inference_options": {}}


def selection_of(params: Json) -> list[str]:
    """The choices of a request that was made to submit some, or to clear."""
    payload = params["action"]["payload"]
    return [payload["choice"]] if "choice" in payload else payload.get("choices", [])
