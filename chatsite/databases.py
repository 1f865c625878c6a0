"""DATABASES from one URL: SQLite without one, PostgreSQL with one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE takes the write lock at the start of a transaction: a later upgrade of a read lock
# fails at once under WAL, whatever the timeout. FULL: a power cut loses no committed answer.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
)


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for `url` ("postgres://user:password@host:port/name?sslmode=...").

    An empty url is SQLite in `data_dir`. Raises ImproperlyConfigured for anything else.
    """
    if not url:
        return sqlite(data_dir / "chatsite.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        return postgresql(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://.")


def sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
        # A file, since threads share it and an in-memory database has no WAL.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # Persistent connections leak under ASGI, so connections wait in a pool instead.
        "CONN_MAX_AGE": 0,
        # A connection is tried before it is lent: a restart of the database costs no request.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            "application_name": "chatsite",
            "pool": {"min_size": 2, "max_size": 10, "timeout": 5, "max_lifetime": 1800},
        },
    }
