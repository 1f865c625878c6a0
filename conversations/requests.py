"""Reading a request to the chat: its head's form, and its body."""

from __future__ import annotations

import asyncio

from django.conf import settings
from pydantic import ValidationError

from .asgi_types import Receive, Scope
from .extensions import ANY_REQUEST, AnyReq
from .refusals import Refusal, bad_request


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


def check_head(scope: Scope) -> None:
    """Refuse what can't be a request to the chat before its body is read."""
    headers = dict(scope["headers"])
    if scope["method"] != "POST":
        raise Refusal(405, "method_not_allowed", "The chat takes POST only.", {"Allow": "POST"})
    if headers.get(b"content-type", b"").split(b";")[0].strip().lower() != b"application/json":
        raise Refusal(415, "unsupported_media_type", "The chat takes application/json only.")
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > settings.CHAT_MAX_BODY:
        raise _too_large()


async def read_body(receive: Receive) -> bytes:
    try:
        async with asyncio.timeout(settings.CHAT_BODY_SECONDS):
            return await _read(receive)
    except TimeoutError:
        raise Refusal(
            408, "timeout", "The message took too long to arrive. Nothing was recorded. Try again."
        ) from None


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientGone
        body += message.get("body", b"")
        if len(body) > settings.CHAT_MAX_BODY:
            raise _too_large()
        more = message.get("more_body", False)
    return bytes(body)


def _too_large() -> Refusal:
    return Refusal(
        413,
        "too_large",
        f"That is too long: at most {settings.CHAT_MAX_BODY // 1024} KB. Nothing was recorded.",
    )


def parse(body: bytes) -> AnyReq:
    try:
        return ANY_REQUEST.validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        reason = f"{place}: {first['msg']}"[:200]
        raise bad_request(f"This is no ChatKit request ({reason}).") from None
