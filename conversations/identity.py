"""Who sends a request to the chat: read from its head, then looked up in the database.

What a head says follows from a few header lines, which a browser repeats in every request, so it is
worked out once. Whether the session or token still holds is asked each time. The statements are
written out: Django takes ten times as long to make them as the database to run them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.exceptions import DisallowedHost, ValidationError
from django.core.handlers.asgi import ASGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language_from_request

from quizzes.rows import select

from .asgi_types import Scope
from .models import AccessToken
from .refusals import Refusal, bad_request

# All that Django's session, CSRF check, host check and choice of language look at.
READ = frozenset(
    (
        b"accept-language",
        b"authorization",
        b"cookie",
        b"host",
        b"origin",
        b"referer",
        b"x-csrftoken",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
    )
)
SESSIONS = f"""
    SELECT session_key, session_data FROM {Session._meta.db_table}
    WHERE expire_date > %s AND session_key IN %s
"""
PASSWORDS = f"SELECT id, password FROM {User._meta.db_table} WHERE is_active AND id IN %s"


@dataclass(frozen=True, slots=True)
class Head:
    """What header lines say. `session`: its key. `bearer`: a token, None without the header.

    `site`: the address under which the site was reached, without a slash at its end.
    """

    locale: str
    site: str
    session: str
    bearer: str | None
    passes_csrf: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom a session is of, and the digest of the password that they signed in with."""

    user_id: int
    digest: str


def read_head(scope: Scope) -> Head:
    """Raises Refusal for a host that isn't this site's."""
    lines = tuple((name, value) for name, value in scope["headers"] if name in READ)
    return _head(scope["scheme"], tuple(scope.get("server") or ()), lines)


@lru_cache(maxsize=4096)
def _head(scheme: str, server: tuple[Any, ...], lines: tuple[tuple[bytes, bytes], ...]) -> Head:
    request = _django_request(scheme, server, lines)
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return Head(
        locale=get_language_from_request(request),
        site=f"{request.scheme}://{request.get_host()}",
        session=_plain(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")),
        bearer=(token.strip() if kind.lower() == "bearer" else "") if kind else None,
        passes_csrf=_passes_csrf(request),
    )


def _plain(key: str) -> str:
    """A session's key, "" for what can't be one and what a database may refuse to look for."""
    return key if key.isascii() and key.isalnum() else ""


def _django_request(
    scheme: str, server: tuple[Any, ...], lines: tuple[tuple[bytes, bytes], ...]
) -> HttpRequest:
    scope = {"type": "http", "method": "POST", "path": "/chatkit", "query_string": b""}
    scope |= {"scheme": scheme, "headers": lines}
    if server:
        scope["server"] = server
    request = ASGIRequest(scope, BytesIO())
    try:
        request.get_host()
    except DisallowedHost:
        raise bad_request("This server has another name.") from None
    return request


class _CsrfCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def _passes_csrf(request: HttpRequest) -> bool:
    check = _CsrfCheck(_no_view)
    check.process_request(request)
    return check.process_view(request, _no_view, (), {}) is None


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def identify(head: Head) -> str:
    """The id of who sends this. Raises Refusal where nobody is signed in or CSRF's check fails."""
    (found,) = identify_all([head])
    if isinstance(found, Refusal):
        raise found
    return found


def reader_of(request: HttpRequest) -> str | None:
    """The id of whose session or token one of Django's requests has; None without one."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind:
        user = AccessToken.user_of(token.strip()) if kind.lower() == "bearer" else None
        return str(user.pk) if user else None
    return str(request.user.pk) if request.user.is_authenticated else None


def sender_of(request: HttpRequest) -> str:
    """As `identify`, for Django's requests, in views that are exempt from its own CSRF check."""
    user_id = reader_of(request)
    if user_id is None:
        raise _sign_in()
    if "Authorization" not in request.headers and not _passes_csrf(request):
        raise _unchecked()
    return user_id


def identify_all(heads: Sequence[Head]) -> list[str | Refusal]:
    """The ids of who sends these, in order; two statements for all sessions."""
    claims = _claims({head.session for head in heads if head.bearer is None and head.session})
    holds = _confirmed(claims)
    return [_sender(head, holds) for head in heads]


def _sender(head: Head, holds: Mapping[str, int]) -> str | Refusal:
    if head.bearer is not None:
        user = AccessToken.user_of(head.bearer)
        user_id = user.pk if user else None
    else:
        user_id = holds.get(head.session)
    if user_id is None:
        return _sign_in()
    if head.bearer is None and not head.passes_csrf:
        return _unchecked()
    return str(user_id)


def _sign_in() -> Refusal:
    return Refusal(401, "sign_in", "Sign in to use the chat.", {"WWW-Authenticate": "Bearer"})


def _unchecked() -> Refusal:
    return Refusal(403, "csrf", "The request can't be checked. Reload the page and try again.")


def _claims(keys: Collection[str]) -> dict[str, Claim]:
    """What the sessions claim that have not expired, by key."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = select(SESSIONS, [now], keys)
    claims = ((key, _claim(settings.SESSION_ENGINE, data)) for key, data in rows)
    return {key: claim for key, claim in claims if claim}


@lru_cache(maxsize=4096)
def _claim(engine: str, session_data: str) -> Claim | None:
    session = import_module(engine).SessionStore().decode(session_data)
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    try:
        user_id = User._meta.pk.to_python(session[SESSION_KEY])
    except (KeyError, ValidationError):
        return None
    return Claim(user_id, session.get(HASH_SESSION_KEY, ""))


def _confirmed(claims: Mapping[str, Claim]) -> dict[str, int]:
    """The users of those sessions that are active and have the same password still, by key."""
    passwords = dict(select(PASSWORDS, {claim.user_id for claim in claims.values()}))
    return {
        key: claim.user_id
        for key, claim in claims.items()
        if claim.user_id in passwords
        and any(
            constant_time_compare(claim.digest, digest)
            for digest in _digests(passwords[claim.user_id])
        )
    }


@lru_cache(maxsize=4096)
def _digests(password: str) -> tuple[str, ...]:
    """What sessions of a user with this stored password keep of it, also under earlier keys."""
    user = User(password=password)
    return (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
