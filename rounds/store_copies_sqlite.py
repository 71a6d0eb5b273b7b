"""Copies of a SQLite store, made before it is upgraded: they lie beside it, as private, and are never read by Sayback.

A copy holds redacted notes and sealed addresses as they were. Whatever deletes or replaces some of those in the store
drops the copies with it, so that nothing outlives its deletion there.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rounds.errors import StoreError, StoreUnavailable

_PRIVATE = 0o600
_MARK = ".before-"
_HALF = ".half"
_WHY = {
    "SQLITE_FULL": "the disk is full. Free as much space as it is large",
    "SQLITE_READONLY": "its folder is read-only. Make it writable for you",
    "SQLITE_CANTOPEN": "its folder is read-only. Make it writable for you",
    "SQLITE_CORRUPT": "it is damaged. Restore it from a backup",
    "SQLITE_NOTADB": "it is not a database. Restore it from a backup, or name another file in [stores]",
}


def copies_of(path: Path) -> list[Path]:
    """The copies of the store at ``path``, by the version that each was made for, and what is left of half ones."""
    whole = (one for one in path.parent.glob(f"{glob.escape(path.name)}{_MARK}*") if one.name[-4:].isdigit())
    return [*sorted(whole), *_halves(path)]


def copy_store(path: Path, version: str) -> Path:
    """Copies the store at ``path`` to ``NAME.before-VERSION``, mode 0600, in place of an earlier such copy.

    The copy holds no deleted text, is checked, and is on the disk when this returns; until then nothing has its name.
    Raises StoreUnavailable when another program keeps the store locked, else StoreError (disk full, folder read-only,
    store damaged); then there is no half copy, and the store is as it was.
    """
    target = path.with_name(f"{path.name}{_MARK}{version}")
    half = path.with_name(f".{target.name}{_HALF}")
    with _explained(path):
        for left in _halves(path):  # of a run that was killed
            left.unlink()
        try:
            _write(path, half)
            half.replace(target)
            _on_disk(target.parent)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
    return target


def drop_copies(path: Path, *, but: Path | None = None, older_than: datetime | None = None) -> int:
    """Deletes the copies of the store at ``path``, all or those made before ``older_than``. Returns how many went.

    Raises StoreError when one cannot be deleted.
    """
    gone = 0
    for copy in copies_of(path):
        if copy == but or (older_than and datetime.fromtimestamp(copy.stat().st_mtime, UTC) >= older_than):
            continue
        try:
            copy.unlink()
        except OSError as error:
            raise StoreError(f"The copy {copy} cannot be deleted ({error.strerror}). Delete it yourself.") from None
        gone += 1
    return gone


def _write(path: Path, half: Path) -> None:
    """VACUUM INTO leaves out what was deleted; a copy of the file's bytes could hold it."""
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
    with closing(_opened(path)) as store:
        store.execute("VACUUM INTO ?", (str(half),))
        before = _row_counts(store)
    with closing(_opened(half)) as copy:
        whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not whole or _row_counts(copy) != before:
            raise StoreError(f"The copy of {path} could not be checked. Nothing was changed. Try again.")
    _on_disk(half)


def _opened(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=10)
    store.execute("PRAGMA temp_store = MEMORY")  # no notes into a file under /tmp
    return store


def _row_counts(store: sqlite3.Connection) -> dict[str, int]:
    tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: store.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def _halves(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f".{glob.escape(path.name)}{_MARK}*{_HALF}*"))


def _on_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = str(getattr(error, "sqlite_errorname", type(error).__name__))
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreUnavailable(f"{path} is in use by another program. Try again later.") from None
        why = next((words for start, words in _WHY.items() if code.startswith(start)), f"error {code}")
        raise StoreError(f"{path} could not be copied, so it was not changed: {why}.") from None
    except OSError as error:
        raise StoreError(f"{path} could not be copied, so it was not changed: {error.strerror}.") from None
