"""Where a run is: counts what it does to the disk, the database and the texts, and can strike at the nth of a kind.

Only counted and struck, never changed: SQLAlchemy's own events, and Python's audit events for files.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import event

from redaction.engine import Engine

KINDS = ("statement", "begin", "commit", "file", "find")
_FILE_EVENTS = ("os.rename", "os.remove", "os.mkdir", "os.truncate", "os.chmod")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_counts = mmap.mmap(-1, 4 * len(KINDS))  # shared between a run and the process that forks it
_strike: tuple[str, int, Callable[[], None]] | None = None
_busy = False


def count_apart() -> None:
    """Counts of this process and its forks only: not shared any more with other forks of the same parent."""
    global _counts
    _counts = mmap.mmap(-1, 4 * len(KINDS))


def forget() -> None:
    """Before a run: nothing counted."""
    _counts[:] = bytes(len(_counts))


def counted() -> dict[str, int]:
    """How often each kind of place was come to."""
    return dict(zip(KINDS, struct.unpack(f"{len(KINDS)}I", _counts[:]), strict=True))


def watch(strike: tuple[str, int, Callable[[], None]] | None = None) -> None:
    """In the run's own process: counts from now on, and does ``strike`` (kind, which one, what) there."""
    global _strike
    _strike = strike
    event.listen(Database, "before_cursor_execute", lambda *_: _reached("statement"))
    event.listen(Database, "begin", lambda *_: _reached("begin"))
    event.listen(Database, "commit", lambda *_: _reached("commit"))
    sys.addaudithook(_heard)
    usual = Engine.find

    def find(self: Engine, *args: Any) -> Any:
        _reached("find")
        return usual(self, *args)

    Engine.find = find  # type: ignore[method-assign]


def _heard(name: str, args: tuple[Any, ...]) -> None:
    if name in _FILE_EVENTS or (name == "open" and isinstance(args[2], int) and args[2] & _WRITES):
        _reached("file")


def _reached(kind: str) -> None:
    """Why a guard: what a strike does to a file is no place of the run."""
    global _busy
    if _busy:
        return
    at = 4 * KINDS.index(kind)
    nth = struct.unpack_from("I", _counts, at)[0]
    struct.pack_into("I", _counts, at, nth + 1)
    if _strike is not None and _strike[:2] == (kind, nth):
        _busy = True
        try:
            _strike[2]()
        finally:
            _busy = False
