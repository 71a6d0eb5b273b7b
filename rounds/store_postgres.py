"""A store in one schema of a PostgreSQL database.

All that only PostgreSQL understands is here and in the files beside it whose names begin alike.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, text, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rounds.errors import RoundBusy, StoreError, StoreUnavailable
from rounds.store import LEDGER, Store, VersionLine
from rounds.store_address import postgres_url
from rounds.store_copies_postgres import copy_schema, drop_schemas, has_copies, number_on, way_back
from rounds.store_postgres_engine import engine_of
from rounds.store_postgres_errors import explained
from rounds.store_postgres_scrub import keep_no_samples, rewrite_tables

_RESERVED = ("public", "information_schema")
# `infinity`, which is no end, has no place in Python's datetime.
_PASSWORD_ENDS = text("SELECT rolvaliduntil FROM pg_roles WHERE rolname = current_user AND isfinite(rolvaliduntil)")
_LOCK_ATTEMPTS, _LOCK_PAUSE_SECONDS = 5, 0.1  # a run that was killed a moment ago may still be on the server's list


@dataclass(slots=True)
class _Held:
    """The connection that has the round's lock and does all writing. The ledgers that one run opens share theirs."""

    connection: Connection
    key: tuple[str, int]
    users: int = 1
    turn: threading.RLock = field(default_factory=threading.RLock)

    @property
    def is_lost(self) -> bool:
        return self.connection.invalidated or self.connection.closed


_shared: dict[tuple[str, int], _Held] = {}
_holding = threading.Lock()


class PostgresStore(Store):
    """An open schema."""

    orders_rows = True

    def __init__(self, url: str, schema: str, line: VersionLine) -> None:
        super().__init__(line, f'schema "{schema}"')
        self.schema = schema
        self._engine = engine_of(postgres_url(url)).execution_options(schema=schema)
        self._write_key = _lock_key("write", line, schema)
        self._held: _Held | None = None

    @classmethod
    def open_schema(
        cls, url: str, schema: str | None, folder: Path, line: VersionLine, *, migrate: bool
    ) -> PostgresStore:
        """Opens the store in ``schema``; raises as ``Store.open`` does."""
        store = cls(url, _checked(schema, line), line)
        store._bring_to_head(folder, migrate=migrate)
        return store

    def hold(self) -> None:
        """Takes the round's lock. A run has one notebook, whose lock keeps others out; its ledgers share one."""
        key = str(self._engine.url), _lock_key("round", self.line, self.schema)
        with _holding, self._explained():
            held = _shared.get(key)
            if held is None or held.is_lost:
                held = _Held(self._locked_connection(key[1]), key)
            else:
                held.users += 1
            if self.line is LEDGER:
                _shared[key] = held
            self._held = held

    def hide_order(self, connection: Connection, rows: Table) -> None:
        """Writes all rows anew, so that none has the number of an earlier transaction; ``vacuum`` sorts them."""
        unchanged = next(one for one in rows.columns if not one.primary_key and one.type.python_type is bool)
        connection.execute(update(rows).values({unchanged.name: unchanged}))

    def vacuum(self) -> None:
        """Writes all tables anew, in the order of their keys. Raises StoreUnavailable while others look at them."""
        with self._explained(), self._engine.connect() as connection:
            connection.detach()  # what is set for this goes with the connection
            rewrite_tables(connection, self.schema, self.line, self.place)
        self.drop_copies()

    def copy(self) -> str:
        """Copies it to a schema beside it, in the same database."""
        with self.writing() as connection:
            version = self._checked_version(connection)
            return copy_schema(connection, self.schema, self.line, version or self.line.head)

    def drop_copies(self, older_than: datetime | None = None) -> int:
        """Drops the schemas of its copies, all or those made before ``older_than``; returns how many."""
        with self.reading() as connection:
            if not has_copies(connection, self.schema):
                return 0
        with self.writing() as connection:
            return drop_schemas(connection, self.schema, older_than)

    def way_back(self, copy: str) -> str:
        """Statements for psql."""
        with self.reading() as connection:
            return way_back(connection, self.schema, copy, self.line)

    def number_on(self, connection: Connection, rows: Table) -> None:
        """Sets the sequences of the table."""
        number_on(connection, rows, self.schema)

    def password_ends(self) -> datetime | None:
        """What was set for the role with ``VALID UNTIL``; everybody may ask that of themselves."""
        with self.reading() as connection:
            end: datetime | None = connection.scalar(_PASSWORD_ENDS)
            return end

    def close(self) -> None:
        """Gives the round's lock back. The pool stays: the next round of this process uses it."""
        held, self._held = self._held, None
        if held is None:
            return
        with _holding:
            held.users -= 1
            if held.users:
                return
            if _shared.get(held.key) is held:
                del _shared[held.key]
        _give_back(held.connection, held.key[1])

    def _reader(self) -> AbstractContextManager[Connection]:
        return self._engine.connect()

    @contextmanager
    def _writer(self, references: bool) -> Iterator[Connection]:
        held = self._held
        if held is None:
            with self._engine.connect() as connection:
                yield connection.execution_options(write_key=self._write_key)
            return
        with held.turn:
            if held.is_lost:
                raise StoreUnavailable(
                    f"The {self.line.name} in PostgreSQL ({self.place}): the connection was lost, and the round's lock"
                    " with it. Run it again: it goes on from what is stored."
                )
            yield held.connection.execution_options(write_key=self._write_key)

    def _table_names(self, connection: Connection) -> list[str]:
        query = text("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = :schema")
        return list(connection.scalars(query, {"schema": self.schema}))

    def _before_upgrade(self, connection: Connection) -> None:
        if not _has_schema(connection, self.schema):  # IF NOT EXISTS would need the right to create one all the same
            connection.exec_driver_sql(f'CREATE SCHEMA "{self.schema}"')

    def _after_upgrade(self, connection: Connection) -> None:
        keep_no_samples(connection, self.schema)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except StatementError as error:
            if isinstance(error, DBAPIError) or error.orig is None:
                problem = explained(error.orig, self.line.name, self.place)
                _empty(error)
                raise problem from None
            error.params = None
            raise error.orig from None  # not the database's: a value that one of our own types refused
        except PoolTimeout as error:
            raise explained(error, self.line.name, self.place) from None
        except Exception as error:
            if not hasattr(error, "sqlstate"):  # psycopg's own, where SQLAlchemy was not in between
                raise
            problem = explained(error, self.line.name, self.place)
            error.args = ()
            raise problem from None

    def _locked_connection(self, lock: int) -> Connection:
        connection = self._engine.connect()
        try:
            connection.detach()  # never back into the pool: the lock is this connection's
            for attempt in range(_LOCK_ATTEMPTS):
                with connection.begin():
                    if connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": lock}):
                        return connection
                if attempt < _LOCK_ATTEMPTS - 1:
                    time.sleep(_LOCK_PAUSE_SECONDS)
        except BaseException:
            connection.close()
            raise
        connection.close()
        raise RoundBusy(
            f"Another run is working on the round in {self.place} of PostgreSQL, perhaps on another machine. Wait until"
            " it has finished, then try again."
        )


def schema_exists(url: str, schema: str | None, line: VersionLine) -> bool:
    """Whether the round's store is there: its schema, with our tables in it."""
    store = PostgresStore(url, _checked(schema, line), line)
    with store.reading() as connection:
        return line.table in store._table_names(connection)


def _checked(schema: str | None, line: VersionLine) -> str:
    if schema is None:
        raise ValueError("a store in PostgreSQL needs the schema of its round")
    if schema in _RESERVED or schema.startswith("pg_") or '"' in schema:
        raise StoreError(
            f'The {line.name} cannot be in the schema "{schema}" of PostgreSQL: set another `schema_name` in [stores].'
        )
    return schema


def _has_schema(connection: Connection, schema: str) -> bool:
    query = text("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = :schema)")
    return bool(connection.scalar(query, {"schema": schema}))


def _lock_key(what: str, line: VersionLine, schema: str) -> int:
    """The number of an advisory lock: locks of a database have no names."""
    digest = hashlib.blake2b(f"sayback {what} {line.name} {schema}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _give_back(connection: Connection, lock: int) -> None:
    """Unlocks at once, where the server would notice the end of the connection only a moment later."""
    with suppress(SQLAlchemyError):
        if not connection.invalidated:
            with connection.execution_options(write_key=None).begin():
                connection.scalar(text("SELECT pg_advisory_unlock(:lock)"), {"lock": lock})
    with suppress(SQLAlchemyError):
        connection.close()


def _empty(error: StatementError) -> None:
    """Takes the server's words and all values out: whoever logs the chain of causes must not find them."""
    error.params = None
    error.args = ()
    if error.orig is not None:
        error.orig.args = ()
