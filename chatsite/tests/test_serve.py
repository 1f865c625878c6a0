"""What `make run` does before it serves."""

from __future__ import annotations

import os
import resource
import socket
import stat
from pathlib import Path

import pytest

from chatsite.serve import allow_open_files, listen, remember_secret_key


@pytest.fixture(autouse=True)
def no_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    # Set before they are removed, so that what a test adds is undone.
    for name in ("SECRET_KEY", "SECRET_KEY_FILE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_it_names_another_port_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            listen("127.0.0.1", port)
    assert f"127.0.0.1:{port} can't be used" in str(stopped.value)
    assert f"make run PORT={port + 1}" in str(stopped.value)


def test_it_says_so_when_the_host_is_not_this_machine() -> None:
    with pytest.raises(SystemExit, match="can't be used"):
        listen("192.0.2.1", 8000)


def test_it_may_open_as_many_files_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[1]), before[1]))
    try:
        allow_open_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(before[1], 65_536)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_it_keeps_one_secret_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    remember_secret_key(tmp_path)
    key = Path(os.environ.pop("SECRET_KEY_FILE"))
    first = key.read_text()
    remember_secret_key(tmp_path)
    assert key.read_text() == first
    assert len(first) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_it_makes_no_secret_key_where_one_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    remember_secret_key(tmp_path)
    assert not list(tmp_path.iterdir())
