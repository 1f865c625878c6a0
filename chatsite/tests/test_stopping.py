from __future__ import annotations

import asyncio
import os
import signal
from unittest.mock import Mock, patch

from django.test import SimpleTestCase, override_settings

from chatsite.stopping import stop_gently_on, stopping


class Stopping(SimpleTestCase):
    def setUp(self) -> None:
        self.server = Mock()
        before = signal.signal(signal.SIGUSR1, self.server)
        self.addCleanup(signal.signal, signal.SIGUSR1, before)
        self.addCleanup(stopping.clear)
        patched = patch("chatsite.stopping.end_streams")
        self.end_streams = patched.start()
        self.addCleanup(patched.stop)

    def test_streams_end_before_the_server_does_what_it_does(self) -> None:
        self.server.side_effect = lambda *_: self.end_streams.assert_called_once_with()
        asyncio.run(self.told_to_stop())
        self.server.assert_called_once()

    @override_settings(DRAIN_SECONDS=0.05)
    def test_it_serves_on_while_load_balancers_notice(self) -> None:
        async def drains() -> None:
            await self.told_to_stop()
            self.assertTrue(stopping.is_set())
            self.server.assert_not_called()
            self.end_streams.assert_not_called()
            await asyncio.sleep(0.06)
            self.server.assert_called_once()

        asyncio.run(drains())

    @override_settings(DRAIN_SECONDS=60)
    def test_told_twice_it_stops_at_once(self) -> None:
        async def told_twice() -> None:
            await self.told_to_stop()
            os.kill(os.getpid(), signal.SIGUSR1)
            await asyncio.sleep(0.01)

        asyncio.run(told_twice())
        self.server.assert_called_once()

    async def told_to_stop(self) -> None:
        stop_gently_on(signal.SIGUSR1)
        os.kill(os.getpid(), signal.SIGUSR1)
        await asyncio.sleep(0.01)
