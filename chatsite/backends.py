"""CACHES, CHANNEL_LAYERS, STORAGES and TASKS from environment variables; on a laptop from none.

Redis holds nothing that is not also in the database, so it may stop, or lose all, at any time.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import django
from django.core.exceptions import ImproperlyConfigured

from .env import env_secret, env_str

Backend = dict[str, Any]

# Seconds that a request waits for a Redis that doesn't answer.
PATIENCE = 0.25


def redis_url() -> str:
    """REDIS_URL; "" is no Redis. Raises ImproperlyConfigured where it can't be one."""
    url = env_secret("REDIS_URL")
    if url and urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured(
            "REDIS_URL must begin with redis://, rediss:// (encrypted) or unix://, such as "
            "redis://:password@host:6379/0."
        )
    return url


def cache(redis: str) -> Backend:
    if not redis:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        "BACKEND": "chatsite.caches.ShortCache",
        "LOCATION": redis,
        "KEY_PREFIX": "chatsite",
        "OPTIONS": {
            # Without Redis everything is a miss.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": PATIENCE,
            "SOCKET_TIMEOUT": PATIENCE,
            # Once more at once: a connection may be from before Redis was started again.
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1)},
            # Nothing that comes out of Redis is ever run, as a pickle would be.
            "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
        },
    }


def channel_layer(redis: str) -> Backend:
    if not redis:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [redis], "prefix": "chatsite"},
    }


def files() -> Backend:
    """Where uploads are kept: MEDIA_ROOT, or with S3_BUCKET an S3-compatible service.

    Without keys boto3 looks for some itself, such as those of the machine's role.
    """
    bucket, endpoint = env_str("S3_BUCKET"), env_str("S3_ENDPOINT")
    access_key, secret_key = env_secret("S3_ACCESS_KEY"), env_secret("S3_SECRET_KEY")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if bool(access_key) != bool(secret_key):
        raise ImproperlyConfigured("S3_ACCESS_KEY and S3_SECRET_KEY go together: set both or none.")
    if endpoint and not endpoint.startswith(("http://", "https://")):
        raise ImproperlyConfigured("S3_ENDPOINT must begin with https:// or http://.")
    return {
        "BACKEND": "chatsite.storages.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": env_str("S3_REGION") or None,
            "access_key": access_key or None,
            "secret_key": secret_key or None,
            # Services other than Amazon's seldom have a host name for each bucket.
            "addressing_style": "path" if endpoint else "auto",
            "signature_version": "s3v4",
            "file_overwrite": False,
        },
    }


def tasks(worker: bool) -> Backend:
    """`worker`: whether `manage.py db_worker` runs. If not, tasks are done as they are enqueued."""
    if worker:
        return {"BACKEND": "django_tasks_db.DatabaseBackend"}
    package = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
    return {"BACKEND": f"{package}.backends.immediate.ImmediateBackend"}
