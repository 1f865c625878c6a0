"""Django's PostgreSQL, whose pool lends no dead connection.

psycopg's pool can try a connection before it lends it, which costs each request a round trip. It
also waits longer after each dead one, and after a restart of the database all of them are dead.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        connection: Connection[Any] = super().get_new_connection(conn_params)
        if self.pool is None or is_alive(connection):
            return connection
        self.pool.putconn(connection)
        # Replaces all that are dead, not only this one.
        self.pool.check()
        live: Connection[Any] = super().get_new_connection(conn_params)
        return live


def is_alive(connection: Connection[Any]) -> bool:
    """Whether the database hasn't ended it, as far as this machine has heard."""
    poll = select.poll()
    try:
        poll.register(connection.fileno(), select.POLLIN)
        # A last word, or a notice such as that of changed settings.
        if poll.poll(0):
            ConnectionPool.check_connection(connection)
    except OperationalError:
        return False
    return True
