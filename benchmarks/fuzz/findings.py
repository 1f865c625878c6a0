"""What was sent, how it was answered, and what should not have happened."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

# An entry of the server's log begins like this; its traceback follows.
ENTRY = re.compile(r"^(?=[0-9]{4}-[0-9]{2}-[0-9]{2} |[A-Z]+: )", re.M)
# At ERROR Django tells also of requests that it refused, as django.security.
WRONG = re.compile(
    r"\A\S+ \S+ (CRITICAL|ERROR(?! django\.security\.)) |\AERROR|Traceback|never awaited"
)
# uvicorn tells only the last of several requests on a connection that the client hung up, and
# uvloop raises this where the others are answered. Nobody misses those answers.
HUNG_UP = "UVHandle._ensure_alive"
# Much, since the machine may have other work.
SLOW_SECONDS = 30.0


@dataclass(slots=True)
class Findings:
    """`replies`: how many by what was sent and the status; 0 where the server hung up."""

    log: Path
    replies: Counter[tuple[str, int]] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def reply(self, kind: str, status: int, seconds: float, sent: bytes) -> None:
        self.replies[kind, status] += 1
        self.slowest = max(self.slowest, seconds)
        if status >= 500:
            self.complain(kind, f"answered with {status}", sent)
        if seconds > SLOW_SECONDS:
            self.complain(kind, f"answered after {seconds:.1f} s", sent)

    def complain(self, kind: str, what: str, sent: bytes) -> None:
        self.complaints.append(f"{kind}: {what}\n    {sent[:600]!r}")

    def look_into_the_log(self) -> None:
        for entry in ENTRY.split(self.log.read_text(errors="replace")):
            if WRONG.search(entry) and HUNG_UP not in entry:
                lines = entry.splitlines()
                self.complaints.append("log: " + "\n    ".join([lines[0], *lines[-8:]]))

    def told(self) -> str:
        kinds = Counter[str]()
        for (kind, _), count in self.replies.items():
            kinds[kind] += count
        parts = [
            f"{total:,} {kind} ({', '.join(self._statuses(kind))})" for kind, total in kinds.items()
        ]
        return f"{'; '.join(parts)}; slowest {self.slowest:.2f} s"

    def _statuses(self, kind: str) -> list[str]:
        found = sorted((status, count) for (k, status), count in self.replies.items() if k == kind)
        return [f"{count} x {status or 'hung up'}" for status, count in found]
