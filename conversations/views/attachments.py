"""Files sent with messages: uploaded at once or to a signed address, served to their owner."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.attachments import keeping
from conversations.attachments.uploads import opened
from conversations.identity import reader_of, sender_of
from conversations.models import Attachment
from conversations.refusals import Refusal, bad_request

HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
CHUNK = 64 * 1024


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with what is refused, as the chat's endpoint does."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return HttpResponse(
                refusal.body, "application/json", refusal.status, headers=refusal.headers
            )

    return answer


# `sender_of` makes Django's check, but not for bearers of a token.
@csrf_exempt
@require_POST
@refusing
def attach(request: HttpRequest) -> HttpResponse:
    """Direct upload: a form with the field `file`. Answers with the Attachment."""
    user_id = sender_of(request)
    with _sent(request) as file:
        row = keeping.receive(int(user_id), file, _site(request))
    return _json(row)


# Whoever has the address may use it, once: so it is with addresses of buckets.
@csrf_exempt
@require_http_methods(["POST", "PUT"])
@refusing
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """The second of two phases: the bytes themselves, or a form with the field `file`."""
    try:
        awaited = Attachment.objects.filter(public_id=opened(token), owner__is_active=True)
    except signing.BadSignature:
        raise keeping.gone() from None
    row = awaited.filter(state=Attachment.State.AWAITED).first()
    if row is None:
        raise keeping.gone()
    with _sent(request) as file:
        keeping.fill(row, file, _site(request))
    return _json(row)


@require_safe
def attachment(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file, for its owner alone. Pictures are shown, others are saved."""
    reader = int(reader_of(request) or 0)
    mine = Attachment.objects.filter(owner=reader, state=Attachment.State.KEPT)
    row = get_object_or_404(mine, public_id=public_id)
    etag = f'"{row.public_id}"'
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    try:
        with row.file.open() as file:
            response = HttpResponse(file.read(), content_type=_content_type(row), headers=HEADERS)
    except FileNotFoundError:
        raise Http404("The file is gone.") from None
    response["ETag"] = etag
    is_picture = row.mime_type.startswith("image/")
    response["Content-Disposition"] = content_disposition_header(not is_picture, row.name) or ""
    return response


def _sent(request: HttpRequest) -> UploadedFile[Any]:
    """The file that came, on disk where it is large. Close it."""
    if request.content_type == "multipart/form-data" and request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            raise bad_request("There is no file in the form's field “file”. Nothing was kept.")
        return sent
    return _read(request)


def _read(request: HttpRequest) -> TemporaryUploadedFile:
    file = TemporaryUploadedFile("file", "", 0, None)
    try:
        while chunk := request.read(CHUNK):
            file.write(chunk)
            keeping.check_size(file.tell())
    except BaseException:
        file.close()
        raise
    file.size = file.tell()
    return file


def _json(row: Attachment) -> HttpResponse:
    return HttpResponse(row.data, content_type="application/json")


def _content_type(row: Attachment) -> str:
    return "text/plain; charset=utf-8" if row.mime_type == "text/plain" else row.mime_type


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
