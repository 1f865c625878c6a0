"""The site's workers: python -m benchmarks.faults.worker CLOCK

Loads the site once. For each port that it reads it forks a worker that serves there, and prints the
worker's process id. So a worker that was killed is back at once, and there is more to kill.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import uvicorn

from .clock import Clock

SECONDS_TO_STOP = 10


def serve(port: int) -> None:
    uvicorn.run(
        "chatsite.asgi:application",
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )


def main(clock: Path) -> None:
    Clock(clock).install()
    import chatsite.asgi  # noqa: F401  # after the clock, and before the forks

    threads = os.listdir("/proc/self/task")
    assert len(threads) == 1, "A thread would be missing in the workers."
    # The kernel buries the workers.
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if worker := os.fork():
            print(worker, flush=True)
        else:
            signal.signal(signal.SIGCHLD, before)
            serve(int(line))
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
