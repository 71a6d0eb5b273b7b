"""A district's night without Prefect: which rounds are due in which order, and afterwards what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.steps.night_order import cut_off, in_order
from flows.steps.nightly import Outcome, look
from flows.steps.nightly_guard import CLOCKS_DIFFER, was_for
from flows.steps.telling import settle_unaddressed, tell
from rounds.district import district_folder, round_names
from rounds.errors import SaybackError
from rounds.incident_file import read_log
from rounds.incidents import IncidentLog, NightMark

NAMED = 20  # so many rounds are named in one sentence


class NightIncomplete(SaybackError):
    """Some rounds of a district were not collected; the others were."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """What became of a night: rounds by their names. ``why``: for what reason some were not reached.

    ``busy`` ones were in use by another run whenever they were tried.
    """

    rounds: int
    sick: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    why: str = ""

    @property
    def collected(self) -> int:
        return self.rounds - len(self.sick) - len(self.busy) - len(self.missed)

    @property
    def complete(self) -> bool:
        return self.collected == self.rounds

    @property
    def sentence(self) -> str:
        """``497 of 500 rounds collected, 3 need somebody: adams-high, ...``: names of folders, and nothing else."""
        parts = [f"{self.collected} of {_rounds(self.rounds)} collected"]
        if self.sick:
            parts.append(f"{len(self.sick)} {'needs' if len(self.sick) == 1 else 'need'} somebody: {_some(self.sick)}")
        said = ", ".join(parts) + "."
        if self.busy:
            said += f" Another run is working on {len(self.busy)}: {_some(self.busy)}."
        if self.missed:
            were = "was" if len(self.missed) == 1 else "were"
            said += (
                f" {len(self.missed)} {were} not reached ({self.why or 'no run came to them'}): {_some(self.missed)}."
            )
        return said


def undone(folders: Sequence[Path], since: datetime) -> tuple[Path, ...]:
    """Those of ``folders`` whose night of ``since`` is not done. Reads one small file each.

    It is done when it ended well, or when a good run by hand began later. The first is known without a clock, as the
    time that a schedule named is handed on: computers whose clocks differ agree about it.
    """
    now = datetime.now(UTC)
    latest = now + CLOCKS_DIFFER  # what lies beyond was noted by a clock that was wrong

    def is_done(log: IncidentLog) -> bool:
        night = log.last_night
        if night is not None and night.good and was_for(since, night.scheduled_for, now):
            return True
        return log.last_good is not None and since <= log.last_good <= latest

    return tuple(folder for folder in folders if not is_done(read_log(folder)))


def due(folders: Sequence[Path], since: datetime | None) -> tuple[Path, ...]:
    """The rounds to collect, in their order; without those done ``since`` (None: all)."""
    return in_order(folders if since is None else undone(folders, since))


def report_of(folders: Sequence[Path], since: datetime, *, tried: Collection[Path], why: str = "") -> DistrictReport:
    """What became of ``folders``: a round whose night is not done is sick or busy where it was tried, else missed.

    ``tried`` are the rounds of runs that were through; others may have been tried by a run that ended before that.
    """
    names = round_names(tuple(folders))
    left = undone(folders, since)
    busy = [folder for folder in left if read_log(folder).last_night == NightMark(since, Outcome.BUSY.value)]
    sick = [folder for folder in left if folder not in busy and (folder in tried or _was_tried(folder, since))]
    reached = {*busy, *sick}
    missed = [folder for folder in left if folder not in reached]

    def named(some: Sequence[Path]) -> tuple[str, ...]:
        return tuple(names[folder] for folder in some)

    return DistrictReport(len(folders), named(sick), named(busy), named(missed), why)


def _was_tried(folder: Path, since: datetime) -> bool:
    log = read_log(folder)
    scheduled = log.last_night is not None and log.last_night.scheduled_for >= since
    return scheduled or (log.last_try is not None and log.last_try >= since)


def tell_all(place: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    """Mails what is new or over in all rounds, and about ``place`` itself; returns why something could not be told."""
    for folder in cut_off(folders):
        look(folder)  # its process was killed, and could not note that down
    whole = district_folder(place)
    told = tell([*folders, *(() if whole in folders else (whole,))], place)
    settle_unaddressed(told.unaddressed)  # the sentence about the night names these rounds
    return tuple(told.problems)


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _rounds(number: int) -> str:
    return f"{number} round" + ("" if number == 1 else "s")
