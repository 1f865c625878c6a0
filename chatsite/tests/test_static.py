"""Static files, with and without STATIC_ROOT."""

from __future__ import annotations

import json
import re
from pathlib import Path

from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.http import HttpResponse
from django.test import AsyncClient, Client, override_settings

STYLE = "/static/admin/css/base.css"


def test_it_serves_a_file_under_asgi_without_a_warning() -> None:
    response = async_to_sync(AsyncClient().get)(STYLE)
    assert isinstance(response, HttpResponse)
    assert response["Content-Type"] == 'text/css; charset="utf-8"'
    assert len(response.content) == int(response["Content-Length"])


def test_it_serves_a_part_of_a_file() -> None:
    whole = Client().get(STYLE).content
    response = Client().get(STYLE, headers={"range": "bytes=10-19"})
    assert response.status_code == 206
    assert response.content == whole[10:20]


def test_it_says_that_a_file_has_not_changed() -> None:
    etag = Client().get(STYLE)["ETag"]
    response = Client().get(STYLE, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")


def test_it_has_an_icon_for_pages_that_name_none() -> None:
    response = Client().get("/favicon.ico", follow=True)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"


def test_what_is_collected_is_complete_and_named_after_its_contents(tmp_path: Path) -> None:
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": {"BACKEND": manifest}}):
        # Raises where a style sheet names a picture that doesn't exist.
        call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert re.fullmatch(r"admin/css/base\.[0-9a-f]{12}\.css", names["admin/css/base.css"])
    assert (tmp_path / f"{names['admin/css/base.css']}.gz").exists()
