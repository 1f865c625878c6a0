"""OpenTelemetry's traces, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from conversations.asgi_types import Application


def traced(application: Application) -> Application:
    """Without a collector the same. Raises ImproperlyConfigured where packages are missing."""
    if not settings.OTEL_ENDPOINT:
        return application
    try:
        from .spans import instrumented
    except ImportError as error:
        raise ImproperlyConfigured(
            f"OTEL_EXPORTER_OTLP_ENDPOINT is set and {error.name} is not installed. Install it: "
            "pip install --requirement requirements-otel.txt --constraint constraints.txt"
        ) from error
    return instrumented(application)
