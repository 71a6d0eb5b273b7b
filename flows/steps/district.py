"""A district's night without Prefect: which rounds are due in which order, and afterwards what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.steps.nightly_guard import CLOCKS_DIFFER
from flows.steps.telling import settle_unaddressed, tell
from rounds.district import district_folder, round_names
from rounds.errors import SaybackError
from rounds.incident_file import read_log

NAMED = 20  # so many rounds are named in one sentence
_NEVER = datetime.min.replace(tzinfo=UTC)


class NightIncomplete(SaybackError):
    """Some rounds of a district were not collected; the others were."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """What became of a night: rounds by their names. ``why``: for what reason some were not reached."""

    rounds: int
    sick: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    why: str = ""

    @property
    def collected(self) -> int:
        return self.rounds - len(self.sick) - len(self.missed)

    @property
    def sentence(self) -> str:
        """``497 of 500 rounds collected, 3 need somebody: adams-high, ...``: names of folders, and nothing else."""
        parts = [f"{self.collected} of {_rounds(self.rounds)} collected"]
        if self.sick:
            parts.append(f"{len(self.sick)} {'needs' if len(self.sick) == 1 else 'need'} somebody: {_some(self.sick)}")
        said = ", ".join(parts) + "."
        if self.missed:
            were = "was" if len(self.missed) == 1 else "were"
            said += (
                f" {len(self.missed)} {were} not reached ({self.why or 'no run came to them'}): {_some(self.missed)}."
            )
        return said


def undone(folders: Sequence[Path], since: datetime) -> tuple[Path, ...]:
    """Those of ``folders`` that have no good night begun at ``since`` or later. Reads one small file each."""
    latest = datetime.now(UTC) + CLOCKS_DIFFER  # what lies beyond was noted by a clock that was wrong

    def is_done(good: datetime | None) -> bool:
        return good is not None and since <= good <= latest

    return tuple(folder for folder in folders if not is_done(read_log(folder).last_good))


def due(folders: Sequence[Path], since: datetime | None) -> tuple[Path, ...]:
    """The rounds to collect, those longest without a good night first; without those done ``since`` (None: all).

    Why so? When a night ends early (no worker, no quota), those that wait longest were reached, so none waits for ever.
    A round that failed last night is among the first by the same rule.
    """
    left = folders if since is None else undone(folders, since)
    return tuple(sorted(left, key=lambda folder: (read_log(folder).last_good or _NEVER, folder)))


def report_of(folders: Sequence[Path], since: datetime, *, tried: Collection[Path], why: str = "") -> DistrictReport:
    """What became of ``folders``: a round without a good night since then is sick where it was tried, else missed.

    ``tried`` are the rounds of runs that were through; others may have been tried by a run that ended before that.
    """
    names = round_names(tuple(folders))
    left = undone(folders, since)
    sick = [folder for folder in left if folder in tried or _was_tried(folder, since)]
    missed = tuple(names[folder] for folder in left if folder not in sick)
    return DistrictReport(len(folders), tuple(names[folder] for folder in sick), missed, why)


def _was_tried(folder: Path, since: datetime) -> bool:
    last = read_log(folder).last_try
    return last is not None and last >= since


def tell_all(place: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    """Mails what is new or over in all rounds, and about ``place`` itself; returns why something could not be told."""
    whole = district_folder(place)
    told = tell([*folders, *(() if whole in folders else (whole,))], place)
    settle_unaddressed(told.unaddressed)  # the sentence about the night names these rounds
    return tuple(told.problems)


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _rounds(number: int) -> str:
    return f"{number} round" + ("" if number == 1 else "s")
