"""Reading every thread back, over HTTP like anybody."""

from __future__ import annotations

from typing import Any

from .cards import nodes
from .chat import Chat
from .journal import Journal

Json = dict[str, Any]
GONE = "no longer kept"


async def read_back(chat: Chat) -> dict[str, list[str]]:
    """The ids of the items of each of the learner's threads. The journal complains of bad cards."""
    threads = await pages(chat, "threads.list", {"order": "asc"})
    found = {}
    for thread in threads:
        items = await pages(chat, "items.list", {"thread_id": thread["id"], "order": "asc"})
        found[thread["id"]] = [item["id"] for item in items]
        for item in items:
            check_item(item, chat.journal)
    return found


async def pages(chat: Chat, operation: str, params: Json) -> list[Json]:
    found: list[Json] = []
    page: Json = {"has_more": True}
    while page["has_more"]:
        after = {"after": page["after"]} if found else {}
        page = await chat.call(operation, {**params, **after})
        found += page["data"]
    return found


def check_item(item: Json, journal: Journal) -> None:
    """A card must say something, and not that its attempt is gone."""
    if item["type"] != "widget":
        return
    texts = [str(node.get("value") or "") for node in nodes(item["widget"])]
    if not any(texts) or any(GONE in text for text in texts):
        journal.complain("unreadable", f"the card {item['id']} shows {texts}")
