"""A store in one SQLite file, so that it is private and durable. All that only SQLite understands is here."""

from __future__ import annotations

import os
import shlex
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, StatementError

from rounds.errors import StoreError, StoreUnavailable
from rounds.store import Store, VersionLine
from rounds.store_copies_sqlite import copy_store, drop_copies

PRIVATE = 0o600
_WAL_ATTEMPTS, _WAL_PAUSE_SECONDS = 50, 0.1
WAIT_MILLISECONDS = 10_000

_CONNECTION_PRAGMAS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # VACUUM and big sorts would otherwise write notes into a file under /tmp
    "PRAGMA synchronous = FULL",  # a letter that was marked as sent must still be so after a power cut
)


class SqliteStore(Store):
    """An open SQLite file."""

    def __init__(self, path: Path, line: VersionLine) -> None:
        super().__init__(line, str(path))
        self.path = path
        self._engine = _engine(path)

    @classmethod
    def open_file(cls, path: Path, folder: Path, line: VersionLine, *, migrate: bool) -> SqliteStore:
        """Opens the store in the file ``path``; raises as ``Store.open`` does."""
        _make_private(path, line)
        store = cls(path, line)
        try:
            store._bring_to_head(folder, migrate=migrate)
            store._use_wal()
        except BaseException:
            store.close()
            raise
        return store

    def hold(self) -> None:
        """Nothing to do: the lock of a round with files is a file, too."""

    def hide_order(self, connection: Connection, rows: Table) -> None:
        """Nothing to do: tables that should not tell the order of their rows have no rowid."""

    def checkpoint(self) -> bool:
        """Moves the write-ahead log into the file and empties it; False if another reader prevents that."""
        busy, _, _ = self._pragma("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    def vacuum(self) -> None:
        """Rewrites the whole file.

        secure_delete alone is not enough: when SQLite splits or joins pages, copies of rows
        can stay in the unused part of a page, and a later delete does not find them.
        """
        self._pragma("VACUUM")
        self.checkpoint()
        self.drop_copies()

    def copy(self) -> str:
        """Copies it to a file beside it."""
        return str(copy_store(self.path, self.line.head))

    def drop_copies(self, older_than: datetime | None = None) -> int:
        """Deletes the copies beside it, all or those made before ``older_than``; returns how many."""
        return drop_copies(self.path, older_than=older_than)

    def way_back(self, copy: str) -> str:
        """A command for a shell."""
        path = str(self.path)
        return f"rm -f {shlex.quote(path)}-wal {shlex.quote(path)}-shm && {shlex.join(['mv', copy, path])}"

    def close(self) -> None:
        """Closes all connections; SQLite then empties and removes the log."""
        self._engine.dispose()

    def _reader(self) -> AbstractContextManager[Connection]:
        return self._engine.connect()

    def _writer(self, references: bool) -> AbstractContextManager[Connection]:
        return self._engine.connect().execution_options(writing=True, references=references)

    def _table_names(self, connection: Connection) -> list[str]:
        return inspect(connection).get_table_names()

    def _before_upgrade(self, connection: Connection) -> None:
        """Nothing to do: the file is there."""

    def _after_upgrade(self, connection: Connection) -> None:
        # Alembic alters a table by copying and dropping it, so the references are not enforced meanwhile.
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RuntimeError(f"a migration of the {self.line.name} left references to rows that are gone")

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
    "SQLITE_IOERR": "the disk is full, or reported an error. Free some space; else check the disk, and that the file is"
    " not on a network share",
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
