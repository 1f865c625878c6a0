"""The pool of connections when PostgreSQL is started again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from bin import services
from chatsite.databases import database
from chatsite.postgresql.base import DatabaseWrapper

MANY = 8


def test_after_a_restart_the_first_request_gets_none_of_many_dead_connections(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with services.postgres() as server, django_db_blocker.unblock():
        settings = database(server.url, tmp_path, pool_size=MANY)
        connections = ConnectionHandler({"default": {}, "restarted": settings})
        together = threading.Barrier(MANY)

        def ask() -> None:
            connection = connections["restarted"]
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            connection.close()

        def ask_together(_: int) -> None:
            connections["restarted"].ensure_connection()
            together.wait(30)
            connections["restarted"].close()

        with ThreadPoolExecutor(MANY) as threads:
            for stop in (server.kill, server.stop):
                list(threads.map(ask_together, range(MANY)))
                stop()
                server.start()
                ask()
        connection = connections["restarted"]
        assert isinstance(connection, DatabaseWrapper)
        connection.close_pool()
