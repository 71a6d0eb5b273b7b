"""What the runs at a Prefect server say about rounds: which are late, crashed or failed, since when, and what to do.

A round tells of its own failures, when its run comes to that. This is for runs that could not: killed ones, runs that
nobody began, runs that stopped before they reached the round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, takewhile
from pathlib import Path

from flows.steps.incidents import stops_nights
from flows.steps.nightly_guard import CLOCKS_DIFFER
from flows.steps.seen_runs import ABOUT, RunState, SeenRun, incident_of, nobody_works
from rounds.district import district_folder, rounds_in
from rounds.errors import RoundFileError
from rounds.incident_file import change_log, read_log
from rounds.incidents import Incident, IncidentKind, reconciled

_COLLECTING = (f"{ABOUT}:collect-nightly", f"{ABOUT}:district-nightly")
_BAD = (RunState.FAILED, RunState.CRASHED)


def unhappy(runs: Iterable[SeenRun]) -> dict[Path, list[Incident]]:
    """What is wrong now, by place: runs that are late, and last runs that went wrong, since the first such one."""
    found: dict[Path, list[Incident]] = {}
    ordered = sorted(runs, key=lambda run: (str(run.place), run.deployment, run.at))
    for (place, _), group in groupby(ordered, key=lambda run: (run.place, run.deployment)):
        for first in _first_signs(list(group)):
            found.setdefault(place, []).append(incident_of(first))
    return found


def _first_signs(runs: Sequence[SeenRun]) -> list[SeenRun]:
    """Of the runs of one deployment and place, oldest first: the first late one, and the first bad one since a good."""
    late = [run for run in runs if run.state is RunState.LATE][:1]
    ended = [run for run in runs if run.state is not RunState.LATE]
    bad = list(takewhile(lambda run: run.state is not RunState.DONE, reversed(ended)))
    return late + bad[-1:]


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
    found = {one: [*_untold(one, incidents, runs)] for one, incidents in found.items()}
    return tuple(dict.fromkeys(folder for one, folder in named.items() if _note_down(one, found.get(one, []), now)))


def _with_other_nights(runs: Iterable[SeenRun], now: datetime) -> Iterator[SeenRun]:
    """``runs``, of which those that a good night of another kind mended (typed by hand, from cron) count as done."""
    goods: dict[Path, datetime | None] = {}
    for run in runs:
        if run.about in _COLLECTING and run.state in _BAD:
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
    ours = [one for one in known if _is_ours(one) and one.over is None]
    if not found and not ours:
        return any(one.is_news for one in known)
    log = change_log(folder, lambda log: replace(log, incidents=reconciled(log.incidents, found, _is_ours, now)))
    return any(one.is_news for one in log.incidents)


def _is_ours(one: Incident) -> bool:
    return one.about.startswith(ABOUT)


def _untold(place: Path, found: Iterable[Incident], runs: Sequence[SeenRun]) -> Iterator[Incident]:
    """Those that ``place`` does not tell by itself: its own words are better, and one mail is enough.

    What was told of a run goes on until a good one, whatever the round says in the meantime.
    """
    known = {one.key for one in read_log(district_folder(place)).open}
    last = {run.about: run for run in sorted(runs, key=lambda run: run.at) if run.place == place and run.state in _BAD}
    for one in found:
        late = one.kind is IncidentKind.LATE or one.about not in _COLLECTING
        if late or one.key in known or not _is_told_by_rounds(last[one.about]):
            yield one


def _is_told_by_rounds(run: SeenRun) -> bool:
    """Whether ``run`` came to a round, which noted down what stops it. An older note does not explain a newer run."""
    for log in map(read_log, _rounds_at(run.place)):
        reached = run.began is None or (log.last_try is not None and run.began <= log.last_try + CLOCKS_DIFFER)
        if reached and any(stops_nights(one) and not _is_ours(one) for one in log.open):
            return True
    return False
