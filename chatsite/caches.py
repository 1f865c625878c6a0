"""Short copies in Redis of what is in the database."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django_redis.cache import RedisCache

# Seconds. What was deleted while Redis was out of reach is at most so long there afterwards.
LONGEST = 300


class ShortCache(RedisCache):
    """Keeps nothing for longer than LONGEST."""

    def set(
        self, key: str, value: object, timeout: Any = DEFAULT_TIMEOUT, *args: Any, **options: Any
    ) -> Any:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        shorter = LONGEST if seconds is None else min(seconds, LONGEST)
        return super().set(key, value, shorter, *args, **options)
