"""Walks some rounds one after the other in this process. A sick one is noted down, and the next one goes on."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.steps.failures import UnexpectedFailure, without_text
from flows.steps.interrupts import finished_first
from flows.steps.nightly import NightReport, Outcome, nightly
from rounds.district import round_names
from rounds.errors import TryAgain

_GOOD = frozenset({Outcome.DONE, Outcome.SKIPPED})


@dataclass(frozen=True, slots=True)
class Walked:
    """How it went with one round. ``said`` is in words of our own; ``passing``: the same may work a little later."""

    folder: Path
    outcome: Outcome
    said: str = ""
    passing: bool = False

    @property
    def good(self) -> bool:
        return self.outcome in _GOOD


Walker = Callable[[Path, datetime | None, bool], Walked]


def walk_one(folder: Path, scheduled_for: datetime | None, last_try: bool = True) -> Walked:
    """Collects one round in this process; raises nothing but what ends the process."""
    try:
        return _walked(without_text(nightly)(folder, workers=1, scheduled_for=scheduled_for, last_try=last_try))
    except UnexpectedFailure as error:  # a bug, or no memory left
        return Walked(folder, Outcome.FAILED, f"{UnexpectedFailure.__name__}: {error}")
    finally:
        gc.collect()  # texts of one round are gone before the next one begins


def _walked(report: NightReport) -> Walked:
    passing = report.outcome is Outcome.BUSY or report.exit_code == TryAgain.exit_code
    return Walked(report.folder, report.outcome, report.reason or "", passing)


def walk(folders: Sequence[Path], scheduled_for: datetime | None, one: Walker = walk_one) -> list[Walked]:
    """Walks ``folders`` in order; those that may work later are tried once more at the end.

    Ctrl-C and SIGTERM take effect between two rounds (the second one at once): every store is then consistent.
    """
    done = {folder: _undisturbed(one, folder, scheduled_for, last_try=False) for folder in folders}
    for folder in [folder for folder, walked in done.items() if walked.passing]:
        done[folder] = _undisturbed(one, folder, scheduled_for, last_try=True)
    return [*done.values()]


def _undisturbed(one: Walker, folder: Path, scheduled_for: datetime | None, *, last_try: bool) -> Walked:
    with finished_first():
        return one(folder, scheduled_for, last_try)


def sentence_of(walked: Sequence[Walked]) -> str:
    """``23 done, 1 skipped, 1 failed: adams-high``."""
    counts = Counter(one.outcome for one in walked)
    names = round_names(tuple(one.folder for one in walked))
    sick = [names[one.folder] for one in walked if not one.good]
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "no rounds"
    return said + (f": {', '.join(sick)}" if sick else "")
