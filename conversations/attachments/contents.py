"""What a file is: told by its bytes, never by its name or by what its sender says."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File

from conversations.refusals import Refusal
from quizzes.picture_types import CONTENT_TYPES

PICTURE, PDF, TEXT = "picture", "pdf", "text"
WORDS = {PICTURE: "pictures (PNG, JPEG, GIF, WebP)", PDF: "PDF", TEXT: "plain text"}
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF87a": PICTURE,
    b"GIF89a": PICTURE,
    b"%PDF-": PDF,
}
BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Tab, line feed, form feed, carriage return.
WHITE = "\t\n\f\r"


@dataclass(frozen=True, slots=True)
class Content:
    """`file` is what to keep: a picture is written anew."""

    kind: str
    mime_type: str
    suffix: str
    file: File[Any]


def content_of(upload: File[Any]) -> Content:
    """Raises Refusal for what may not be sent."""
    kind = kind_of(upload)
    if kind not in settings.CHAT_ATTACHMENT_KINDS:
        raise other_kind()
    upload.seek(0)
    match kind:
        case "picture":
            return _picture(upload)
        case "pdf":
            return Content(kind, "application/pdf", ".pdf", upload)
        case _:
            return Content(kind, "text/plain", ".txt", upload)


def kind_of(upload: File[Any]) -> str:
    """A kind, or "" for what is none of them."""
    upload.seek(0)
    head = upload.read(16)
    for beginning, kind in BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PICTURE
    return TEXT if _is_text(upload, BYTE_ORDER_MARKS.get(head[:2], "utf-8")) else ""


def accepted() -> dict[str, list[str]]:
    """What may be chosen, as browsers' file dialogs have it: suffixes by type."""
    by_kind: dict[str, dict[str, list[str]]] = {
        PICTURE: {
            type: [suffix for suffix, its in CONTENT_TYPES.items() if its == type]
            for type in dict.fromkeys(CONTENT_TYPES.values())
        },
        PDF: {"application/pdf": [".pdf"]},
        TEXT: {"text/plain": [".txt", ".md", ".csv", ".json", ".py"]},
    }
    kinds = [by_kind[kind] for kind in settings.CHAT_ATTACHMENT_KINDS if kind in by_kind]
    return {type: suffixes for kind in kinds for type, suffixes in kind.items()}


def other_kind() -> Refusal:
    words = ", ".join(WORDS[kind] for kind in settings.CHAT_ATTACHMENT_KINDS if kind in WORDS)
    message = f"Files of this kind can't be sent. What can: {words}. Nothing was kept."
    return Refusal(415, "unsupported_media_type", message)


def _picture(upload: File[Any]) -> Content:
    # Loads Pillow, which takes its time.
    from quizzes import pictures

    try:
        file = pictures.cleaned(upload, settings.CHAT_ATTACHMENT_MB * 1024**2)
    except pictures.Refused as refused:
        raise Refusal(415, "unsupported_media_type", str(refused)) from refused
    suffix = PurePath(file.name or "").suffix
    return Content(PICTURE, CONTENT_TYPES[suffix], suffix, file)


def _is_text(upload: File[Any], encoding: str) -> bool:
    """Whether all of it can be decoded, and nothing of it is for machines only."""
    decoder = codecs.getincrementaldecoder(encoding)()
    upload.seek(0)
    try:
        for chunk in upload.chunks():
            text = decoder.decode(chunk)
            if any(letter < " " and letter not in WHITE for letter in set(text)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
