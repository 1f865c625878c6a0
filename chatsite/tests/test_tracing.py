from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import SimpleTestCase, override_settings
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from chatsite.tracing import traced

SERVE = """
import asyncio
from chatsite.asgi import application
from conversations.tests.door import Call
from django.db import connection

async def main():
    headers = {"Host": "localhost", "User-Agent": "Ada's", "Content-Type": "application/json"}
    for method, path in [("GET", "/sign-in/Ada"), ("POST", "/chatkit"), ("GET", "/metrics")]:
        body = b'{"type": "threads.list", "params": {}, "metadata": {"name": "Ada"}}'
        call = Call(application, body, headers, method, path)
        call.scope["query_string"] = b"q=Ada"
        await call

asyncio.run(main())
if connection.vendor == "postgresql":
    try:
        connection.cursor().execute("SELECT %s::int", ["Ada"])
    except Exception as error:
        assert "Ada" in str(error)
"""


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A place for traces: its address and what has come."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", received
        finally:
            server.shutdown()


def spans_in(received: list[bytes]) -> list[Any]:
    requests = [ExportTraceServiceRequest.FromString(body) for body in received]
    return [
        span
        for request in requests
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


class TracingTests(SimpleTestCase):
    databases = {"default"}

    def run_python(self, script: str, **environment: str) -> str:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "chatsite.settings", **environment}
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_requests_and_statements_are_traced_without_what_people_wrote(self) -> None:
        with collector() as (url, received):
            self.run_python(SERVE, OTEL_EXPORTER_OTLP_ENDPOINT=url)
        spans = spans_in(received)
        self.assertEqual([span.name for span in spans[:2]], ["-", "threads.list"])
        kept = {attribute.key for span in spans for attribute in span.attributes}
        self.assertLessEqual({"http.method", "http.status_code", "request_id"}, kept)
        self.assertNotIn(b"Ada", b"".join(received))
        if connection.vendor == "postgresql":
            self.assertIn(b"SELECT %s::int", b"".join(received))

    def test_without_a_collector_nothing_of_it_is_loaded(self) -> None:
        script = "import sys, chatsite.asgi; print('opentelemetry.sdk' in sys.modules)"
        self.assertEqual(self.run_python(script, OTEL_EXPORTER_OTLP_ENDPOINT="").strip(), "False")

    @override_settings(OTEL_ENDPOINT="http://127.0.0.1:4318")
    def test_without_the_packages_it_says_what_to_install(self) -> None:
        with (
            patch.dict(sys.modules, {"chatsite.spans": None}),
            self.assertRaisesRegex(ImproperlyConfigured, "requirements-otel.txt"),
        ):
            traced(lambda scope, receive, send: None)  # type: ignore[arg-type, return-value]  # not called
