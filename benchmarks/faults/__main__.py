"""`python -m benchmarks.faults [ANSWERS FAULTS]`, on SQLite and PostgreSQL or on DATABASES."""

from __future__ import annotations

import os
import subprocess
import sys

from .disk import namespace

if __name__ == "__main__":
    sizes = sys.argv[1:] or ["10000", "200"]
    codes = []
    for database in os.environ.get("DATABASES", "SQLite PostgreSQL").split():
        prefix = namespace() if database == "SQLite" else []
        command = [*prefix, sys.executable, "-m", "benchmarks.faults.run", database, *sizes]
        codes.append(subprocess.run(command).returncode)
    sys.exit(max(codes))
