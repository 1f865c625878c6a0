"""Home, results and the admin's lists with few and with many attempts: queries and milliseconds.

    python -m benchmarks pages [ATTEMPTS]

On SQLite and on PostgreSQL, through Django's test client. benchmarks/visits.py makes the rows.
"""

from __future__ import annotations

import sys
from typing import Any

from .contenders import run_python, site_environment, stage
from .report import write

FEW = 10


def main(many: int) -> None:
    visits: dict[str, tuple[Any, Any]] = {}
    with stage() as here:
        for database in ("SQLite", "PostgreSQL"):
            environment = site_environment(here, database)
            few, lots = run_python("benchmarks.visits", environment, str(FEW), str(many))
            visits |= {f"{database}, {page}": (few[page], lots[page]) for page in few}
    print(f"\n{'':64} {FEW:>6,} attempts      {many:>10,} attempts")
    print(f"{'':64}  queries   ms  CPU       queries   ms  CPU")
    for page, (few, lots) in visits.items():
        print(f"{page:64} {_told(few)}       {_told(lots)}")
    kept = {page: few["queries"] / lots["queries"] for page, (few, lots) in visits.items()}
    rows = [{"page": page, "few": few, "many": lots} for page, (few, lots) in visits.items()]
    write("pages", kept, rows)
    more = [page for page, (few, lots) in visits.items() if lots["queries"] > few["queries"]]
    sys.exit(f"More queries where there are more rows: {', '.join(more)}" if more else None)


def _told(visit: dict[str, Any]) -> str:
    return f"{visit['queries']:8} {visit['ms']:5.0f} {visit['cpu_ms']:4.0f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
