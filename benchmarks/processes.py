"""Servers in processes of their own, each kept to one processor; what they use of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 30
# The processor that servers keep to; see __main__.py.
PROCESSOR = int(os.environ.get("BENCH_PROCESSOR", "0"))


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """User and system time of all its threads since it started."""
        # Linux's number for the clock of another process, as clock_getcpuclockid(3) makes it.
        return time.clock_gettime((~self.pid << 3) | 2)

    def status(self, name: str) -> int:
        """A number of /proc/PID/status, such as Threads, or VmRSS in KB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


@contextmanager
def uvicorn(application: str, log: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve an application by one worker until the end of the block. Exits if it can't start."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port)]
    with open(log, "ab") as output:
        process = subprocess.Popen(
            [*command, "--log-level", "warning", "--no-access-log"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
        )
    os.sched_setaffinity(process.pid, {PROCESSOR})
    try:
        wait_for(process, port, log)
        yield Server(process.pid, port)
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(SECONDS_TO_START * 10):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"A server didn't start. It said:\n{log.read_text(errors='replace')[-3000:]}")
