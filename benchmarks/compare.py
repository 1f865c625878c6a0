"""Show where the newest run of each benchmark is worse than those before.

    python -m benchmarks.compare [HISTORY]

HISTORY is .run/bench/history.jsonl: a line a run, with the commit and its ratios. Of ratios a
smaller one is worse; each is compared with the median of up to 5 runs before. Exits with 1 where
one dropped by more than a quarter, which is more than the noise of a shared machine.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

from .processes import ROOT

BEFORE = 5
DROP = 0.75


def main(history: Path) -> None:
    if not history.exists():
        sys.exit(f"There is no {history}: run a benchmark first.")
    runs: dict[str, list[dict[str, Any]]] = {}
    for line in history.read_text().splitlines():
        run = json.loads(line)
        runs.setdefault(run["name"], []).append(run)
    dropped = [told for name in runs for told in compared(name, runs[name])]
    sys.exit("\n".join(dropped) or None)


def compared(name: str, runs: list[dict[str, Any]]) -> list[str]:
    """Print the newest ratios beside those before; sentences about those that dropped."""
    *earlier, newest = runs
    print(f"\n{name}, {newest['commit']}: now, before")
    dropped = []
    for what, now in newest["ratios"].items():
        known = [run["ratios"][what] for run in earlier[-BEFORE:] if what in run["ratios"]]
        before = statistics.median(known) if known else now
        print(f"  {what:40} {now:8.2f} {before:8.2f}")
        if now < DROP * before:
            dropped.append(f"{name}: {what} dropped from {before:.2f} to {now:.2f}")
    return dropped


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / ".run/bench/history.jsonl")
