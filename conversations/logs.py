"""Logs that say what failed and where, in which request, and nothing of what people wrote."""

from __future__ import annotations

import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

from quizzes.ids import new_id

WELL_FORMED = re.compile(rb"[A-Za-z0-9._-]{8,64}")
# What a line tells beside its message, where it has it.
FIELDS = ("operation", "status", "milliseconds")

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


def begin_request(scope: dict[str, Any]) -> str:
    """The id that lines have from here on: the X-Request-ID that a proxy sent, or a new one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    request_id = given.decode() if WELL_FORMED.fullmatch(given) else new_id()
    _request_id.set(request_id)
    return request_id


class WithRequestId(logging.Filter):
    """Adds `request_id`, "-" outside of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__["request_id"] = _request_id.get()
        return True


class WithoutContents(logging.Filter):
    """Reduce an exception to its type and places: its message may quote a chat or an answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            quoted = isinstance(record.msg, BaseException)
            said = "An error while answering" if quoted else record.getMessage()
            record.msg, record.args = f"{said}: {described(error)}", ()
            record.exc_info, record.exc_text = None, places(error)
        return True


def described(error: BaseException) -> str:
    """ "ValueError at actions.py:71 in submit", the cause last."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {_place(frames[-1])}" if frames else ""
    cause = error.__cause__
    return f"{type(error).__name__}{place}" + (f", from {described(cause)}" if cause else "")


def places(error: BaseException) -> str:
    """The way to the error, a place a line, without the code there: it may quote."""
    return "\n".join(f"  {_place(frame)}" for frame in traceback.extract_tb(error.__traceback__))


def _place(frame: traceback.FrameSummary) -> str:
    return f"{frame.filename}:{frame.lineno} in {frame.name}"


class JsonLines(logging.Formatter):
    """An object a line. No more than is named here: what else a record has may quote people."""

    def format(self, record: logging.LogRecord) -> str:
        known = record.__dict__
        line = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "request_id": known.get("request_id", "-"),
            "message": record.getMessage(),
            **{name: known[name] for name in FIELDS if name in known},
        }
        if record.exc_text:
            line["traceback"] = record.exc_text
        return orjson.dumps(line, default=str).decode()
