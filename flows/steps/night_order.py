"""In which order rounds have their night: whoever waits longest first, and last of all those whose last run was killed.

Why so? When a night ends early (no worker, no quota, a round that takes all memory), those that wait longest were
reached, so none waits for ever. A round that failed last night is among the first by the same rule; one that ends the
whole process comes when all others are done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rounds.incident_file import read_log

_NEVER = datetime.min.replace(tzinfo=UTC)


def in_order(folders: Sequence[Path]) -> tuple[Path, ...]:
    """``folders`` in the order of their nights. Reads one small file each."""
    return tuple(sorted(folders, key=_place_in_order))


def cut_off(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Those of ``folders`` with a night that began and did not end: it was killed, or another process is at it."""
    return tuple(folder for folder in folders if read_log(folder).begun)


def _place_in_order(folder: Path) -> tuple[bool, datetime, Path]:
    log = read_log(folder)
    return log.begun is not None, log.last_good or _NEVER, folder
