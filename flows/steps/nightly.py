"""A night of one round: collect it unless that was done, note down how it went, and never raise what was explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from flows.steps.collect import STEP, collect_sources
from flows.steps.collect_report import CollectReport
from flows.steps.events import logged
from flows.steps.failures import UnexpectedFailure, without_text
from flows.steps.incidents import Night, note_end, note_night
from flows.steps.nightly_guard import is_done, zoned
from flows.steps.run_marks import noting_run
from flows.steps.workplace import open_workplace
from rounds.errors import RoundBusy, SaybackError, TryAgain
from rounds.glance import has_notebook
from rounds.incidents import Incident, NightMark
from rounds.round_file import load_round


class Outcome(StrEnum):
    """How a night went: ``skipped`` was done already, ``busy`` is being done by another run, ``looked`` ran nothing."""

    DONE = "done"
    SKIPPED = "skipped"
    BUSY = "busy"
    FAILED = "failed"
    LOOKED = "looked"


@dataclass(frozen=True, slots=True)
class NightReport:
    """``reason`` is why it failed, safe to print and to log; ``collected`` is there when anything was.

    ``incidents`` are those of the round that are open now; ``unnoted`` says why they could not be noted down.
    """

    folder: Path
    outcome: Outcome
    started: datetime
    seconds: float
    collected: CollectReport | None = None
    reason: str | None = None
    exit_code: int = 0
    incidents: tuple[Incident, ...] = ()
    unnoted: str | None = None


@logged("nightly", reason=lambda report: report.reason)
def nightly(
    folder: Path, workers: int | None = None, *, scheduled_for: datetime | None = None, last_try: bool = True
) -> NightReport:
    """Collects the round in ``folder`` for the night of ``scheduled_for`` (None: by hand, always).

    Notes down what is wrong with the round and what is not any more; telling somebody is left to ``telling.tell``. A
    failure that may pass is not noted down unless this is the ``last_try``. Raises NoZone.
    """
    if scheduled_for:
        zoned(scheduled_for)
    started = datetime.now(UTC)
    night = Night()
    outcome = Outcome.FAILED
    try:
        outcome = without_text(_collected)(folder, workers, scheduled_for, night)
    except RoundBusy as error:
        outcome, night.error = Outcome.BUSY, error
    except SaybackError as error:
        night.error = error
    except UnexpectedFailure as error:
        night.bug = str(error)
    night.tried = outcome in (Outcome.DONE, Outcome.FAILED)
    night.mark = NightMark(scheduled_for, outcome.value) if scheduled_for else None
    if last_try or not isinstance(night.error, TryAgain):
        note_night(folder, night, started)
    else:
        note_end(folder, night)
    return _report(folder, outcome, started, night)


def refused(folder: Path, error: SaybackError, scheduled_for: datetime | None = None) -> NightReport:
    """The night of a round that must not be begun, because of ``error``: noted down like one that failed."""
    started = datetime.now(UTC)
    mark = NightMark(scheduled_for, Outcome.FAILED.value) if scheduled_for else None
    night = Night(error=error, tried=True, mark=mark)
    note_night(folder, night, started)
    return _report(folder, Outcome.FAILED, started, night)


def look(folder: Path) -> NightReport:
    """Runs nothing: notes down whether the round is late, whether a run crashed, and what ends soon.

    Why it could not be opened is said, but is no incident: perhaps it can when the night comes.
    """
    started = datetime.now(UTC)
    seen = Night()
    failed = Night()
    try:
        without_text(_look)(folder, seen)
    except RoundBusy:
        pass  # a run is at work; whether it is late is seen all the same
    except SaybackError as error:
        failed.error = error
    except UnexpectedFailure as error:
        failed.bug = str(error)
    note_night(folder, seen, started)
    failed.open, failed.unnoted = seen.open, seen.unnoted
    return _report(folder, Outcome.LOOKED, started, failed)


def _look(folder: Path, night: Night) -> None:
    night.round = load_round(folder)
    if not has_notebook(night.round):
        return  # nothing was collected yet, and looking does not begin it
    with open_workplace(folder) as place:
        night.see(place)


def _collected(folder: Path, workers: int | None, scheduled_for: datetime | None, night: Night) -> Outcome:
    """Collects, and tells ``night`` what came of it. Raises what concerns the whole round."""
    with open_workplace(folder) as place:
        night.see(place)
        if scheduled_for and is_done(place.round, place.notebook, scheduled_for, place.now()):
            return Outcome.SKIPPED
        with noting_run(place, STEP, scheduled_for) as run:
            night.begin(folder, run.mark.started)
            collected = collect_sources(place, run, workers)
        night.see_result(place, collected)
    if collected.failures:
        raise collected.failures[0].error
    return Outcome.DONE


def _report(folder: Path, outcome: Outcome, started: datetime, night: Night) -> NightReport:
    seconds = max(0.0, (datetime.now(UTC) - started).total_seconds())  # clocks are set back
    code = night.error.exit_code if night.error else int(night.bug is not None)
    reason = str(night.error) if night.error else night.bug
    return NightReport(folder, outcome, started, seconds, night.collected, reason, code, night.open, night.unnoted)
