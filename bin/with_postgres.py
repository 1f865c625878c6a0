"""Run a command with DATABASE_URL naming a PostgreSQL server of its own, which ends with it.

The site wants a SECRET_KEY then: where there is none, it gets one that everybody knows.

python -m bin.with_postgres [--durable] COMMAND...
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from .services import postgres


def main(command: list[str]) -> int:
    durable = command[:1] == ["--durable"]
    # Being ended must end the server too, so it passes through the `with` block like Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with postgres(durable=durable) as server:
        environment = {"SECRET_KEY": "only for tests", **os.environ, "DATABASE_URL": server.url}
        return subprocess.run(command[durable:], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
