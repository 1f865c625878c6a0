"""The site with Redis, and when Redis is gone."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import asdict
from unittest.mock import patch

import pytest
from channels.layers import get_channel_layer
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bin import services
from chatsite import backends
from conversations import relay
from conversations.event_log import END, Lost

CACHED = "django.contrib.sessions.backends.cached_db"


@pytest.fixture(scope="module")
def running() -> Iterator[services.Service]:
    with services.redis() as running:
        yield running


@pytest.fixture
def redis(running: services.Service) -> Iterator[services.Service]:
    """Redis, empty and used by the site."""
    running.restart()
    with override_settings(
        CACHES={"default": backends.cache(running.url)},
        CHANNEL_LAYERS={"default": backends.channel_layer(running.url)},
        SESSION_ENGINE=CACHED,
    ):
        yield running


@pytest.fixture
def ada(db: None) -> Client:
    """A learner who is signed in."""
    client = Client()
    client.force_login(User.objects.create_user("ada", first_name="Ada"))
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_nobody_is_signed_out_when_redis_stops(
    redis: services.Service, ada: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert is_signed_in(ada)
    redis.kill()
    with caplog.at_level(logging.ERROR, "django_redis"):
        assert is_signed_in(ada)
        assert is_signed_in(ada)
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "Redis can't be used, so the database is asked instead"
    ]
    redis.start()
    assert is_signed_in(ada)


def test_people_can_sign_in_and_out_without_redis(redis: services.Service, db: None) -> None:
    redis.kill()
    User.objects.create_user("grace", password="correct horse")
    client = Client()
    client.post("/sign-in/", {"username": "grace", "password": "correct horse"})
    assert is_signed_in(client)
    client.post("/sign-out/")
    assert not is_signed_in(client)


def test_a_page_reads_no_session_row_while_redis_has_its_copy(
    redis: services.Service, ada: Client
) -> None:
    is_signed_in(ada)
    with CaptureQueriesContext(connection) as queries:
        is_signed_in(ada)
    assert not [query for query in queries if "django_session" in query["sql"]]


def test_the_cache_is_empty_without_redis(redis: services.Service) -> None:
    cache.set("key", {"a": 1})
    assert cache.get("key") == {"a": 1}
    redis.kill()
    cache.set("other", 2)
    assert cache.get("key", "none") == "none"
    assert cache.get_many(["key", "other"]) == {}
    redis.start()
    assert cache.get("other") is None


def test_nothing_stays_long_in_the_cache(redis: services.Service) -> None:
    with patch("chatsite.caches.LONGEST", 1):
        cache.set("key", "value", None)
    assert cache.get("key") == "value"
    time.sleep(1.1)
    assert cache.get("key") is None


def test_it_does_not_wait_long_for_a_redis_that_hangs(redis: services.Service) -> None:
    os.kill(redis.pid, signal.SIGSTOP)
    started = time.monotonic()
    assert cache.get("key", "none") == "none"
    assert time.monotonic() - started < 10 * backends.PATIENCE
    redis.kill()


def test_messages_reach_other_processes(redis: services.Service) -> None:
    async def send_and_receive() -> object:
        here, there = get_channel_layer(), get_channel_layer()
        name = await here.new_channel()
        await here.group_add("class", name)
        await there.group_send("class", {"type": "hello"})
        async with asyncio.timeout(5):
            return await here.receive(name)

    assert asyncio.run(send_and_receive()) == {"type": "hello"}


def test_another_worker_reads_on_in_an_answer(redis: services.Service) -> None:
    with override_settings(REDIS_URL=redis.url):
        head = relay.Head("run", "1", "thr_1", parts=1, over=True)
        events = ["id: run.1\ndata: {}\n\n", 'id: run.2\ndata: {"a": "ä"}\n\n']
        cache.set("run:run", asdict(head), 60)
        cache.set("part:run:0", {"first": 1, "events": events}, 60)
        followed = asyncio.run(collected(relay.find("1", "thr_1", "run.1")))
    assert followed == events[1].encode() + END


async def collected(parts: AsyncGenerator[bytes, None]) -> bytes:
    return b"".join([part async for part in parts])


def test_without_redis_an_answer_of_another_worker_is_not_there(
    redis: services.Service, caplog: pytest.LogCaptureFixture
) -> None:
    redis.kill()
    with override_settings(REDIS_URL=redis.url), caplog.at_level(logging.ERROR, "django_redis"):
        assert not relay.is_running("thr_1")
        with pytest.raises(Lost):
            relay.find("1", "thr_1", "run.1")
