"""Importing and exporting many questions, beside inserting the same rows without the site.

    python -m benchmarks bulk [QUESTIONS]

Twice as many are measured too, for what memory grows by; each in a process and a database of its
own. "again" is the same file once more, which changes nothing.
"""

from __future__ import annotations

import sys

from .contenders import run_python, site_environment, stage
from .report import write

FORMATS = ("gift", "json")


def main(questions: int) -> None:
    rows, kept = [], {}
    print(f"\n{'':18} questions   rows/s  raw rows/s  of raw  again x  export s  peak MB  again MB")
    for database in ("SQLite", "PostgreSQL"):
        for name, count in ((FORMATS[0], questions), (FORMATS[1], questions),
                            (FORMATS[0], 2 * questions)):  # fmt: skip
            with stage() as here:
                environment = site_environment(here, database, f"site-{name}-{count}")
                found = run_python("benchmarks.moving", environment, str(count), name)
            ours, raw = found["rows"] / found["first"], found["rows"] / found["raw"]
            again = found["first"] / found["again"]
            print(
                f"{database + ', ' + name:18} {count:9,} {ours:8,.0f} {raw:11,.0f}"
                f" {ours / raw:7.3f} {again:8.1f} {found['export']:9.1f} {found['peak']:8.0f}"
                f" {found['again_peak']:9.0f}",
                flush=True,
            )
            kept[f"{database}, {name}, {count} questions: of raw"] = round(ours / raw, 3)
            kept[f"{database}, {name}, {count} questions: again"] = round(again, 1)
            rows.append({"database": database, "format": name, "questions": count, **found})
    write("bulk", kept, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
