"""What of the site's log is too much."""

from __future__ import annotations

import logging


class OneLine(logging.Filter):
    """Of the errors that the cache ignores, one line in ten seconds, without a traceback."""

    EVERY = 10.0

    def __init__(self) -> None:
        super().__init__()
        self._quiet_until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if record.created < self._quiet_until:
            return False
        self._quiet_until = record.created + self.EVERY
        reason = record.exc_info[1] if record.exc_info else None
        record.msg = f"Redis can't be used, so the database is asked instead: {reason}"
        record.exc_info = record.exc_text = None
        return True
