from __future__ import annotations

import asyncio
import json
from unittest.mock import AsyncMock, patch

from channels.testing import ApplicationCommunicator, WebsocketCommunicator
from django.db import OperationalError
from django.test import TransactionTestCase, override_settings

from chatsite import __version__
from chatsite.asgi import application
from chatsite.health import _migrated
from chatsite.stopping import stopping
from conversations.tests.door import Call, Reply


async def get(path: str) -> Reply:
    return await Call(application, b"", {"Host": "localhost"}, "GET", path)


class Application(TransactionTestCase):
    """Not in a transaction: Django's handler closes its connection after a request."""

    async def test_health_is_open_to_everybody(self) -> None:
        reply = await get("/health")
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.json, {"status": "ok", "database": "ok", "version": __version__})

    async def test_health_tells_when_the_database_is_down(self) -> None:
        fails = AsyncMock(side_effect=OperationalError("secret"))
        with patch("chatsite.health.ask_database", fails), self.assertLogs("chatsite"):
            reply = await get("/health")
        self.assertEqual(reply.status, 503)
        self.assertEqual(reply.json["status"], "error")
        self.assertNotIn(b"secret", reply.body)

    async def test_health_does_not_wait_for_a_database_that_hangs(self) -> None:
        hangs = AsyncMock(side_effect=asyncio.Event().wait)
        with (
            patch("chatsite.health.ask_database", hangs),
            patch("chatsite.health.SECONDS", 0.01),
            self.assertLogs("chatsite"),
        ):
            self.assertEqual((await get("/health")).status, 503)

    async def test_it_is_ready(self) -> None:
        reply = await get("/health/ready")
        self.assertEqual(reply.status, 200)
        states = {"database": "ok", "migrations": "ok", "server": "ok"}
        self.assertEqual(reply.json, {"status": "ok", **states, "version": __version__})

    async def test_it_is_not_ready_without_its_migrations(self) -> None:
        _migrated.clear()
        self.addCleanup(_migrated.clear)
        applied = "django.db.migrations.recorder.MigrationRecorder.applied_migrations"
        with patch(applied, return_value={}), self.assertLogs("chatsite"):
            reply = await get("/health/ready")
            self.assertEqual((reply.status, reply.json["migrations"]), (503, "error"))
            self.assertEqual((await get("/health")).status, 200)
        self.assertEqual((await get("/health/ready")).status, 200)

    @override_settings(REDIS_URL="redis://localhost")
    async def test_without_its_redis_it_is_ready_all_the_same(self) -> None:
        with patch("chatsite.health.ask_redis"):
            self.assertEqual((await get("/health/ready")).json["status"], "ok")
        fails = patch("chatsite.health.ask_redis", side_effect=ConnectionError)
        with fails, self.assertLogs("chatsite"):
            reply = await get("/health/ready")
        self.assertEqual(reply.status, 200)
        self.assertEqual((reply.json["status"], reply.json["redis"]), ("degraded", "error"))

    async def test_it_is_not_ready_once_it_is_told_to_stop(self) -> None:
        self.addCleanup(stopping.clear)
        stopping.set()
        reply = await get("/health/ready")
        self.assertEqual((reply.status, reply.json["server"]), (503, "stopping"))
        self.assertEqual((await get("/health")).status, 200)

    async def test_the_chat_is_mounted(self) -> None:
        reply = await get("/chatkit")
        self.assertEqual((reply.status, reply.error), (405, "method_not_allowed"))

    async def test_it_may_be_mounted_below_a_path(self) -> None:
        call = Call(application, b"", {"Host": "localhost"}, "GET", "/quiz/health", "/quiz")
        self.assertEqual((await call).status, 200)

    async def test_everything_else_is_djangos(self) -> None:
        self.assertEqual((await get("/")).status, 200)

    async def test_an_unknown_websocket_is_refused(self) -> None:
        socket = WebsocketCommunicator(application, "/ws/", [(b"origin", b"http://localhost")])
        connected, code = await socket.connect()
        self.assertEqual((connected, code), (False, 4404))

    async def test_a_websocket_from_another_site_is_refused(self) -> None:
        socket = WebsocketCommunicator(application, "/ws/", [(b"origin", b"http://evil.example")])
        self.assertFalse((await socket.connect())[0])

    async def test_it_starts_and_stops(self) -> None:
        lifespan = ApplicationCommunicator(application, {"type": "lifespan"})
        for step in ("startup", "shutdown"):
            await lifespan.send_input({"type": f"lifespan.{step}"})
            sent = await lifespan.receive_output()
            self.assertEqual(sent, {"type": f"lifespan.{step}.complete"})
        await lifespan.wait()
        self.assertEqual(json.loads((await get("/health")).body)["status"], "ok")
