"""Run a benchmark: `python -m benchmarks NAME`, where NAME is one of the modules beside this.

The client and PostgreSQL keep to one processor, so that the servers have another for themselves.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    usable = sorted(os.sched_getaffinity(0))
    os.environ["BENCH_PROCESSOR"] = str(usable[0])
    os.sched_setaffinity(0, {usable[-1]})
    postgres = [sys.executable, "-m", "bin.with_postgres", "--durable"]
    name, *arguments = sys.argv[1:]
    command = [*postgres, sys.executable, "-m", f"benchmarks.{name}", *arguments]
    os.execv(sys.executable, command)
