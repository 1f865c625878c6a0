"""What is wrong with the site's settings, in sentences that say what to set.

`errors` keep the site from starting: asgi.py asks for them, and so does every command.
The others are told by `manage.py check --deploy`.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from django.db import connection

from .env import env_secret

TAG = "chatsite"
ORIGIN = re.compile(r"https?://[\w.*-]+(:\d+)?")
NEW_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


@register(TAG)
def errors(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not env_secret("SECRET_KEY") and has_other_processes():
        found.append(
            Error(
                "SECRET_KEY is not set, so each process would sign sessions with a key of its own: "
                "whoever signed in at one would be a stranger to the others.",
                hint="Set SECRET_KEY, or SECRET_KEY_FILE to the path of a file, to the same long "
                f"random text for all processes. This prints one: {NEW_KEY}",
                id="chatsite.E001",
            )
        )
    if settings.DEBUG and settings.SESSION_COOKIE_SECURE:
        found.append(
            Error(
                "DEBUG is True on a site for others (HTTPS_ONLY is True): every error would show "
                "them settings and source text.",
                hint="Remove DEBUG, or HTTPS_ONLY on your own machine.",
                id="chatsite.E002",
            )
        )
    return found + of_the_chat()


def of_the_chat() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if wrong := [origin for origin in settings.EMBED_ORIGINS if not ORIGIN.fullmatch(origin)]:
        found.append(
            Error(
                f"EMBED_ORIGINS has what is no origin: {', '.join(wrong)}.",
                hint="Name sites as https://www.example.org, without a path.",
                id="chatsite.E003",
            )
        )
    kinds = settings.CHAT_ATTACHMENT_KINDS
    if wrong := [kind for kind in kinds if kind not in ("picture", "pdf", "text")]:
        found.append(
            Error(
                f"CHAT_ATTACHMENT_KINDS has unknown kinds: {', '.join(wrong)}.",
                hint="Known are picture, pdf and text.",
                id="chatsite.E004",
            )
        )
    return found


def has_other_processes() -> bool:
    """As far as can be told: workers of one server, a shared service, or a site for others."""
    return (
        multiprocessing.parent_process() is not None
        or connection.vendor != "sqlite"
        or bool(settings.REDIS_URL)
        or settings.SESSION_COOKIE_SECURE
    )


@register(TAG, deploy=True)
def warnings(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not os.environ.get("ALLOWED_HOSTS"):
        found.append(
            Warning(
                "ALLOWED_HOSTS is not set: the site answers to the names of this machine only.",
                hint="Set ALLOWED_HOSTS to the site's name, such as quiz.example.org.",
                id="chatsite.W001",
            )
        )
    if settings.REDIS_URL and connection.vendor == "sqlite":
        found.append(
            Warning(
                "REDIS_URL is set and DATABASE_URL is not. SQLite serves several workers of one "
                "machine, one write at a time, and needs no Redis for that.",
                hint="Set DATABASE_URL to use several machines; else remove REDIS_URL.",
                id="chatsite.W002",
            )
        )
    return found


@register(TAG, deploy=True)
def services(**_: Any) -> list[CheckMessage]:
    """Whether what is configured can be reached from here."""
    found: list[CheckMessage] = []
    try:
        connect()
    except DatabaseError as error:
        hint = "Check DATABASE_URL, and that the server runs and lets this machine in."
        found.append(unreachable("The database", error, hint, "chatsite.W003"))
    if settings.REDIS_URL:
        import redis

        try:
            redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3).ping()
        except redis.RedisError as error:
            hint = "Check REDIS_URL. Until then the site does without, and asks the database more."
            found.append(unreachable("Redis", error, hint, "chatsite.W004"))
    return found


def connect() -> None:
    """Without a pool, which wouldn't say what is wrong. Raises DatabaseError."""
    with connection.wrap_database_errors:
        driver = connection.Database  # type: ignore[attr-defined]  # the stubs lack it
        driver.connect(**connection.get_connection_params()).close()


def unreachable(what: str, error: Exception, hint: str, number: str) -> CheckMessage:
    reason = " ".join(str(error).split())
    return Warning(f"{what} can't be reached: {reason}", hint=hint, id=number)


def refuse_to_start_with_errors() -> None:
    """Raises ImproperlyConfigured with the sentences of `errors`, where there are any."""
    found: Sequence[CheckMessage] = [m for m in run_checks(tags=[TAG]) if m.is_serious()]
    if found:
        raise ImproperlyConfigured("\n".join(f"{m.msg} {m.hint}" for m in found))
