"""How often something may happen, counted in the database: exact, whatever happens at once."""

from __future__ import annotations

import math
import time

from django.db import connection

from .models import RateWindow

# One statement, so that no two requests count the same hit. The ORM has no conditional upsert.
TABLE = RateWindow._meta.db_table
# A window that ends very late is from before the clock was put back. Not merely late: the clocks of
# two machines differ a little.
OVER = f"({TABLE}.ends_at <= %(now)s OR {TABLE}.ends_at > %(latest)s)"
COUNT = f"""
    INSERT INTO {TABLE} (key, ends_at, hits) VALUES (%(key)s, %(ends_at)s, 1)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN {OVER} THEN 1 ELSE {TABLE}.hits + 1 END,
        ends_at = CASE WHEN {OVER} THEN %(ends_at)s ELSE {TABLE}.ends_at END
    WHERE {OVER} OR {TABLE}.hits < %(limit)s
    RETURNING hits
"""


def allow(key: str, limit: int, seconds: int) -> bool:
    """Count a hit on `key`; False, and nothing counted, once there were `limit` in `seconds`."""
    now = time.time()
    values: dict[str, str | float] = {"key": key, "limit": limit, "now": now}
    values |= {"ends_at": now + seconds, "latest": now + 2 * seconds}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return cursor.fetchone() is not None


def seconds_left(key: str) -> int:
    """How long until `key` is allowed again, in whole seconds, at least 1."""
    ends_at = RateWindow.objects.filter(key=key).values_list("ends_at", flat=True).first()
    return max(1, math.ceil((ends_at or 0) - time.time()))


def forget(key: str) -> None:
    """Begin to count `key` anew."""
    RateWindow.objects.filter(key=key).delete()
