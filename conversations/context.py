"""What the endpoint knows about a request, handed through the SDK to the store and the server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestContext:
    """`user_id`: the Django user's primary key as a string. `locale`: a language code."""

    user_id: str
    locale: str = "en"
    request_id: str = ""
