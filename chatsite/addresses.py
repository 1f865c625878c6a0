"""Requests that no database can answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request


class RefuseUnanswerable:
    """Middleware: 400 for what would end in an error of the database's driver.

    That is a path or query with a NUL, which PostgreSQL can't look for, and a number of more than
    64 bits, which SQLite can't. Forms check their texts themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"]:
            return bad_request(request, ValueError("NUL in an address"))
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return bad_request(request, error) if isinstance(error, OverflowError) else None
