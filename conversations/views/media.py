"""Uploaded pictures, for people who are signed in."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from quizzes.models import Picture
from quizzes.picture_types import CONTENT_TYPES

from .requests import SignedInRequest

# A picture is never changed under its name.
A_YEAR = "private, max-age=31536000, immutable"


@require_safe
@login_required
def picture(request: SignedInRequest, path: str) -> HttpResponse:
    """Only files that a Picture names are served, whatever else `path` may point at."""
    content_type = CONTENT_TYPES.get(PurePath(path).suffix)
    row = get_object_or_404(Picture, file=path)
    if content_type is None or not row.file.storage.exists(path):
        raise Http404("There is no such picture.")
    with row.file.open() as file:
        return HttpResponse(
            file.read(), content_type=content_type, headers={"Cache-Control": A_YEAR}
        )
