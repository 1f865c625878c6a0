"""What environment variables make of settings, and what they can't be."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from chatsite import backends
from chatsite.databases import database


def postgresql(url: str, *, pool_size: int = 10, pgbouncer: bool = False) -> dict[str, object]:
    return database(url, Path("unused"), pool_size=pool_size, pgbouncer=pgbouncer)


def test_it_reads_a_database_url() -> None:
    read = postgresql("postgres://ada:p%40ss@db.example:5433/quiz?sslmode=require", pool_size=7)
    names = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
    assert [read[name] for name in names] == ["db.example", "5433", "ada", "p@ss", "quiz"]
    options = read["OPTIONS"]
    assert isinstance(options, dict)
    assert options["sslmode"] == "require"
    assert (options["pool"]["min_size"], options["pool"]["max_size"]) == (2, 7)


def test_a_pool_may_be_of_one_connection() -> None:
    options = postgresql("postgres://ada@db/quiz", pool_size=1)["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["pool"]["min_size"], options["pool"]["max_size"]) == (1, 1)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://ada@db/quiz", "must begin with"),
        ("postgres://ada@db:many/quiz", "must be a number"),
        ("postgres://ada@db/", "must name a database"),
    ],
)
def test_it_says_what_is_wrong_with_a_database_url(url: str, told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told):
        postgresql(url)


def test_it_refuses_a_pool_without_connections() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_POOL_SIZE"):
        postgresql("postgres://ada@db/quiz", pool_size=0)


def test_it_says_what_is_wrong_with_a_redis_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "http://cache.example")
    with pytest.raises(ImproperlyConfigured, match="redis://"):
        backends.redis_url()


def test_a_secret_url_may_be_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("redis://:secret@cache:6379/0\n")
    monkeypatch.setenv("REDIS_URL_FILE", str(tmp_path / "url"))
    assert backends.redis_url() == "redis://:secret@cache:6379/0"


def test_files_are_in_a_folder_without_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_BUCKET", raising=False)
    assert backends.files()["BACKEND"].endswith("FileSystemStorage")


def test_a_bucket_needs_both_keys_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_BUCKET", "pictures")
    monkeypatch.setenv("S3_ACCESS_KEY", "ada")
    with pytest.raises(ImproperlyConfigured, match="set both or none"):
        backends.files()


def test_it_says_what_is_wrong_with_an_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_BUCKET", "pictures")
    monkeypatch.setenv("S3_ENDPOINT", "s3.example.org")
    with pytest.raises(ImproperlyConfigured, match="S3_ENDPOINT"):
        backends.files()
