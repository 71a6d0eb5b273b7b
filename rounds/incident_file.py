"""The private file in which a round's incidents are kept. It needs no store, so they are told when those are gone.

It holds counts, moments and sentences of our own. A damaged one is put aside, the one before it is used, and no night
is stopped. One that cannot be read at all (a share that is away) is no damaged one: it is left alone.
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
from rounds.incidents import Incident, IncidentKind, IncidentLog, NightMark, Turn
from rounds.private_files import CannotWrite, clear_unfinished_file, write_private

INCIDENTS_FILE = ".sayback-incidents.json"
LOCK_FILE = ".sayback-incidents.lock"
DAMAGED = ".damaged"
BEFORE = ".1"  # the last file but one
PATIENCE = 10  # seconds; whoever holds the lock writes one small file


class IncidentsBusy(TryAgain):
    """Another program is writing the file just now."""


def read_log(folder: Path) -> IncidentLog:
    """What is noted down of the round in ``folder``; nothing where there is no file, or none that can be read."""
    try:
        return _read(folder / INCIDENTS_FILE) or IncidentLog()
    except CannotWrite:
        return IncidentLog()


def open_incidents(folder: Path) -> list[Incident]:
    """What is wrong with the round and not over yet, the worst first. Never raises."""
    return read_log(folder).open


def change_log(folder: Path, change: Callable[[IncidentLog], IncidentLog]) -> IncidentLog:
    """Replaces the round's log by what ``change`` makes of it, and returns that. What is over and told is forgotten.

    Raises CannotWrite (a full disk, no permission, a share that is away) or IncidentsBusy; the file is then as it was.
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
        before = _intact(path)
        changed = change(before or IncidentLog())
        after = replace(changed, incidents=tuple(one for one in changed.incidents if not one.told_over))
        if after != before:
            _keep(path)
            write_private(path, json.dumps(_as_json(after), indent=1) + "\n")
        return after
    finally:
        lock.release()


def _intact(path: Path) -> IncidentLog | None:
    """What stands in the file; None where there is none. A damaged one is put aside, as what comes now replaces it."""
    log = _read_itself(path)
    if log is None and path.exists():
        with suppress(OSError):
            path.replace(path.with_name(path.name + DAMAGED))
        log = _read_itself(_before(path))
    return log


def _keep(path: Path) -> None:
    """Keeps the file that is about to be replaced. A second name for it costs nothing."""
    with suppress(OSError):  # there is none yet, or the share knows no links
        _before(path).unlink(missing_ok=True)
        _before(path).hardlink_to(path)


def _before(path: Path) -> Path:
    return path.with_name(path.name + BEFORE)


def _read(path: Path) -> IncidentLog | None:
    """As the file says, or where it is damaged the one before it. None when there is none. Raises CannotWrite."""
    log = _read_itself(path)
    return _read_itself(_before(path)) if log is None and path.exists() else log


def _read_itself(path: Path) -> IncidentLog | None:
    """None when there is no file, or it is damaged. Raises CannotWrite when nobody can tell."""
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, AttributeError):
        return None
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be read ({error.strerror}), so it is not written either. See that its disk or share is"
            " there, and that it may be read."
        ) from None


def _as_json(log: IncidentLog) -> dict[str, Any]:
    return {
        "version": 1,
        "last_good": _said(log.last_good),
        "last_try": _said(log.last_try),
        "last_night": _night_json(log.last_night),
        "held_level": log.held_level,
        "undeclared": {source: list(places) for source, places in log.undeclared.items()},
        "distress": list(log.distress),
        "begun": _said(log.begun),
        "ended": _said(log.ended),
        "turn": {"owner": log.turn.owner, "since": _said(log.turn.since)} if log.turn else None,
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
        ]
        + [json.loads(one) for one in log.unread],
    }


def _from_json(data: Any) -> IncidentLog:
    level, turn = data["held_level"], data.get("turn")
    known = [one for one in data["incidents"] if one["kind"] in set(IncidentKind)]
    return IncidentLog(
        incidents=tuple(map(_incident, known)),
        last_good=_moment(data["last_good"]),
        last_try=_moment(data["last_try"]),
        last_night=_night(data.get("last_night")),  # files of an earlier release have none
        held_level=None if level is None else int(level),
        undeclared={str(source): tuple(map(str, places)) for source, places in data["undeclared"].items()},
        distress=tuple(map(str, data.get("distress", ()))),  # files of an earlier release have none
        begun=_moment(data.get("begun")),
        ended=_moment(data.get("ended")),
        turn=Turn(str(turn["owner"]), _zoned(turn["since"])) if turn else None,
        unread=tuple(json.dumps(one) for one in data["incidents"] if one not in known),
    )


def _night_json(night: NightMark | None) -> dict[str, str] | None:
    return None if night is None else {"scheduled_for": night.scheduled_for.isoformat(), "outcome": night.outcome}


def _night(data: Any) -> NightMark | None:
    return None if data is None else NightMark(_zoned(data["scheduled_for"]), str(data["outcome"]))


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
