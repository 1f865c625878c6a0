from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.db import connection
from django.test import TransactionTestCase

from conversations.asgi import ChatEndpoint
from conversations.context import RequestContext
from conversations.database import (
    database_threads,
    in_db_thread,
    run_in_db_thread,
    stop_database_threads,
)
from conversations.store import DjangoStore

from .door import Call, DoorTestCase, OurAnswers, message, widget


@in_db_thread
def name_of_the_thread() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return threading.current_thread().name


async def three_steps() -> list[str]:
    return [await name_of_the_thread() for _ in range(3)]


class OwnThreads(TransactionTestCase):
    """As in a server: no synchronous caller waits for the async code."""

    def tearDown(self) -> None:
        stop_database_threads()

    def in_a_server(self, function: Callable[[], Any]) -> Any:
        """Run a coroutine function as a server does, and count the hops that it makes."""
        connection.close()
        submit = database_threads().submit
        with patch.object(database_threads(), "submit", side_effect=submit) as self.submit:
            result = asyncio.run(function())
        self.hops = self.submit.call_count
        return result

    def test_work_runs_on_a_database_thread(self) -> None:
        self.assertTrue(self.in_a_server(name_of_the_thread).startswith("database"))

    def test_a_whole_coroutine_takes_one_hop(self) -> None:
        names = self.in_a_server(lambda: run_in_db_thread(three_steps))
        self.assertEqual((self.hops, len(set(names))), (1, 1))
        self.in_a_server(three_steps)
        self.assertEqual(self.hops, 3)

    def test_a_coroutine_that_waits_for_something_else_is_an_error(self) -> None:
        async def waits() -> None:
            await asyncio.sleep(0)

        with self.assertRaisesRegex(RuntimeError, "waited for something other"):
            self.in_a_server(lambda: run_in_db_thread(waits))

    def test_an_error_comes_back_and_the_next_call_works(self) -> None:
        async def fails() -> None:
            raise ValueError("no")

        with self.assertRaises(ValueError):
            self.in_a_server(lambda: run_in_db_thread(fails))
        self.in_a_server(name_of_the_thread)

    def test_a_cancelled_call_is_still_done(self) -> None:
        began, done = threading.Event(), threading.Event()

        @in_db_thread
        def write() -> None:
            began.set()
            threading.Event().wait(0.05)
            done.set()

        async def cancelled() -> bool:
            task = asyncio.ensure_future(write())
            await asyncio.to_thread(began.wait)
            task.cancel()
            await asyncio.wait({task})
            return task.cancelled() and done.is_set()

        self.assertTrue(self.in_a_server(cancelled))

    def test_a_database_that_restarted_costs_no_request(self) -> None:
        async def all_threads() -> None:
            await asyncio.gather(*(name_of_the_thread() for _ in range(20)))

        self.in_a_server(all_threads)
        cut_connections()
        self.in_a_server(all_threads)

    def test_a_request_takes_one_hop_and_a_stream_holds_no_connection(self) -> None:
        user = User.objects.create_user("ada")
        context = RequestContext(user_id=str(user.pk))
        server = OurAnswers()
        case = DoorTestCase()
        self.client.force_login(user)
        case.session = self.client.cookies["sessionid"].value
        case.endpoint = ChatEndpoint(lambda: server)
        self.thread_id = ""

        hops: list[int] = []
        add = server.store.add_thread_item

        async def add_item(*arguments: Any, **named: Any) -> None:
            hops.append(self.submit.call_count)
            await add(*arguments, **named)

        async def open_stream() -> None:
            server.go_on.clear()
            server.store.add_thread_item = add_item  # type: ignore[method-assign]
            call = case.send("threads.create", input=message("Hello"))
            await call.reply.until(b'"One"')
            self.thread_id = call.reply.events[0]["thread"]["id"]
            await asyncio.wait_for(none_checked_out(), 5)
            server.go_on.set()
            await call
            card = widget(self.thread_id, "before")
            await DjangoStore().add_thread_item(self.thread_id, card, context)

        async def act() -> int:
            call: Call = case.send(
                "threads.sync_custom_action",
                thread_id=self.thread_id,
                item_id="msg_widget",
                action={"type": "go"},
            )
            return (await call).status

        self.in_a_server(open_stream)
        self.assertEqual(hops[0], 1)
        self.assertEqual((self.in_a_server(act), self.hops), (200, 1))


def cut_connections() -> None:
    """What a restart does to PostgreSQL's connections. A file can't hang up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


async def none_checked_out() -> None:
    """The pool takes connections back in a thread of its own."""
    while checked_out():
        await asyncio.sleep(0.01)


def checked_out() -> int:
    """How many connections of PostgreSQL's pool are lent. SQLite has none."""
    pool = getattr(connection, "pool", None)
    if pool is None:
        return 0
    statistics = pool.get_stats()
    return int(statistics["pool_size"] - statistics["pool_available"])
