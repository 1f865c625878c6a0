"""What the site says of its settings before it starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from chatsite.checks import TAG, refuse_to_start_with_errors


def told(*, deploy: bool = False) -> list[str]:
    found = run_checks(tags=[TAG], include_deployment_checks=deploy)
    return [f"{message.msg} {message.hint}" for message in found]


@pytest.fixture(autouse=True)
def no_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("SECRET_KEY_FILE", raising=False)


def test_a_site_for_others_does_not_start_without_a_secret_key() -> None:
    with (
        override_settings(SESSION_COOKIE_SECURE=True),
        pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY, or SECRET_KEY_FILE"),
    ):
        refuse_to_start_with_errors()


def test_it_starts_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a key")
    with override_settings(SESSION_COOKIE_SECURE=True):
        refuse_to_start_with_errors()


def test_a_site_for_others_does_not_start_with_debug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a key")
    with override_settings(SESSION_COOKIE_SECURE=True, DEBUG=True):
        assert any("DEBUG is True" in sentence for sentence in told())


@pytest.mark.django_db
def test_it_tells_when_redis_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a key")
    with override_settings(REDIS_URL="unix:///nowhere"):
        assert any("Redis can't be reached" in sentence for sentence in told(deploy=True))


def test_it_tells_why_the_database_is_out_of_reach() -> None:
    environment = {
        **os.environ,
        "SECRET_KEY": "a key",
        "DATABASE_URL": "postgres://ada@/school?host=/nowhere",
    }
    run = [sys.executable, "manage.py", "check", "--deploy", "--tag=chatsite"]
    done = subprocess.run(
        run, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "No such file or directory" in done.stderr
    assert "Check DATABASE_URL" in done.stderr


def test_the_server_ends_with_the_sentence() -> None:
    environment = {**os.environ, "HTTPS_ONLY": "True"}
    run = [sys.executable, "-c", "import chatsite.asgi"]
    done = subprocess.run(
        run, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "origin", ["www.example.org", "https://example.org/", "*", "https://a b", "'none'"]
)
def test_an_origin_is_a_scheme_and_a_name(origin: str) -> None:
    with override_settings(EMBED_ORIGINS=[origin]):
        assert any("EMBED_ORIGINS" in sentence for sentence in told())
    with override_settings(EMBED_ORIGINS=["https://*.example.org", "http://localhost:8000"]):
        assert not any("EMBED_ORIGINS" in sentence for sentence in told())


def test_an_unknown_kind_of_file_is_told() -> None:
    with override_settings(CHAT_ATTACHMENT_KINDS=["picture", "films"]):
        assert any("unknown kinds: films" in sentence for sentence in told())
