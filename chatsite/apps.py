from __future__ import annotations

from django.apps import AppConfig


class ChatsiteConfig(AppConfig):
    """The site's checks and commands. It has no models."""

    name = "chatsite"

    def ready(self) -> None:
        from . import checks  # noqa: F401 (registers them)
