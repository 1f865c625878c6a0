"""Which of several writes may be the last one, as far as those who sent them can tell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

# A request without a reply may still take effect, but not later than this after it was sent: the
# site waits no longer for a lock or a connection.
SECONDS = 30


def may_be_last(stored: list[str], sendings: Sequence[dict[str, Any]]) -> bool:
    """Whether `stored` can be what is left, where each write replaces the one before.

    It is, unless every write of it was over before an acknowledged write of something else began.
    """
    writes = [{"selection": [], "sent": -math.inf, "replied": -math.inf}, *sendings]
    acknowledged = [one for one in sendings if one["outcome"] == "accepted"]
    return any(
        all(other["selection"] == stored or other["sent"] <= end(write) for other in acknowledged)
        for write in writes
        if write["selection"] == stored
    )


def end(write: dict[str, Any]) -> float:
    replied: float | None = write["replied"]
    return write["sent"] + SECONDS if replied is None else replied
