"""Opens a store, one SQLite file, so that it is private, durable, and of the version that this release knows.

Notebook and ledger share this and nothing else: each has its own file and its own line of versions.
SQL that only SQLite understands stays in this file, so that PostgreSQL can come later.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, column, create_engine, event, inspect, select, table
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, StatementError

from rounds.errors import StoreError, StoreFromNewerVersion, StoreUnavailable

PRIVATE = 0o600
_WAL_ATTEMPTS, _WAL_PAUSE_SECONDS = 50, 0.1
WAIT_MILLISECONDS = 10_000
CHUNK = 500  # ids per IN (...): far below SQLite's limit of 32,766 variables

_CONNECTION_PRAGMAS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # VACUUM and big sorts would otherwise write notes into a file under /tmp
    "PRAGMA synchronous = FULL",  # a letter that was marked as sent must still be so after a power cut
)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The versions of one kind of store; ``head`` is the one of this release (rounds/migrations/NAME)."""

    name: str
    head: str

    @property
    def table(self) -> str:
        """The table that holds the version; its name also says which kind of store a file is."""
        return f"{self.name}_version"


NOTEBOOK = VersionLine("notebook", "0005")
LEDGER = VersionLine("ledger", "0002")
LINES = (NOTEBOOK, LEDGER)


class Store:
    """An open database of one kind, at the version of this release. Close it, or use it with ``with``."""

    def __init__(self, engine: Engine, path: Path, line: VersionLine) -> None:
        self._engine = engine
        self.path = path
        self.line = line

    @classmethod
    def open(cls, url: str, folder: Path, line: VersionLine) -> Store:
        """Opens the store at ``url`` (relative to ``folder``), creating or upgrading it where needed.

        Raises StoreFromNewerVersion, StoreUnavailable when another program keeps it locked,
        else StoreError; then the file is as it was.
        """
        path = sqlite_path(url, folder, line)
        _make_private(path, line)
        store = cls(_engine(path), path, line)
        try:
            store._bring_to_head()
            store._use_wal()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._explained(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, references: bool = True) -> Iterator[Connection]:
        """One transaction: everything in it is kept, or after any exception nothing.

        It holds the write lock from its start, so what it reads stays true until it writes.
        ``references=False`` does not enforce foreign keys meanwhile.
        """
        with (
            self._explained(),
            self._engine.connect().execution_options(writing=True, references=references) as connection,
            connection.begin(),
        ):
            yield connection

    def checkpoint(self) -> bool:
        """Moves the write-ahead log into the file and empties it; False if another reader prevents that."""
        busy, _, _ = self._pragma("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    def vacuum(self) -> None:
        """Rewrites the whole file, so that no deleted text is left in it or in its log.

        secure_delete alone is not enough: when SQLite splits or joins pages, copies of rows
        can stay in the unused part of a page, and a later delete does not find them.
        """
        self._pragma("VACUUM")
        self.checkpoint()

    def close(self) -> None:
        """Closes all connections; SQLite then empties and removes the log."""
        self._engine.dispose()

    def _bring_to_head(self) -> None:
        with self.reading() as connection:
            current = self._checked_version(connection) == self.line.head
        if not current:
            # To alter a table, Alembic copies and drops it; enforced, the drop would delete all rows that refer to it.
            with self.writing(references=False) as connection:
                self._upgrade(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise RuntimeError(f"a migration of the {self.line.name} left references to rows that are gone")

    def _upgrade(self, connection: Connection) -> None:
        if self._checked_version(connection) == self.line.head:
            return  # another run did it while this one waited for the lock
        from rounds.migrations.upgrade import upgrade  # Alembic costs 0.1 s: only when there is something to do

        upgrade(connection, self.line)

    def _checked_version(self, connection: Connection) -> str | None:
        """The version of this store, None if it is new."""
        tables = inspect(connection).get_table_names()
        if self.line.table not in tables:
            self._refuse_foreign(tables)
            return None
        version = connection.scalar(select(column("version_num")).select_from(table(self.line.table)))
        if version is not None and version > self.line.head:
            raise StoreFromNewerVersion(
                f"The {self.line.name} {self.path} was written by a newer Sayback (its version is {version}, this one"
                f" knows {self.line.head}). Nothing was changed. Update Sayback, or use the newer one."
            )
        return version if version is None else str(version)

    def _refuse_foreign(self, tables: list[str]) -> None:
        for line in LINES:
            if line.table in tables:
                raise StoreError(
                    f"{self.path} is a {line.name}, not a {self.line.name}. Name two different files in [stores] of"
                    " round.toml: whoever may read the notebook must not get the ledger with it."
                )
        if tables:
            raise StoreError(f"{self.path} is a database of another program. Name another file in [stores].")

    def _use_wal(self) -> None:
        """Switches to the write-ahead log, once. SQLite does not wait here while others open the file: we do."""
        for attempt in range(_WAL_ATTEMPTS):
            try:
                if self._pragma("PRAGMA journal_mode")[0] != "wal":
                    self._pragma("PRAGMA journal_mode = WAL")
            except StoreUnavailable:
                if attempt == _WAL_ATTEMPTS - 1:
                    raise
                time.sleep(_WAL_PAUSE_SECONDS)
            else:
                return

    def _pragma(self, statement: str) -> Any:
        """Runs a statement that SQLite does not allow inside a transaction; returns its first row."""
        with self._explained():
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(statement)
                row = cursor.fetchone()
                cursor.close()
                return row
            finally:
                connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except StatementError as error:
            error.params = None  # the values: whoever logs the chain of causes must not find them
            if isinstance(error, DBAPIError) or error.orig is None:
                _explain(error.orig, self.path, self.line)
            raise error.orig from None  # not the database's: a value that one of our own types refused
        except sqlite3.Error as error:
            _explain(error, self.path, self.line)


def sqlite_path(url: str, folder: Path, line: VersionLine) -> Path:
    """The file that ``url`` (``sqlite:///notebook.db``) names. Raises StoreError; never shows the address.

    An address can contain a password, so the message names only the setting.
    """
    parsed = _parsed(url)
    usable = parsed is not None and parsed.get_backend_name() == "sqlite" and not parsed.query
    database = parsed.database if parsed is not None and usable else None
    if not database or database == ":memory:" or database.startswith("file:"):
        raise StoreError(
            f'`{line.name}` in [stores] of round.toml must name a SQLite file, such as "sqlite:///{line.name}.db".'
        )
    return folder / database


def _parsed(url: str) -> URL | None:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        return None


def _make_private(path: Path, line: VersionLine) -> None:
    """Creates the file with mode 0600 before SQLite sees it; SQLite gives -wal and -shm the same mode."""
    try:
        _create_private(path)
    except FileExistsError:
        _take_from_others(path)
    except FileNotFoundError:
        raise StoreError(f"The folder {path.parent} of the {line.name} does not exist. Create it.") from None
    except OSError as error:
        raise StoreError(f"The {line.name} {path} cannot be created: {error.strerror}.") from None


def _create_private(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
    os.close(descriptor)
    path.chmod(PRIVATE)  # an unusual umask may have taken even the owner's rights


def _take_from_others(path: Path) -> None:
    """Somebody copied the store with wider permissions. Never opens it: closing would drop SQLite's locks."""
    for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        try:
            if stat.S_ISREG(part.stat().st_mode) and stat.S_IMODE(part.stat().st_mode) & 0o077:
                part.chmod(PRIVATE)
        except OSError:
            continue  # it belongs to somebody else, whose choice it is; or there is no log now


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's sqlite3 would begin late, and not at all before CREATE TABLE
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
    for pragma in _CONNECTION_PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    references = "ON" if options.get("references", True) else "OFF"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {references}")  # SQLite ignores this inside a transaction
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing", False) else "BEGIN")


_EXPLANATIONS = {
    "SQLITE_FULL": "the disk is full. Free some space and run it again",
    "SQLITE_READONLY": "the file or its folder is read-only. Make both writable for you",
    "SQLITE_CANTOPEN": "the file cannot be opened, or its folder is read-only. Make both writable for you",
    "SQLITE_PERM": "you lack the permission. Make the file and its folder writable for you",
    "SQLITE_NOTADB": "the file is not a database. Restore it from a backup, or name another file in [stores]",
    "SQLITE_CORRUPT": "the file is damaged. Restore it from a backup",
    "SQLITE_IOERR": "the disk reported an error. Check the disk, and that the file is not on a network share",
}


def _explain(error: BaseException | None, path: Path, line: VersionLine) -> NoReturn:
    """Raises what a person can act on, from the driver's error code only: its text could quote values."""
    code = str(getattr(error, "sqlite_errorname", type(error).__name__))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        raise StoreUnavailable(f"The {line.name} {path} is in use by another program. Try again later.") from None
    for start, explanation in _EXPLANATIONS.items():
        if code.startswith(start):
            raise StoreError(f"The {line.name} {path} was not changed: {explanation}.") from None
    raise StoreError(
        f"The {line.name} {path} was not changed: an unexpected error ({code}). Please report it."
    ) from None
