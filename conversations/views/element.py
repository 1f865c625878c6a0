"""A page that shows the element in every state, for those who work on it or with it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def element(request: HttpRequest) -> HttpResponse:
    """Only where DEBUG is on: a site that is in use has nothing to show there."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "element.html")
