"""How long `manage.py check` takes, also beside a project as `startproject` makes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from .contenders import run_python, site_environment, stage
from .processes import ROOT
from .report import write

TIMES = 7


def main() -> None:
    with stage() as here:
        environment = {**os.environ, **site_environment(here, "SQLite")}
        # A command finds its modules compiled, as the one before it left them.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        empty = here.folder / "empty"
        empty.mkdir()
        start = [sys.executable, "-m", "django", "startproject", "empty", str(empty)]
        subprocess.run(start, env=environment, check=True)
        rounds = [(seconds(ROOT, environment), seconds(empty, environment)) for _ in range(TIMES)]
        found = run_python("benchmarks.imports", environment)
    ours, django = (min(times) for times in zip(*rounds, strict=True))
    print(f"\nmanage.py check: {ours:.2f} s, an empty project's: {django:.2f} s")
    print(f"{ours / django:.2f} x as long; it imports {', '.join(found) or 'nothing heavy'}")
    kept = {"an empty project": django / ours}
    write(
        "startup", kept, [{"seconds": round(ours, 3), "empty": round(django, 3), "imports": found}]
    )


def seconds(project: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    command = [sys.executable, "manage.py", "check"]
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
