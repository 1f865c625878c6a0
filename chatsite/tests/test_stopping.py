from __future__ import annotations

import asyncio
import os
import signal
from unittest import TestCase
from unittest.mock import Mock, patch

from chatsite.routing import end_streams_on


class Stopping(TestCase):
    def test_streams_end_before_the_server_does_what_it_does(self) -> None:
        server = Mock()
        before = signal.signal(signal.SIGUSR1, server)
        try:
            with patch("chatsite.routing.end_streams") as end_streams:
                asyncio.run(self.told_to_stop())
        finally:
            signal.signal(signal.SIGUSR1, before)
        end_streams.assert_called_once_with()
        server.assert_called_once()

    async def told_to_stop(self) -> None:
        end_streams_on(signal.SIGUSR1)
        os.kill(os.getpid(), signal.SIGUSR1)
        await asyncio.sleep(0.01)
