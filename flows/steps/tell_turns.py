"""Whose turn it is to tell of a round: of two programs that tell at the same time, only one sends the mail.

The turn stands in the round's log, as a lock file of each round would need more open files than a process may have.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.steps.nightly_guard import CLOCKS_DIFFER
from rounds.errors import SaybackError
from rounds.incident_file import change_log, read_log
from rounds.incidents import Incident, IncidentLog, Turn

LONGEST = timedelta(minutes=15)  # who has told for so long was killed, or has lost its network
_PROCESSES = Path("/proc")


def new_owner() -> str:
    """A name for one telling of this process."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def take_turn(folder: Path, owner: str) -> tuple[Incident, ...]:
    """What is to be told of the round as of now; nothing while somebody else is telling of it.

    Where the turn cannot be noted down, neither can be what was told: then it is told each time.
    """

    def taken(log: IncidentLog) -> IncidentLog:
        now = datetime.now(UTC)
        return log if log.turn and _lasts(log.turn, now) else replace(log, turn=Turn(owner, now))

    try:
        log = change_log(folder, taken)
    except SaybackError:
        return news_in(read_log(folder))
    return news_in(log) if log.turn and log.turn.owner == owner else ()


def end_turn(folder: Path, owner: str, known: Sequence[Incident]) -> bool:
    """Whether there is news besides ``known``: whoever noted it down left it to us."""

    def ended(log: IncidentLog) -> IncidentLog:
        return replace(log, turn=None) if log.turn and log.turn.owner == owner else log

    try:
        log = change_log(folder, ended)
    except SaybackError:
        return False
    seen = {(*one.key, one.since, one.over) for one in known}
    return any((*one.key, one.since, one.over) not in seen for one in news_in(log))


def news_in(log: IncidentLog) -> tuple[Incident, ...]:
    """What somebody has still to be told."""
    return tuple(one for one in log.incidents if one.is_news)


def _lasts(turn: Turn, now: datetime) -> bool:
    host, process, _ = turn.owner.rsplit(":", 2)
    if host == socket.gethostname() and (_PROCESSES / "self").exists() and not (_PROCESSES / process).exists():
        return False
    return now - LONGEST < turn.since <= now + CLOCKS_DIFFER
