"""The private file in which a round's incidents are kept. It needs no store, so they are told when those are gone.

It holds counts, moments and sentences of our own. A damaged one is put aside and begun anew, and never stops a night.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from rounds.errors import TryAgain
from rounds.incidents import Incident, IncidentKind, IncidentLog
from rounds.private_files import CannotWrite, clear_unfinished_file, write_private

INCIDENTS_FILE = ".sayback-incidents.json"
LOCK_FILE = ".sayback-incidents.lock"
DAMAGED = ".damaged"
PATIENCE = 10  # seconds; whoever holds the lock writes one small file


class IncidentsBusy(TryAgain):
    """Another program is writing the file just now."""


def read_log(folder: Path) -> IncidentLog:
    """What is noted down of the round in ``folder``; nothing where there is no file, or none that can be read."""
    return _read(folder / INCIDENTS_FILE) or IncidentLog()


def open_incidents(folder: Path) -> list[Incident]:
    """What is wrong with the round and not over yet, the worst first. Never raises."""
    return read_log(folder).open


def change_log(folder: Path, change: Callable[[IncidentLog], IncidentLog]) -> IncidentLog:
    """Replaces the round's log by what ``change`` makes of it, and returns that. What is over and told is forgotten.

    Raises CannotWrite (a full disk, no permission) or IncidentsBusy; the file is then as it was.
    """
    path = folder / INCIDENTS_FILE
    if not folder.is_dir():  # a slip in a table of rounds must not make folders
        raise CannotWrite(f"There is no folder {folder}. Correct its name where it is listed.")
    lock = FileLock(folder / LOCK_FILE, timeout=PATIENCE, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise IncidentsBusy(f"{path} is being written by another program. Try again later.") from None
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror}). Free space, or make the folder writable."
        ) from None
    try:
        clear_unfinished_file(path)
        before = _read(path)
        if before is None:
            _put_aside(path)
        changed = change(before or IncidentLog())
        after = replace(changed, incidents=tuple(one for one in changed.incidents if not one.told_over))
        if after != before:
            write_private(path, json.dumps(_as_json(after), indent=1) + "\n")
        return after
    finally:
        lock.release()


def _put_aside(path: Path) -> None:
    with suppress(OSError):  # mostly there is none
        path.replace(path.with_name(path.name + DAMAGED))


def _read(path: Path) -> IncidentLog | None:
    """None when there is no file, or it cannot be read."""
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _as_json(log: IncidentLog) -> dict[str, Any]:
    return {
        "version": 1,
        "last_good": _said(log.last_good),
        "last_try": _said(log.last_try),
        "held_level": log.held_level,
        "undeclared": {source: list(places) for source, places in log.undeclared.items()},
        "incidents": [
            {
                "kind": one.kind.value,
                "about": one.about,
                "since": _said(one.since),
                "what": one.what,
                "todo": one.todo,
                "told": one.told,
                "over": _said(one.over),
                "told_over": one.told_over,
                "passing": one.passing,
                "told_to": list(one.told_to),
            }
            for one in log.incidents
        ],
    }


def _from_json(data: Any) -> IncidentLog:
    level = data["held_level"]
    return IncidentLog(
        incidents=tuple(map(_incident, data["incidents"])),
        last_good=_moment(data["last_good"]),
        last_try=_moment(data["last_try"]),
        held_level=None if level is None else int(level),
        undeclared={str(source): tuple(map(str, places)) for source, places in data["undeclared"].items()},
    )


def _incident(data: Any) -> Incident:
    return Incident(
        kind=IncidentKind(data["kind"]),
        about=str(data["about"]),
        since=_zoned(data["since"]),
        what=str(data["what"]),
        todo=str(data["todo"]),
        told=bool(data["told"]),
        over=_moment(data["over"]),
        told_over=bool(data["told_over"]),
        passing=bool(data["passing"]),
        told_to=tuple(map(str, data["told_to"])),
    )


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(said: Any) -> datetime | None:
    return None if said is None else _zoned(said)


def _zoned(said: Any) -> datetime:
    """Raises ValueError for a time without a zone: comparing it with another one would fail later."""
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
