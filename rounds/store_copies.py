"""The copy that is made of a store before it is upgraded: how to make it, put it back, and when it goes.

A copy holds redacted notes and sealed addresses as they were, so it goes as soon as the store deletes or replaces some
of that (``Store.vacuum``), or something left the building of which an older ledger or notebook would not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, column, select, table

from rounds.errors import StoreNeedsUpgrade
from rounds.round import Round
from rounds.store import LEDGER, NOTEBOOK, Store, VersionLine, store_exists
from rounds.store_address import is_postgres, sqlite_path


@dataclass(frozen=True, slots=True)
class StoreAt:
    """One store of a round by its address, of whatever version; the arguments are those of ``Store.open``."""

    url: str
    folder: Path
    line: VersionLine
    schema: str | None = None

    @property
    def is_file(self) -> bool:
        return not is_postgres(self.url)

    def older_version(self) -> str | None:
        """The version that an earlier release left; None when the store is of this one, or there is none.

        Raises StoreFromNewerVersion, StoreUnavailable or another StoreError as ``Store.open`` does.
        """
        if not store_exists(self.url, self.folder, self.line, schema=self.schema):
            return None
        try:
            Store.open(self.url, self.folder, self.line, schema=self.schema).close()
        except StoreNeedsUpgrade as older:
            return older.version
        return None

    def copy(self) -> str:
        """Copies the store as it is; returns the file's or schema's name. Raises StoreError: no half copy then."""
        with closing(self._unopened()) as store:
            return store.copy()

    def migrate(self) -> None:
        """Brings the store to this release, as a whole or not at all. Raises as ``Store.open`` does."""
        Store.open(self.url, self.folder, self.line, schema=self.schema, migrate=True).close()

    def drop_copies(self, older_than: datetime | None = None) -> int:
        """Deletes the store's copies, all or those made before ``older_than``; returns how many. Raises StoreError."""
        with closing(self._unopened()) as store:
            return store.drop_copies(older_than)

    def way_back(self, copy: str) -> str:
        """The command, or for PostgreSQL the statements, that put ``copy`` in the store's place."""
        with closing(self._unopened()) as store:
            return store.way_back(copy)

    def fact(self, key: str) -> str | None:
        """A fact of a notebook of whatever version; None where there is none, or no notebook. Raises StoreError."""
        if not store_exists(self.url, self.folder, self.line, schema=self.schema):
            return None
        with closing(self._unopened()) as store, store.reading() as connection:
            query: Select[Any] = select(column("value")).select_from(table("facts")).where(column("key") == key)
            found: str | None = connection.scalar(query)
            return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """Locks the round meanwhile, where the database can. Raises RoundBusy."""
        with closing(self._unopened()) as store:
            store.hold()
            yield

    def _unopened(self) -> Store:
        if self.is_file:
            from rounds.store_sqlite import SqliteStore

            return SqliteStore(sqlite_path(self.url, self.folder, self.line), self.line)
        from rounds.store_postgres import PostgresStore  # psycopg is an extra

        return PostgresStore(self.url, self.schema or "", self.line)


def stores_of(round_: Round) -> tuple[StoreAt, StoreAt]:
    """Notebook and ledger of a round."""
    schema = round_.database_schema
    return (
        StoreAt(round_.stores.notebook, round_.folder, NOTEBOOK, schema),
        StoreAt(round_.stores.ledger, round_.folder, LEDGER, schema),
    )
