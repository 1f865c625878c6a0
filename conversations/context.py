"""What the endpoint knows about a request, handed through the SDK to the store and the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatkit.types import ThreadMetadata, WidgetItem


@dataclass(slots=True)
class RequestContext:
    """`user_id`: the Django user's primary key as a string. `locale`: a language code.

    `site`: the address under which the site was reached, for the addresses of files.
    `extensions`: what the client knows beyond the protocol; see extensions.py.
    `stored`: the ids of items that were stored together, and that the SDK need not store again.
    `sender`: the thread and the widget that an action came from, between its check and its stream.
    """

    user_id: str
    locale: str = "en"
    request_id: str = ""
    site: str = "http://localhost"
    extensions: frozenset[str] = frozenset()
    stored: set[str] = field(default_factory=set, compare=False)
    sender: tuple[ThreadMetadata, WidgetItem | None] | None = field(default=None, compare=False)
