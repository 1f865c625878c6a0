"""Why a request is not served: an HTTP status, a code for programs, a sentence for people."""

from __future__ import annotations

import json


class Refusal(Exception):
    """Answered as `{"error": {"code": ..., "message": ...}}`; `headers` go with it."""

    def __init__(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}

    @property
    def body(self) -> bytes:
        error = {"error": {"code": self.code, "message": self.message}}
        return json.dumps(error, separators=(",", ":")).encode()


def bad_request(message: str) -> Refusal:
    return Refusal(400, "bad_request", message)


def not_found() -> Refusal:
    return Refusal(404, "not_found", "This chat or message is not there, or not any more.")


def too_many(seconds: int) -> Refusal:
    return Refusal(
        429,
        "too_many_requests",
        f"That was a lot at once. Wait {seconds} seconds, then go on where you were.",
        {"Retry-After": str(seconds)},
    )


def unavailable() -> Refusal:
    return Refusal(
        503,
        "unavailable",
        "The server can't reach its database. Everything recorded so far is kept. "
        "Try again in a moment.",
        {"Retry-After": "5"},
    )


def failure() -> Refusal:
    return Refusal(
        500, "server_error", "Something went wrong on the server. Reload the page and try again."
    )
