"""Show where the newest run of each benchmark is worse than those before.

    python -m benchmarks.compare [KEPT]

The newest runs are those of .run/bench/history.jsonl: a line a run, with the commit and its ratios.
Those before are the others there, or the lines of KEPT. Of ratios a smaller one is worse; each is
compared with the median of up to 5 runs before. Exits with 1 where one dropped by more than DROP,
which is more than the noise of a shared machine.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any, TypeAlias

from .processes import ROOT

HISTORY = ROOT / ".run/bench/history.jsonl"
BEFORE = 5
DROP = 0.4

Run: TypeAlias = dict[str, Any]


def main(kept: Path | None) -> None:
    done = read(HISTORY)
    newest = {run["name"]: run for run in done}
    before = read(kept) if kept else [run for run in done if run is not newest[run["name"]]]
    dropped = [
        told
        for name, run in newest.items()
        if (earlier := [other for other in before if other["name"] == name])
        for told in compared(run, earlier)
    ]
    sys.exit("\n".join(dropped) or None)


def read(history: Path) -> list[Run]:
    if not history.exists():
        sys.exit(f"There is no {history}: run a benchmark first.")
    return [json.loads(line) for line in history.read_text().splitlines()]


def compared(newest: Run, earlier: list[Run]) -> list[str]:
    """Print the newest ratios beside those before; sentences about those that dropped."""
    print(f"\n{newest['name']}, {newest['commit']}: now, before, change")
    dropped = []
    for what, now in newest["ratios"].items():
        known = [run["ratios"][what] for run in earlier[-BEFORE:] if what in run["ratios"]]
        before = statistics.median(known) if known else now
        print(f"  {what:40} {now:8.2f} {before:8.2f} {now / before - 1:+7.0%}")
        if now < (1 - DROP) * before:
            dropped.append(f"{newest['name']}: {what} dropped from {before:.2f} to {now:.2f}")
    return dropped


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
