"""A night of one round: collect it unless that was done, note down how it went, and never raise what was explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from flows.steps.collect import collect
from flows.steps.collect_report import CollectReport
from rounds.errors import RoundBusy, SaybackError


class Outcome(StrEnum):
    """How a night went: ``skipped`` was done already, ``busy`` is being done by another run."""

    DONE = "done"
    SKIPPED = "skipped"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NightReport:
    """``reason`` is why it failed, safe to print and to log; ``collected`` is there when it is done."""

    folder: Path
    outcome: Outcome
    started: datetime
    seconds: float
    collected: CollectReport | None = None
    reason: str | None = None
    exit_code: int = 0


def nightly(folder: Path, workers: int | None = None, *, scheduled_for: datetime | None = None) -> NightReport:
    """Collects the round in ``folder`` for the night of ``scheduled_for`` (None: by hand, always)."""
    started = datetime.now(UTC)

    def report(
        outcome: Outcome, collected: CollectReport | None = None, error: SaybackError | None = None
    ) -> NightReport:
        seconds = (datetime.now(UTC) - started).total_seconds()
        reason, code = (str(error), error.exit_code) if error else (None, 0)
        return NightReport(folder, outcome, started, seconds, collected, reason, code)

    try:
        return report(Outcome.DONE, collect(folder, workers))
    except RoundBusy as error:
        return report(Outcome.BUSY, error=error)
    except SaybackError as error:
        return report(Outcome.FAILED, error=error)
