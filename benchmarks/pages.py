"""Home, results and the admin's lists with 10 and with 10,000 rows: queries and milliseconds.

    python -m benchmarks pages [ROWS]

Rows are a learner's attempts and a bank's questions. Runs Django's test client on SQLite.
"""

from __future__ import annotations

import sys
from typing import Any

from .contenders import run_python, site_environment, stage
from .report import write

FEW = 10


def main(many: int) -> None:
    with stage() as here:
        environment = site_environment(here, "SQLite")
        few, lots = run_python("benchmarks.visits", environment, str(FEW), str(many))
    print(f"\n{'':34} {FEW:>8,} rows      {many:>8,} rows\n{'':34}  queries   ms     queries   ms")
    for page in few:
        print(f"{page:34} {_told(few[page])}     {_told(lots[page])}")
    kept = {f"{page}: queries": few[page]["queries"] / lots[page]["queries"] for page in few}
    write("pages", kept, [{"few": few, "many": lots}])
    more = [page for page in few if lots[page]["queries"] > few[page]["queries"]]
    sys.exit(f"More queries where there are more rows: {', '.join(more)}" if more else None)


def _told(visit: dict[str, Any]) -> str:
    return f"{visit['queries']:8} {visit['ms']:5.0f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
