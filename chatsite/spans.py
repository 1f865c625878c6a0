"""The spans of requests and of PostgreSQL's statements. Needs requirements-otel.txt.

OTEL_* variables configure the exporter, the sampling and the name of the service.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Span, Status, get_current_span
from opentelemetry.util.http import ExcludeList

from conversations.asgi_types import Application, Receive, Scope, Send

from .pages import page_of

# Of all that the packages note, which is also addresses, queries and messages of exceptions.
KEPT = {
    "db.name",
    "db.namespace",
    "db.query.text",
    "db.statement",
    "db.system",
    "db.system.name",
    "http.method",
    "http.request.method",
    "http.response.status_code",
    "http.scheme",
    "http.status_code",
    "request_id",
    "url.scheme",
}
# Asked every few seconds by machines.
UNTRACED = ExcludeList(["/health", "/metrics"])


def instrumented(application: Application) -> Application:
    """`application`, with a span for each request and each statement."""
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(WithoutContents(OTLPSpanExporter())))
    PsycopgInstrumentor().instrument(tracer_provider=provider)
    middleware = OpenTelemetryMiddleware(
        Named(application),
        excluded_urls=UNTRACED,
        default_span_details=lambda scope: ("-", {}),
        tracer_provider=provider,
        exclude_spans=["receive", "send"],
    )
    return cast(Application, middleware)


class Named:
    """Names a request's span by its operation or page, not by an address that somebody typed."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        span = get_current_span()

        async def send_named(message: Mapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                name_span(span, scope, dict(message["headers"]))
            await send(message)

        await self._application(scope, receive, send_named)


def name_span(span: Span, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
    span.update_name(scope.get("operation") or page_of(scope))
    span.set_attribute("request_id", headers.get(b"x-request-id", b"-").decode())


class WithoutContents(SpanExporter):
    """Passes spans on without what people wrote."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exporter.export([without_contents(span) for span in spans])

    def shutdown(self) -> None:
        self._exporter.shutdown()


def without_contents(span: ReadableSpan) -> ReadableSpan:
    """A copy with the attributes that are KEPT, without events: exceptions quote in theirs."""
    attributes = span.attributes or {}
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: attributes[name] for name in attributes if name in KEPT},
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )
