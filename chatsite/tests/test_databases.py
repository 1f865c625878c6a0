from __future__ import annotations

from pathlib import Path

from chatsite.databases import sqlite


def test_nobody_else_on_the_machine_can_read_what_sqlite_keeps(tmp_path: Path) -> None:
    path = tmp_path / "data" / "chatsite.sqlite3"
    sqlite(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"kept")
    sqlite(path)
    assert path.read_bytes() == b"kept"
