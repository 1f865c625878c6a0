"""Files sent on the chat page, kept by the site itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from PIL import Image
from playwright.sync_api import Page, expect

from conversations.models import Attachment

from .conftest import SignIn
from .helpers import axe, shot


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """With what a camera adds."""
    path = tmp_path / "leaf.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    Image.effect_mandelbrot((640, 480), (-2, -1.5, 1, 1.5), 60).save(path, exif=exif.tobytes())
    return path


def test_a_photograph_is_sent_and_shown_again(
    page: Page, sign_in: SignIn, live_site: str, photo: Path, tmp_path: Path
) -> None:
    with override_settings(CHAT_ATTACHMENTS="page", MEDIA_ROOT=tmp_path / "media"):
        sign_in(page, User.objects.create_user("ada", first_name="Ada"))
        page.goto("/chat/")
        page.locator("input[type=file]").set_input_files(photo)
        page.get_by_role("textbox").fill("What is this?")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("What is this?")).to_be_visible()
        page.reload()
        picture = page.get_by_role("img", name="leaf.jpg")
        expect(picture).to_be_visible()
        assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == 640
        shot(page, "upload")
        axe(page)
        row = Attachment.objects.get()
        assert row.thread is not None
        with row.file.open() as file:
            kept: bytes = file.read()
    assert b"Camera of Ada" not in kept
    assert Image.open(io.BytesIO(kept)).size == (640, 480)
