"""What was seen of a run at a Prefect server, and the words in which the data lead is told of a bad one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from shlex import quote

from rounds.incidents import Incident, IncidentKind
from rounds.round_file import ROUND_FILE

ABOUT = "prefect"


class RunState(StrEnum):
    """How a run ended, or that nobody began it though it is due."""

    DONE = "done"
    FAILED = "failed"
    CRASHED = "crashed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run of ``deployment`` for the round, or the place of rounds, ``place``; ``at`` is when it ended or was due.

    ``began`` is when it was at work first; without it, ``at`` counts. ``page`` is where a browser shows the run.
    """

    deployment: str
    place: Path
    state: RunState
    at: datetime
    began: datetime | None = None
    page: str | None = None

    @property
    def about(self) -> str:
        return f"{ABOUT}:{self.deployment}"

    @property
    def mended_after(self) -> datetime:
        """A good night that began later than this shows that nothing is wrong any more.

        That a run was killed may be found much later than a next night, which had the round's lock: it was dead then.
        """
        return (self.began or self.at) if self.state is RunState.CRASHED else self.at


_KINDS = {
    RunState.FAILED: IncidentKind.FAILED,
    RunState.CRASHED: IncidentKind.CRASHED,
    RunState.LATE: IncidentKind.LATE,
}
_WHAT = {
    RunState.FAILED: "The run {deployment} of {place} stopped with an error at the Prefect server.",
    RunState.CRASHED: "The run {deployment} of {place} was cut off: its process was killed, or its machine went down.",
    RunState.LATE: "The run {deployment} of {place} was due, and nobody has begun it.",
}
_TODO = {
    RunState.FAILED: "The next run that goes well ends this. How it stands: `{status}`",
    RunState.CRASHED: "Nothing is lost: the next run takes up where this one stopped. If it happens again, look at the"
    " machine's memory and disk (docs/scheduling.md, When it goes wrong). How it stands: `{status}`",
    RunState.LATE: "See that a worker runs: `systemctl status sayback-worker`. It catches up by itself, once.",
}
_PAGE = " The run's page says more: {}"  # last, and without a dot, which would be read as a part of the address


def incident_of(run: SeenRun) -> Incident:
    """A bad run, as the data lead is told of it."""
    words = {"deployment": run.deployment, "place": run.place.name, "status": _status(run.place)}
    return Incident(
        kind=_KINDS[run.state],
        about=run.about,
        since=run.at,
        what=_WHAT[run.state].format(**words),
        todo=_TODO[run.state].format(**words) + (_PAGE.format(run.page) if run.page else ""),
    )


def _status(place: Path) -> str:
    """The command that shows how the round, or all rounds, at ``place`` stand."""
    command = f"sayback status {quote(str(place))}"
    return command if (place / ROUND_FILE).exists() else f"{command} --all"


def nobody_works(since: datetime) -> Incident:
    """That no worker has looked for runs since then."""
    return Incident(
        kind=IncidentKind.LATE,
        about=f"{ABOUT}:worker",
        since=since,
        what="No worker of the Prefect work pool `sayback` looks for runs, so nothing is collected.",
        todo="On the worker's machine: `systemctl status sayback-worker`. If the pool was paused: `prefect work-pool"
        " resume sayback`. What was missed is caught up once.",
    )
