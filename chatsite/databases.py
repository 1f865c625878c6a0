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


def database(
    url: str, data_dir: Path, *, pool_size: int = 10, pgbouncer: bool = False
) -> dict[str, Any]:
    """Django's settings for `url` ("postgres://user:password@host:port/name?sslmode=...").

    An empty url is SQLite in `data_dir`. Raises ImproperlyConfigured for anything else.
    For PostgreSQL, `pool_size` is how many connections a process may have, and `pgbouncer` says
    that the URL is one of PgBouncer, which may lend each transaction another connection.
    """
    if not url:
        return sqlite(data_dir / "chatsite.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        return postgresql(url, pool_size, pgbouncer)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://.")


def sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Its log gets the same rights. What is in it concerns nobody else on this machine.
    if not path.exists():
        path.touch(mode=0o600)
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


def postgresql(url: str, pool_size: int, pgbouncer: bool) -> dict[str, Any]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("The port in DATABASE_URL must be a number.") from None
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(
            "DATABASE_URL must name a database: postgres://user:password@host:5432/NAME."
        )
    if pool_size < 1:
        raise ImproperlyConfigured("DATABASE_POOL_SIZE must be at least 1.")
    return {
        "ENGINE": "chatsite.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        # Persistent connections leak under ASGI, so connections wait in a pool instead.
        "CONN_MAX_AGE": 0,
        # They outlive a transaction.
        "DISABLE_SERVER_SIDE_CURSORS": pgbouncer,
        "OPTIONS": {
            # A database whose machine is gone must not hold requests for a quarter of an hour.
            "connect_timeout": 5,
            "keepalives_idle": 30,
            "tcp_user_timeout": 10_000,
            **dict(parse_qsl(parts.query)),
            "application_name": "chatsite",
            "pool": {
                "min_size": min(2, pool_size),
                "max_size": pool_size,
                "timeout": 5,
                # The pool waits twice as long after each attempt to reach the database, up to
                # this. A new request begins anew, so the site is back soon after the database.
                "reconnect_timeout": 5,
                "max_lifetime": 1800,
            },
        },
    }
