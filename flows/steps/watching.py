"""What the runs at a Prefect server say about rounds: which are late, crashed or failed, since when, and what to do.

A round tells of its own failures, when its run comes to that. This is for runs that could not: killed ones, runs that
nobody began, runs that stopped before they reached the round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby, takewhile
from pathlib import Path

from rounds.district import district_folder, rounds_in
from rounds.errors import RoundFileError
from rounds.incident_file import change_log, read_log
from rounds.incidents import Incident, IncidentKind, reconciled

ABOUT = "prefect"
_COLLECTING = (f"{ABOUT}:collect-nightly", f"{ABOUT}:district-nightly")


class RunState(StrEnum):
    """How a run ended, or that nobody began it though it is due."""

    DONE = "done"
    FAILED = "failed"
    CRASHED = "crashed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run of ``deployment`` for the round, or the place of rounds, ``place``; ``at`` is when it ended or was due.

    ``began`` is when it was at work first; without it, ``at`` counts.
    """

    deployment: str
    place: Path
    state: RunState
    at: datetime
    began: datetime | None = None

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
    RunState.FAILED: "`sayback status` on that machine, or the run's page at the server, says why. The next run that"
    " goes well ends this.",
    RunState.CRASHED: "Nothing is lost: the next run takes up where this one stopped. If it happens again, look at the"
    " machine's memory and disk (docs/scheduling.md, When it goes wrong).",
    RunState.LATE: "See that a worker runs: `systemctl status sayback-worker`. It catches up by itself, once.",
}


def unhappy(runs: Iterable[SeenRun]) -> dict[Path, list[Incident]]:
    """What is wrong now, by place: runs that are late, and last runs that went wrong, since the first such one."""
    found: dict[Path, list[Incident]] = {}
    ordered = sorted(runs, key=lambda run: (str(run.place), run.deployment, run.at))
    for (place, _), group in groupby(ordered, key=lambda run: (run.place, run.deployment)):
        for first in _first_signs(list(group)):
            found.setdefault(place, []).append(_incident(first))
    return found


def _first_signs(runs: Sequence[SeenRun]) -> list[SeenRun]:
    """Of the runs of one deployment and place, oldest first: the first late one, and the first bad one since a good."""
    late = [run for run in runs if run.state is RunState.LATE][:1]
    ended = [run for run in runs if run.state is not RunState.LATE]
    bad = list(takewhile(lambda run: run.state is not RunState.DONE, reversed(ended)))
    return late + bad[-1:]


def _incident(run: SeenRun) -> Incident:
    words = {"deployment": run.deployment, "place": run.place.name}
    return Incident(
        kind=_KINDS[run.state],
        about=run.about,
        since=run.at,
        what=_WHAT[run.state].format(**words),
        todo=_TODO[run.state].format(**words),
    )


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


def note_down(place: Path, runs: Iterable[SeenRun], resting_since: datetime | None, now: datetime) -> tuple[Path, ...]:
    """Notes down what is wrong, and what is over, beside the rounds; returns the folders that have something to tell.

    ``place`` gets what concerns no single round; where it holds none (a district may leave `round` of prefect.yaml as
    it is), the place of the last run does. Raises RoundFileError when no place holds a round.
    """
    runs = list(runs)
    lately = sorted(runs, key=lambda run: run.at, reverse=True)
    place = next((one for one in (place, *(run.place for run in lately)) if _rounds_at(one)), place)
    found = unhappy(_with_other_nights(runs, now))
    if resting_since is not None:
        found.setdefault(place, []).append(nobody_works(resting_since))
    named = {one: district_folder(one) for one in (place, *rounds_in(place), *found) if one.exists()}
    return tuple(dict.fromkeys(folder for one, folder in named.items() if _note_down(one, found.get(one, []), now)))


def _with_other_nights(runs: Iterable[SeenRun], now: datetime) -> Iterator[SeenRun]:
    """``runs``, of which those that a good night of another kind mended (typed by hand, from cron) count as done."""
    goods: dict[Path, datetime | None] = {}
    for run in runs:
        if run.about in _COLLECTING and run.state in (RunState.FAILED, RunState.CRASHED):
            if run.place not in goods:
                goods[run.place] = _last_good(run.place)
            good = goods[run.place]
            if good and run.mended_after < good <= now:
                run = replace(run, state=RunState.DONE)
        yield run


def _last_good(place: Path) -> datetime | None:
    """Since when all rounds at ``place`` had a good night; None where one had none, or nothing is there any more."""
    goods = [read_log(folder).last_good for folder in _rounds_at(place)]
    return None if None in goods else min(filter(None, goods), default=None)


def _rounds_at(place: Path) -> tuple[Path, ...]:
    """The rounds at ``place``, none where they were taken away since a run."""
    try:
        return rounds_in(place)
    except RoundFileError:
        return ()


def _note_down(place: Path, found: Sequence[Incident], now: datetime) -> bool:
    """Whether there is something to tell of ``place``. Nothing is written where nothing is and was wrong."""
    folder = district_folder(place)
    known = read_log(folder).incidents
    ours = {one.key for one in known if _is_ours(one) and one.over is None}
    found = [one for one in found if one.key in ours or not _is_told_by_rounds(one, place)]
    if not found and not ours:
        return any(one.is_news for one in known)
    log = change_log(folder, lambda log: replace(log, incidents=reconciled(log.incidents, found, _is_ours, now)))
    return any(one.is_news for one in log.incidents)


def _is_ours(one: Incident) -> bool:
    return one.about.startswith(ABOUT)


def _is_told_by_rounds(one: Incident, place: Path) -> bool:
    """Whether a run at ``place`` could still say what went wrong: those words are better, and one mail is enough."""
    by_itself = {IncidentKind.FAILED, IncidentKind.CRASHED}
    if one.kind not in by_itself or one.about not in _COLLECTING:
        return False
    logs = map(read_log, _rounds_at(place))
    return any(each.kind in by_itself and not _is_ours(each) for log in logs for each in log.open)
