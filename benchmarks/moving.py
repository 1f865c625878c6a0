"""Import questions from a file, and export them: python -m benchmarks.moving QUESTIONS

Prints seconds, rows and the process's peak memory in MB as JSON. "raw" is how long the same rows
take without the site: executemany on SQLite, COPY on PostgreSQL, into tables without indexes.
Environment variables name the database.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from django.core.management import call_command
from django.db import connection, models, transaction

from quizzes.exporting import export
from quizzes.formats import writable
from quizzes.importing import import_data
from quizzes.models import Bank, Choice, Question, Revision

TABLES: tuple[type[models.Model], ...] = (Question, Choice, Revision)


def main(questions: int) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    bank = Bank.objects.create(slug="numbers", title="Numbers")
    data = "\n\n".join(map(_gift, range(questions))).encode()
    result, first = timed(lambda: import_data(bank, "numbers.gift", data))
    assert result.created == questions, result.created
    result, again = timed(lambda: import_data(bank, "numbers.gift", data))
    assert result.unchanged == questions, result.unchanged
    written, out = timed(lambda: export(bank.questions.all(), writable("gift")))
    assert written.data.count(b"::Question") == questions
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows, raw = raw_inserts()
    return {"first": first, "again": again, "export": out, "peak": peak, "rows": rows, "raw": raw}


def _gift(number: int) -> str:
    wrong = " ".join(f"~{number + n}#That is {n} too many." for n in range(1, 4))
    return f"::Question {number}::What is 1 times {number}? {{={number}#Yes. {wrong}}}"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def raw_inserts() -> tuple[int, float]:
    """The rows of the import once more, and the seconds that takes."""
    count, seconds = 0, 0.0
    for model in TABLES:
        table, copy = model._meta.db_table, f"raw_{model._meta.model_name}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {copy} AS SELECT * FROM {table} WHERE 1 = 0")
            cursor.execute(f"SELECT * FROM {table}")
            rows = cursor.fetchall()
        with transaction.atomic():
            count += len(rows)
            seconds += timed(partial(_insert, copy, rows))[1]
    return count, seconds


def _insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        places = ", ".join("?" * len(rows[0]))
        raw.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout)
