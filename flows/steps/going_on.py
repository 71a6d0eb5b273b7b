"""Is a run going on in a round? Told from the mark that it left, and where that is possible from its lock.

The lock is never taken to find out: a run that begins at that moment would take us for another run, and give up.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

from flows.steps.workplace import LOCK_FILE
from rounds.journal import RunMark

_LOCKS = Path("/proc/locks")


def was_killed(mark: RunMark, folder: Path) -> bool:
    """Whether the run of ``mark`` is surely dead: it began on this computer, and nobody here holds its round's lock."""
    return mark.host == socket.gethostname() and _is_locked(folder / LOCK_FILE) is False


def _is_locked(file: Path) -> bool | None:
    """Whether a process here holds a lock of this file; None where the system does not tell (it is not Linux)."""
    try:
        found = file.stat()
        held = _LOCKS.read_text(encoding="ascii").split()
    except OSError:
        return None
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    return place in held
