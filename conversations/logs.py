"""Logs that say what failed and where, and nothing of what people wrote."""

from __future__ import annotations

import logging
import traceback


class WithoutContents(logging.Filter):
    """Reduce an exception to its type and place: its message may quote a chat or an answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            quoted = isinstance(record.msg, BaseException)
            said = "An error while answering" if quoted else record.getMessage()
            record.msg, record.args = f"{said}: {described(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def described(error: BaseException) -> str:
    """ "ValueError at actions.py:71 in submit", the cause last."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name}" if frames else ""
    cause = error.__cause__
    return f"{type(error).__name__}{place}" + (f", from {described(cause)}" if cause else "")
