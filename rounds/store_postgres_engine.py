"""The connections to PostgreSQL: one small pool per process and database, shared by all rounds that are in it.

A connection belongs to no round: each transaction names its schema, and the name goes with the transaction.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from rounds.column_types import NUL_STANDS_AS
from rounds.errors import StoreError

POOL_SIZE, POOL_OVERFLOW = 1, 2  # kept open, and for moments on top; the connection of a round's lock is beside these
POOL_WAIT_SECONDS = 30
WRITE_WAIT_MILLISECONDS = 10_000
_DRIVER_SETTINGS = {
    "connect_timeout": 10,
    "fallback_application_name": "sayback",
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
# The server, too, notices within two minutes that a machine is gone, and frees the lock of the round.
_SESSION = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
_LOGGED_AS = "sayback"

_engines: dict[tuple[int, str], Engine] = {}
_making = threading.Lock()


def engine_of(url: URL) -> Engine:
    """The engine of a database in this process. Raises StoreError where psycopg is not installed."""
    key = os.getpid(), url.render_as_string(hide_password=False)  # a forked process must not use our sockets
    with _making:
        if key not in _engines:
            _engines[key] = _new_engine(url)
        return _engines[key]


def dispose_engines() -> None:
    """Closes what this process keeps open; the next use opens anew."""
    with _making:
        for process, _ in list(_engines):
            if process == os.getpid():
                for key in [key for key in _engines if key[0] == process]:
                    _engines.pop(key).dispose()


atexit.register(dispose_engines)


def begin_statement(schema: str, *, write_key: int | None) -> str:
    """Begins a transaction in a schema, in one message to the server; ``write_key``: of the lock that writers take.

    Writers see what others have committed once they have the lock; readers see one state throughout.
    """
    path = f'SET LOCAL search_path TO "{schema}", pg_temp'  # pg_temp last, or a temporary table could take a name
    if write_key is None:
        return f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {path}"
    wait = f"SET LOCAL lock_timeout = {WRITE_WAIT_MILLISECONDS}"
    return f"BEGIN READ WRITE; {path}; {wait}; SELECT pg_advisory_xact_lock({write_key})"


def _new_engine(url: URL) -> Engine:
    # The pool would log the server's words, with the address.
    logging.getLogger(f"sqlalchemy.pool.impl.QueuePool.{_LOGGED_AS}").disabled = True
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
            pool_timeout=POOL_WAIT_SECONDS,
            pool_pre_ping=True,
            pool_logging_name=_LOGGED_AS,
            logging_name=_LOGGED_AS,
            connect_args={name: value for name, value in _DRIVER_SETTINGS.items() if name not in url.query},
        )
    except ImportError:
        raise StoreError(
            "A store is in PostgreSQL, and its driver is not installed. Install it: pip install 'sayback[postgres]'."
        ) from None
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _without_nul() -> type[Any]:
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        """PostgreSQL has no NUL in a text: one such character must not keep a whole night out."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", NUL_STANDS_AS) if "\0" in obj else obj)

    return WithoutNul


def _set_up_connection(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # _begin sends BEGIN itself, together with what belongs to it
    connection.adapters.register_dumper(str, _without_nul())
    connection.execute(_SESSION)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    statement = begin_statement(options["schema"], write_key=options.get("write_key"))
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
