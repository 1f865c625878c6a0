"""The real site in a thread of the test process."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType

import uvicorn


class LiveServer:
    """Serves chatsite.asgi on a free port of 127.0.0.1 as long as the `with` block lasts.

    It shares the process with the test, so settings and the test database are the test's own.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            "chatsite.asgi:application", log_level="warning", timeout_graceful_shutdown=2
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> LiveServer:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("The site didn't start; its log says why.")
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
