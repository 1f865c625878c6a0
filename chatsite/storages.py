"""Uploaded files in a bucket of an S3-compatible service."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A private bucket: browsers get its files from the site, and only from there."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")

    def get_modified_time(self, name: str) -> datetime:
        """Raises FileNotFoundError without the file, as Django's own storage does."""
        if not self.exists(name):
            raise FileNotFoundError(name)
        time: datetime = super().get_modified_time(name)
        return time
