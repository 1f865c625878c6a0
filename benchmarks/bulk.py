"""Importing and exporting many questions, beside inserting the same rows without the site.

    python -m benchmarks bulk [QUESTIONS]

A tenth of them is measured too, in a process and a database of its own, for what memory grows by.
"""

from __future__ import annotations

import sys

from .contenders import run_python, site_environment, stage
from .report import write


def main(questions: int) -> None:
    rows, kept = [], {}
    print(f"\n{'':22} questions  rows/s  raw rows/s  of raw  again s  export s  peak MB")
    for database in ("SQLite", "PostgreSQL"):
        for count in (questions // 10, questions):
            with stage() as here:
                environment = site_environment(here, database, f"site{count}")
                found = run_python("benchmarks.moving", environment, str(count))
            ours, raw = found["rows"] / found["first"], found["rows"] / found["raw"]
            print(
                f"{database:22} {count:9,} {ours:7,.0f} {raw:11,.0f} {ours / raw:7.3f}"
                f" {found['again']:8.1f} {found['export']:9.1f} {found['peak']:8.0f}"
            )
            kept[f"{database}, {count} questions: of raw"] = ours / raw
            rows.append({"database": database, "questions": count, **found})
    write("bulk", kept, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 60_000)
