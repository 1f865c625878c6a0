"""What may be uploaded as a picture: judged by its content, never by its name."""

from __future__ import annotations

import io
import secrets
import warnings

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
# Pillow's names, with the suffix that the file is kept under. SVG is a document, not a picture.
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


class Refused(ValueError):
    """It isn't a picture that can be shown; the message is a sentence for its owner."""


def cleaned(upload: File[bytes], max_bytes: int = MAX_BYTES) -> ContentFile[bytes]:
    """The picture written anew: no place, no camera, nothing hidden behind it. Raises Refused."""
    if (upload.size or 0) > max_bytes:
        limit = max_bytes // 1024 // 1024
        raise Refused(f"The picture has more than {limit} MB. Make it smaller and try again.")
    upload.seek(0)
    data = upload.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _rewritten(data)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(
            "The file is no picture, or it is damaged. Save it as PNG or JPEG."
        ) from error


def _rewritten(data: bytes) -> ContentFile[bytes]:
    with Image.open(io.BytesIO(data), formats=tuple(SUFFIXES)) as probe:
        probe.verify()
    with Image.open(io.BytesIO(data), formats=tuple(SUFFIXES)) as picture:
        frames = getattr(picture, "n_frames", 1)
        if picture.width * picture.height * frames > MAX_PIXELS:
            raise Refused(_too_many_pixels())
        kind = picture.format or ""
        out = io.BytesIO()
        if frames > 1 and kind in ("GIF", "WEBP"):
            picture.save(out, kind, save_all=True)
        else:
            _upright(picture).save(out, kind)
    return ContentFile(out.getvalue(), name=f"{secrets.token_hex(8)}{SUFFIXES[kind]}")


def _upright(picture: Image.Image) -> Image.Image:
    """The first frame with its pixels turned as the camera meant, and without the rest."""
    turned = ImageOps.exif_transpose(picture)
    plain = Image.new(turned.mode, turned.size)
    if turned.palette:
        plain.putpalette(turned.palette)
    plain.paste(turned)
    if "transparency" in turned.info:
        plain.info["transparency"] = turned.info["transparency"]
    return plain


def _too_many_pixels() -> str:
    return f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Make it smaller."
