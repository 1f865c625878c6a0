"""Rows and models from statements that are written out, where Django would take too long.

Even its `raw` finds out in each call what this knows from the first: 80 us, and 10 for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any, TypeAlias, TypeVar

import orjson
from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
Converter: TypeAlias = tuple[int, Any, Callable[..., Any]]


def select(statement: str, *keys: Collection[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with a list of keys for each %s. No keys, no rows."""
    if not all(keys):
        return []
    places = tuple(f"({', '.join(['%s'] * len(each))})" for each in keys)
    with connection.cursor() as cursor:
        cursor.execute(statement % places, [*chain(*keys)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def select_for(statement: str, values: Collection[tuple[str | int, ...]]) -> list[tuple[Any, ...]]:
    """The rows of a statement that has "VALUES %s" for a list of values. No values, no rows."""
    if not values:
        return []
    places = ", ".join(f"({', '.join(['%s'] * len(each))})" for each in values)
    with connection.cursor() as cursor:
        cursor.execute(statement % places, [*chain.from_iterable(values)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def fetch(
    model: type[Row], condition: str, *keys: Collection[Any], lock: bool = False
) -> list[Row]:
    """The models of a condition with a list of keys for each %s. No keys, no models.

    With `lock` nobody else changes them until the transaction ends, which on SQLite holds for all.
    """
    for_update = " FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    rows = select(_all_columns(model) + condition + for_update, *keys)
    names, converters = _reading(model, connection.alias)
    return [model.from_db(connection.alias, names, _converted(row, converters)) for row in rows]


def update(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Set fields of rows by their primary keys: all rows have the same keys, "id" among them.

    Values as JSON has them, dates as the driver takes them.
    """
    if not rows:
        return
    names = tuple(name for name in rows[0] if name != "id")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One round trip for all of them.
            given = (orjson.dumps(rows).decode(), len(rows))
            cursor.execute(_update_from_json(model, names), given)
        else:
            places = ", ".join(f"{name} = %s" for name in names)
            statement = f"UPDATE {model._meta.db_table} SET {places} WHERE id = %s"
            lists = [[*map(_as_text, map(row.get, names)), row["id"]] for row in rows]
            cursor.executemany(statement, lists)


def values(row: models.Model, names: Sequence[str]) -> dict[str, Any]:
    """Of a model, as `update` takes them."""
    found = {name: getattr(row, name) for name in ("id", *names)}
    for name, value in found.items():
        if isinstance(value, datetime):
            found[name] = connection.ops.adapt_datetimefield_value(value)
    return found


def _as_text(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, (list, dict)) else value


@cache
def _update_from_json(model: type[models.Model], names: tuple[str, ...]) -> str:
    kinds = {field.column: field.rel_db_type(connection) for field in model._meta.concrete_fields}
    columns = ", ".join(f"{name} {kinds[name]}" for name in ("id", *names))
    places = ", ".join(f"{name} = new.{name}" for name in names)
    table = model._meta.db_table
    # With the limit PostgreSQL knows how few rows there are, and doesn't read the whole table.
    new = f"SELECT * FROM json_to_recordset(%s) AS new ({columns}) LIMIT %s"
    return f"UPDATE {table} SET {places} FROM ({new}) AS new WHERE {table}.id = new.id"


@cache
def _all_columns(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in model._meta.concrete_fields)
    return f"SELECT {columns} FROM {model._meta.db_table} WHERE "


@cache
def _reading(model: type[models.Model], alias: str) -> tuple[list[str], list[Converter]]:
    """The names of what is selected, and how a driver's values become the model's."""
    fields = model._meta.concrete_fields
    converters = [
        (place, column, convert)
        for place, field in enumerate(fields)
        for column in [field.get_col(model._meta.db_table)]
        for convert in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        )
    ]
    return [field.attname for field in fields], converters


def _converted(row: Collection[Any], converters: list[Converter]) -> list[Any]:
    values = list(row)
    for place, column, convert in converters:
        values[place] = convert(values[place], column, connection)
    return values
