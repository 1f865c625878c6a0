"""Results as a table of ratios, and as JSON for comparing commits."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .contenders import RUN
from .load import Window
from .processes import ROOT


@dataclass(slots=True)
class Result:
    """The windows of one server at one thing, one a round. `what`: "SQLite, 16 clients"."""

    name: str
    what: str
    windows: list[Window] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return statistics.mean(window.per_second for window in self.windows)

    @property
    def cpu_micros(self) -> float:
        return min(window.cpu_micros for window in self.windows)

    def percentile(self, percent: int) -> float:
        """Of the better round, in milliseconds."""
        return min(window.percentile(percent) for window in self.windows)

    @property
    def failures(self) -> list[str]:
        found = [failure for window in self.windows for failure in window.failures]
        return [f"{self.name}, {self.what}: {failure}" for failure in found]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "what": self.what,
            "per_second": round(self.per_second, 1),
            "p50_ms": round(self.percentile(50), 3),
            "p99_ms": round(self.percentile(99), 3),
            "cpu_us": round(self.cpu_micros),
        }


Better = Callable[[Result, Result], float]


def throughput(ours: Result, other: Result) -> float:
    """How many times as many requests: the mean of the ratios within each round."""
    pairs = zip(ours.windows, other.windows, strict=True)
    return statistics.mean(a.per_second / b.per_second for a, b in pairs)


def speed(ours: Result, other: Result) -> float:
    """How many times as fast half of the requests are at least."""
    return other.percentile(50) / ours.percentile(50)


def cheapness(ours: Result, other: Result) -> float:
    """How many times less processor time a request takes, all rounds together."""
    return _cpu_seconds(other) / _cpu_seconds(ours)


def _cpu_seconds(result: Result) -> float:
    requests = sum(len(window.times) for window in result.windows)
    return sum(window.cpu_seconds for window in result.windows) / requests


def report(name: str, title: str, results: Sequence[Result], better: Better) -> None:
    """Print a table, and keep how many times better than the others the site is."""
    ratios = {
        f"{other.what}: {other.name}": round(better(ours, other), 3)
        for ours in results
        if ours.name == "product"
        for other in results
        if other.name != "product" and other.what == ours.what
    }
    print(f"\n{title}\n")
    print(f"{'':28} server      req/s   p50 ms   p99 ms  CPU us  product is")
    for result in results:
        ratio = ratios.get(f"{result.what}: {result.name}")
        print(
            f"{result.what:28} {result.name:9} {result.per_second:7,.0f}"
            f"  {result.percentile(50):7.2f}  {result.percentile(99):7.2f}"
            f"  {result.cpu_micros:6,.0f}  {'' if ratio is None else f'{ratio:6.2f} x'}"
        )
    write(name, ratios, [result.as_json() for result in results])


def write(name: str, kept: dict[str, float], rows: list[dict[str, Any]]) -> None:
    """`kept` are the figures that commits are compared by; a smaller one is worse."""
    report = {
        "name": name,
        "commit": commit(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "ratios": kept,
        "rows": rows,
    }
    RUN.mkdir(parents=True, exist_ok=True)
    (RUN / f"{name}.json").write_text(json.dumps(report, indent=1))
    with open(RUN / "history.jsonl", "a") as history:
        history.write(json.dumps({key: report[key] for key in report if key != "rows"}) + "\n")


def commit() -> str:
    """The present commit, with a + where files differ from it; "-" outside of a repository."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "-"
