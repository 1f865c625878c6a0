"""Many rows by statements that are written out: `bulk_create` takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from typing import Any

from django.db import connection, models

# Rows in a statement of SQLite: with one in each it takes half as long again.
_TOGETHER = 50


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """`rows` with a value for each of `columns`, which must be all that have no default.

    Nothing is converted: JSON comes as text, a time as `stored_time` has it.
    """
    names = ", ".join(map(connection.ops.quote_name, columns))
    into = f"{connection.ops.quote_name(model._meta.db_table)} ({names})"
    connection.ensure_connection()
    # The drivers' own cursors: Django's look at each row.
    with connection.wrap_database_errors, closing(connection.connection.cursor()) as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            place = f"({', '.join('?' * len(columns))})"
            for start in range(0, len(rows), _TOGETHER):
                some = rows[start : start + _TOGETHER]
                places = ", ".join([place] * len(some))
                cursor.execute(f"INSERT INTO {into} VALUES {places}", [*chain(*some)])


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for new rows, which nobody else gets.

    On SQLite only as long as the transaction that wrote first goes on: there is no other then.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = (
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            )
            cursor.execute(sequence, [table, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last: int = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def stored_time(time: Any) -> Any:
    """A time as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(time)
