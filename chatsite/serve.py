"""`make run`: migrate, add demo data to an empty site, say who can sign in, and serve."""

from __future__ import annotations

import os
import resource
import secrets
import socket
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import django
import uvicorn
from django.core.management import call_command

from .env import env_int, env_str
from .http import LimitedHttp

BASE_DIR = Path(__file__).resolve().parent.parent
OPEN_FILES = 65_536


def main() -> None:
    # What is in the data folder concerns nobody else on this machine.
    os.umask(0o077)
    host, port = env_str("HOST", "127.0.0.1"), env_int("PORT", 8000)
    listener = listen(host, port)
    allow_open_files()
    data_dir = Path(env_str("DATA_DIR", str(BASE_DIR / "data")))
    data_dir.mkdir(parents=True, exist_ok=True)
    remember_secret_key(data_dir)
    prepare(data_dir / "accounts.txt")
    print(f"\nChatsite is at http://{host}:{port}  (Ctrl-C stops it)\n", flush=True)
    config = uvicorn.Config(
        "chatsite.asgi:application",
        http=LimitedHttp,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Take the port first of all, so that a port that is taken is told before anything is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        sys.exit(
            f"{host}:{port} can't be used: {error.strerror}. "
            f"Stop what uses it, or take another port: make run PORT={port + 1}"
        )


def allow_open_files() -> None:
    """As many as the system allows: each stream takes one, and usual is to be allowed 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def remember_secret_key(data_dir: Path) -> None:
    """Sessions outlive a restart only if the key does: make one once, unless one is given."""
    if "SECRET_KEY" in os.environ or "SECRET_KEY_FILE" in os.environ:
        return
    path = data_dir / "secret_key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    os.environ["SECRET_KEY_FILE"] = str(path)


def write_private(path: Path, text: str) -> None:
    """Write a new file that nobody else can read, not even for a moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def prepare(accounts: Path) -> None:
    """Migrate, add the demo data to an empty site, and tell the accounts that this made."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    before = contents(accounts)
    call_command("demo", accounts_file=accounts, stdout=StringIO())
    after = contents(accounts)
    if after != before:
        print(f"{after}\nThese accounts are also in {accounts}")
    elif after:
        print(f"The accounts are in {accounts}")


def contents(path: Path) -> str:
    """A file's text; "" where there is no such file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    main()
