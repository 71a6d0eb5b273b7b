"""A store: the database of a notebook or a ledger, of the version that this release knows.

Notebook and ledger share this and nothing else: each has its own database and its own line of versions. What only
SQLite or only PostgreSQL understands is in rounds/store_sqlite.py and rounds/store_postgres.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, column, select, table

from rounds.errors import StoreError, StoreFromNewerVersion, StoreNeedsUpgrade
from rounds.store_address import is_postgres, sqlite_path

__all__ = ["CHUNK", "LEDGER", "LINES", "NOTEBOOK", "Store", "VersionLine", "store_exists"]

CHUNK = 500  # ids per IN (...): far below SQLite's limit of 32,766 variables, and PostgreSQL's of 65,535


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The versions of one kind of store; ``head`` is the one of this release (rounds/migrations/NAME)."""

    name: str
    head: str

    @property
    def table(self) -> str:
        """The table that holds the version; its name also says which kind of store a database is."""
        return f"{self.name}_version"


NOTEBOOK = VersionLine("notebook", "0005")
LEDGER = VersionLine("ledger", "0002")
LINES = (NOTEBOOK, LEDGER)


class Store(ABC):
    """An open database of one kind, at the version of this release. Close it, or use it with ``closing``.

    ``place`` is how messages call it: a file, or a schema; never an address.
    """

    orders_rows = False  # whether the database tells in which order rows came, even of a table that should not say it

    def __init__(self, line: VersionLine, place: str) -> None:
        self.line = line
        self.place = place

    @staticmethod
    def open(url: str, folder: Path, line: VersionLine, *, schema: str | None = None, migrate: bool = False) -> Store:
        """Opens the store at ``url`` (a file relative to ``folder``), creating it where there is none.

        ``schema`` is that of the round in a PostgreSQL database. ``migrate`` brings a store of an earlier release to
        this one; without it raises StoreNeedsUpgrade. Raises StoreFromNewerVersion, StoreUnavailable when another
        program keeps it locked or the server is away, else StoreError; then the store is as it was.
        """
        if is_postgres(url):
            from rounds.store_postgres import PostgresStore  # psycopg is an extra

            return PostgresStore.open_schema(url, schema, folder, line, migrate=migrate)
        from rounds.store_sqlite import SqliteStore

        return SqliteStore.open_file(sqlite_path(url, folder, line), folder, line, migrate=migrate)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._explained(), self._reader() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, references: bool = True) -> Iterator[Connection]:
        """One transaction: everything in it is kept, or after any exception nothing.

        It holds the write lock from its start, so what it reads stays true until it writes.
        ``references=False`` does not enforce foreign keys meanwhile, where altering a table needs that.
        """
        with self._explained(), self._writer(references) as connection, connection.begin():
            yield connection

    @abstractmethod
    def hold(self) -> None:
        """Locks the round for this run until ``close``, where the database can; a file has its lock beside it.

        Raises RoundBusy when another run has it. If the connection is lost, the lock is, too, and nothing is written
        any more: StoreUnavailable.
        """

    @abstractmethod
    def hide_order(self, connection: Connection, rows: Table) -> None:
        """Makes the rows of a table look as if they came at once; ``vacuum`` after the transaction completes it."""

    def checkpoint(self) -> bool:
        """Empties a write-ahead log that is our own, as far as it is; False if another reader prevents that."""
        return True

    @abstractmethod
    def vacuum(self) -> None:
        """Rewrites the whole store, so that no deleted text is left in its files, nor in a copy."""

    @abstractmethod
    def copy(self) -> str:
        """Copies the store as it is, for an upgrade (rounds/store_copies.py); returns the file's or schema's name."""

    @abstractmethod
    def drop_copies(self, older_than: datetime | None = None) -> int:
        """Deletes such copies, all or those made before ``older_than``; returns how many there were."""

    @abstractmethod
    def way_back(self, copy: str) -> str:
        """The command, or for PostgreSQL the statements, that put ``copy`` in the store's place. Changes nothing."""

    def number_on(self, connection: Connection, rows: Table) -> None:
        """After rows came with their numbers: the next one gets a higher number. Files do that by themselves."""
        return None

    def password_ends(self) -> datetime | None:
        """When the password that opens this store ends; None if it does not, or there is none."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Gives everything back that this store holds."""

    @abstractmethod
    def _reader(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writer(self, references: bool) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _explained(self) -> AbstractContextManager[None]:
        """Turns the driver's errors into ours, from their codes only."""

    @abstractmethod
    def _table_names(self, connection: Connection) -> list[str]: ...

    @abstractmethod
    def _before_upgrade(self, connection: Connection) -> None:
        """Prepares an empty store, inside the transaction of the migrations."""

    @abstractmethod
    def _after_upgrade(self, connection: Connection) -> None:
        """Completes or checks what the migrations left, inside their transaction."""

    def _bring_to_head(self, folder: Path, *, migrate: bool) -> None:
        with self.reading() as connection:
            version = self._checked_version(connection)
        if version == self.line.head:
            return
        if version is not None and not migrate:
            raise StoreNeedsUpgrade(
                f"The {self.line.name} {self.place} was written by an earlier Sayback (its version is {version}, this"
                f" one has {self.line.head}). Nothing was changed. Run `sayback upgrade {folder}`: it keeps a copy.",
                version,
            )
        with self.writing(references=False) as connection:
            self._upgrade(connection)

    def _upgrade(self, connection: Connection) -> None:
        if self._checked_version(connection) == self.line.head:
            return  # another run did it while this one waited for the lock
        from rounds.migrations.upgrade import upgrade  # Alembic costs 0.1 s: only when there is something to do

        self._before_upgrade(connection)
        upgrade(connection, self.line)
        self._after_upgrade(connection)

    def _checked_version(self, connection: Connection) -> str | None:
        """The version of this store, None if it is new."""
        tables = self._table_names(connection)
        if self.line.table not in tables:
            self._refuse_foreign(tables)
            return None
        version: Any = connection.scalar(select(column("version_num")).select_from(table(self.line.table)))
        if version is not None and version > self.line.head:
            raise StoreFromNewerVersion(
                f"The {self.line.name} {self.place} was written by a newer Sayback (its version is {version}, this one"
                f" knows {self.line.head}). Nothing was changed. Update Sayback, or put back the copy from before"
                " (docs/upgrading.md)."
            )
        return version if version is None else str(version)

    def _refuse_foreign(self, tables: list[str]) -> None:
        for line in LINES:
            if line.table in tables:
                raise StoreError(
                    f"{self.place} is a {line.name}, not a {self.line.name}. Name two different files or databases in"
                    " [stores] of round.toml: whoever may read the notebook must not get the ledger with it."
                )
        if tables:
            raise StoreError(f"{self.place} is a database of another program. Name another one in [stores].")


def store_exists(url: str, folder: Path, line: VersionLine, *, schema: str | None = None) -> bool:
    """Whether the round has this store already; looks only. Raises StoreError where the database cannot be asked."""
    if is_postgres(url):
        from rounds.store_postgres import schema_exists

        return schema_exists(url, schema, line)
    return sqlite_path(url, folder, line).exists()
