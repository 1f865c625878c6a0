"""Public ids: random, so that nobody can guess or count."""

from __future__ import annotations

import secrets

LENGTH = 22


def new_id() -> str:
    """128 random bits, safe in URLs and HTML, 22 characters."""
    return secrets.token_urlsafe(16)
