"""Import questions from a file, and export them: python -m benchmarks.moving QUESTIONS FORMAT

Prints seconds, rows and the process's peak memory in MB as JSON. "raw" is how long the same rows
take without the site: inserted in batches of 1,000 by the driver alone, in one transaction, into
the same tables with their indexes. Environment variables name the database.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

# As manage.py has it.
gc.set_threshold(50_000)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django.setup()

from django.core.management import call_command
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from quizzes.exporting import export
from quizzes.formats import NO_OPTIONS, by_name, writable
from quizzes.formats.base import Format
from quizzes.formats.source import Source
from quizzes.importing import ImportResult
from quizzes.importing.direct import import_now
from quizzes.models import Bank, Category, Choice, Question, Revision, Tag

TABLES: tuple[type[models.Model], ...] = (
    Category,
    Tag,
    Question,
    Choice,
    Question.tags.through,
    Revision,
)
BATCH = 1000


def main(questions: int, format_name: str) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    bank = Bank.objects.create(slug="numbers", title="Numbers")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "numbers"
        with path.open("w") as file:
            file.writelines(WRITERS[format_name](questions))
        known, source = by_name(format_name), Source.of_path(path)
        result, first = timed(lambda: take(bank, source, known))
        assert result.created == questions, result.created
        peak = peak_memory()
        result, again = timed(lambda: take(bank, source, known))
        assert result.unchanged == questions, result.unchanged
    again_peak = peak_memory()
    written, out = timed(lambda: export(bank.questions.all(), writable(format_name)))
    assert written.data.count(b"Question") == questions
    rows, raw = raw_inserts()
    return {
        "first": first, "again": again, "export": out, "peak": peak, "again_peak": again_peak,
        "rows": rows, "raw": raw,
    }  # fmt: skip


def take(bank: Bank, source: Source, known: Format) -> ImportResult:
    """As the command does."""
    return import_now(bank, source, known, options=NO_OPTIONS, progress=lambda done: None)


def gift(questions: int) -> Iterator[str]:
    for number in range(questions):
        if number % BATCH == 0:
            yield f"$CATEGORY: Numbers/Part {number // BATCH}\n\n"
        wrong = " ".join(f"~{number + n}#That is {n} too many." for n in range(1, 4))
        yield f"// [tag:of {number % 10}]\n::Question {number}::What is 1 times {number}? "
        yield f"{{={number}#Yes. {wrong}}}\n\n"


def own_json(questions: int) -> Iterator[str]:
    yield '{"format": "chatsite", "version": 1, "questions": ['
    for number in range(questions):
        wrong = [
            {"text": f"{number + n}", "feedback": f"That is {n} too many."} for n in range(1, 4)
        ]
        question = {
            "name": f"Question {number}",
            "category": ["Numbers", f"Part {number // BATCH}"],
            "text": f"What is 1 times {number}?",
            "tags": [f"of {number % 10}"],
            "choices": [{"text": f"{number}", "weight": 1, "feedback": "Yes."}, *wrong],
        }
        yield f"{',' if number else ''}\n{json.dumps(question)}"
    yield "]}\n"


WRITERS = {"gift": gift, "json": own_json}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def raw_inserts() -> tuple[int, float]:
    """The rows of the import once more, and the seconds that takes."""
    rows = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            rows[model] = [_sendable(row) for row in cursor.fetchall()]
        for model in reversed(TABLES):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("VACUUM")
    started = time.perf_counter()
    with transaction.atomic():
        for model in TABLES:
            _insert(model._meta.db_table, rows[model])
    return sum(map(len, rows.values())), time.perf_counter() - started


def _sendable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(Jsonb(value) if isinstance(value, list | dict) else value for value in row)


def _insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    raw: Any = connection.connection
    place = "?" if connection.vendor == "sqlite" else "%s"
    statement = f"INSERT INTO {table} VALUES ({', '.join([place] * len(rows[0]))})"
    remaining, cursor = iter(rows), raw.cursor()
    while batch := list(islice(remaining, BATCH)):
        cursor.executemany(statement, batch)


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), sys.argv[2]), sys.stdout)
