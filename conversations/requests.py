"""Reading a request to the chat: its head, its body, and who sends it."""

from __future__ import annotations

import asyncio
from functools import cache
from importlib import import_module
from io import BytesIO

from chatkit.types import ChatKitReq
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from pydantic import ValidationError

from .asgi_types import Receive, Scope
from .models import AccessToken
from .refusals import Refusal, bad_request
from .sdk import REQUEST


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


def parse(body: bytes) -> ChatKitReq:
    try:
        return REQUEST.validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        reason = f"{place}: {first['msg']}"[:200]
        raise bad_request(f"This is no ChatKit request ({reason}).") from None


def django_request(scope: Scope) -> HttpRequest:
    """The request as Django's own parts want it. The body is not needed there."""
    request = ASGIRequest(scope, BytesIO())
    try:
        request.get_host()
    except DisallowedHost:
        raise bad_request("This server has another name.") from None
    return request


def authenticate(request: HttpRequest) -> AbstractBaseUser:
    """Who sends it: the owner of its token, or of its session if Django's CSRF check agrees."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        user = AccessToken.user_of(token.strip()) if scheme.lower() == "bearer" else None
    else:
        user = _session_user(request)
    if user is None:
        raise Refusal(401, "sign_in", "Sign in to use the chat.", {"WWW-Authenticate": "Bearer"})
    if not scheme:
        _check_csrf(request)
    return user


def _session_user(request: HttpRequest) -> AbstractBaseUser | None:
    request.session = _session_store()(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    # After a change of SECRET_KEY Django renews the key here and sends it as a cookie. That is
    # for a page to do: without the cookie the user would be signed out.
    request.session.cycle_key = lambda: None  # type: ignore[method-assign]  # on this request only
    user = get_user(request)
    return user if isinstance(user, AbstractBaseUser) else None


@cache
def _session_store() -> type[SessionBase]:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store


class _CsrfCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        raise Refusal(403, "csrf", "The request can't be checked. Reload the page and try again.")


def _check_csrf(request: HttpRequest) -> None:
    check = _CsrfCheck(_no_view)
    check.process_request(request)
    check.process_view(request, _no_view, (), {})


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
