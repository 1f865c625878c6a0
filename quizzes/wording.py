"""Numbers and times as people write them, the same in the chat, on pages and in the admin."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def number(value: float) -> str:
    """A mark, with at most two digits behind the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percentage(value: float) -> str:
    """With at most one digit, rounded down: 59.96 is not a pass mark of 60."""
    return f"{number(math.floor(value * 10 + 1e-6) / 10)}\N{NARROW NO-BREAK SPACE}%"


def when(moment: datetime) -> str:
    """A moment in the site's time zone, which is named."""
    return date_format(timezone.localtime(moment), "j F Y, H:i T")


def duration(value: timedelta) -> str:
    """In words, by its two largest units: "1 hour 30 minutes"."""
    left = max(int(value.total_seconds()), 0)
    words: list[str] = []
    for unit, seconds in UNITS:
        count, left = divmod(left, seconds)
        if count:
            words.append(f"{count} {unit}" if count == 1 else f"{count} {unit}s")
    return " ".join(words[:2]) or "0 seconds"
