"""A clock that can be put forward and back under running workers."""

from __future__ import annotations

import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

FORMAT = "d"


class Clock:
    """By how many seconds the workers' clocks are wrong, in a file that they all map."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(struct.pack(FORMAT, 0.0))
        with open(path, "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), struct.calcsize(FORMAT))
        self.path = path

    @property
    def offset(self) -> float:
        seconds: float = struct.unpack(FORMAT, self._memory)[0]
        return seconds

    def jump_to(self, offset: float) -> None:
        self._memory[:] = struct.pack(FORMAT, offset)

    def install(self) -> None:
        """Make this process's wall clock wrong, for Django and for `time.time`. Before imports."""
        from django.utils import timezone

        right = time.time

        def now() -> datetime:
            return datetime.now(UTC) + timedelta(seconds=self.offset)

        timezone.now = now
        time.time = lambda: right() + self.offset
