"""Static files under ASGI."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise that answers with a file at once instead of streaming it.

    Its streams are synchronous: under ASGI, Django reads one as a whole and warns each time.
    """

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        streamed = WhiteNoiseMiddleware.serve(static_file, request)
        try:
            content = b"".join(streamed)
        finally:
            streamed.close()
        return HttpResponse(content, status=streamed.status_code, headers=streamed.headers)
