"""How many streams each user has open on this worker, so that nobody can open thousands."""

from __future__ import annotations

from collections import Counter
from threading import Lock

from django.conf import settings

from .refusals import Refusal

_open: Counter[str] = Counter()
_lock = Lock()


class Place:
    """One of the streams that a user may have open, from when it is made until `give_back`.

    Raises Refusal where the user has as many as a user may have.
    """

    __slots__ = ("_user_id",)

    def __init__(self, user_id: str) -> None:
        with _lock:
            if 0 < settings.CHAT_OPEN_STREAMS <= _open[user_id]:
                raise _full()
            _open[user_id] += 1
        self._user_id = user_id

    def give_back(self) -> None:
        with _lock:
            _open[self._user_id] -= 1
            if not _open[self._user_id]:
                del _open[self._user_id]


def _full() -> Refusal:
    return Refusal(
        429,
        "too_many_requests",
        "Too many of your chats are answering at once. Close some of them or wait until they "
        "are done, then try again.",
        {"Retry-After": "10"},
    )
