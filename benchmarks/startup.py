"""How long `manage.py check` takes, and which of the chat's imports it pays for."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from .contenders import run_python, site_environment, stage
from .processes import ROOT
from .report import write

TIMES = 5


def main() -> None:
    with stage() as here:
        environment = {**os.environ, **site_environment(here, "SQLite")}
        best = min(seconds(environment) for _ in range(TIMES))
        found = run_python("benchmarks.imports", environment)
    heavy = ", ".join(found) or "nothing heavy"
    print(f"\nmanage.py check: {best:.2f} s, the best of {TIMES}; it imports {heavy}")
    write("startup", {"a second by it": 1 / best}, [{"seconds": round(best, 3), "imports": found}])


def seconds(environment: dict[str, str]) -> float:
    started = time.perf_counter()
    command = [sys.executable, "manage.py", "check"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
