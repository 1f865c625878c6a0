"""The capacity table of docs/scaling.md, from the constants there. To print it:

python -m benchmarks.capacity_table
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SCALING = Path(__file__).resolve().parent.parent / "docs" / "scaling.md"
ANSWERS_A_DAY = 50


@dataclass(frozen=True, slots=True)
class Crowd:
    """`active` learners at once, each of whom answers a question every `seconds`."""

    learners: int
    active: int
    seconds: int

    @property
    def per_second(self) -> float:
        return self.active / self.seconds


# A school, a university, a country.
CROWDS = (Crowd(2_000, 200, 20), Crowd(50_000, 10_000, 50), Crowd(1_000_000, 1_000_000, 100))


def constants(text: str) -> dict[str, float]:
    """By letter: seconds, bytes, or a ratio."""
    units = {"ms": 1e-3, "KB": 1e3, "MB": 1e6, "": 1.0}
    rows = re.findall(r"^\| (\w) \|[^|]+\| ([\d.]+) ?(ms|KB|MB|) \|", text, re.MULTILINE)
    return {letter: float(value) * units[unit] for letter, value, unit in rows}


def table(text: str) -> list[str]:
    """The rows that follow from the constants in the text. Half of a processor idles."""
    c = constants(text)
    worker, database = (c["a"] + c["n"]) * c["k"], c["d"]
    figures = {
        "answers a second (r)": [crowd.per_second for crowd in CROWDS],
        "workers' processors": [2 * crowd.per_second * worker for crowd in CROWDS],
        "PostgreSQL's processors": [2 * crowd.per_second * database for crowd in CROWDS],
        "write-ahead log, MB a second": [crowd.per_second * c["w"] / 1e6 for crowd in CROWDS],
        "disk, GB a day": [crowd.learners * ANSWERS_A_DAY * c["s"] / 1e9 for crowd in CROWDS],
    }
    return [f"| {name} | {' | '.join(map(rounded, row))} |" for name, row in figures.items()]


def rounded(value: float) -> str:
    """To two digits."""
    return f"{float(f'{value:.2g}'):,g}"


if __name__ == "__main__":
    print("\n".join(table(SCALING.read_text(encoding="utf-8"))))
