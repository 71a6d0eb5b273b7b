"""What is reported of a run, in Markdown: how it ended, what it counted, how its round or its rounds stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.steps.run_counts import counts_of
from flows.steps.standing import Look, look, standing
from flows.steps.status_all import status_all
from flows.steps.troubles import reason_of
from rounds.standing import NEEDS_A_LOOK, Standing, totals

_TOLD_ABOVE = ("total ", "seconds", "sources")
_MOST_LINES = 100  # of rounds that need a look: Prefect's pages are no place for thousands


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run of ``step`` ended: with a ``report``, or ``failed`` with an error of that type."""

    step: str
    seconds: float
    report: object = None
    failed: str = ""

    @property
    def outcome(self) -> str:
        return "failed" if self.failed else "done"


def round_report(folder: Path, end: RunEnd) -> tuple[str, str]:
    """The round's name, and the report of a run about it."""
    seen = look(folder)
    now = standing(seen)
    rows = {**_of_the_run(end), "last good collect": _when(now.last_good), **_of_the_round(seen)}
    parts = [f"# {now.name}: {end.step} {end.outcome}", _table(rows), *_of_troubles([now])]
    if counts := _flat(counts_of(end.report)):
        parts += ["## What this run counted", _table(counts)]
    return now.name, "\n\n".join(parts) + "\n"


def place_report(place: Path, end: RunEnd) -> tuple[str, str]:
    """The name of a place with many rounds, and the report of a run about them: those that need somebody by name."""
    found = status_all(place)
    rows = {**_of_the_run(end), **{one.said_of(number): number for one, number in totals(found.standings).items()}}
    parts = [f"# {found.place}: {end.step} {end.outcome}", _table(rows), *_of_troubles(found.standings)]
    return found.place, "\n\n".join(parts) + "\n"


def _of_the_run(end: RunEnd) -> dict[str, object]:
    failed = {"error": f"{end.failed} (the run's state and `sayback status` say more)"} if end.failed else {}
    return {"outcome": end.outcome, **failed, "took": f"{end.seconds:.1f} s"}


def _of_the_round(seen: Look) -> dict[str, object]:
    glance = seen.glance
    if glance is None:
        return {}
    rows: dict[str, object] = {"interviews kept": glance.kept}
    rows |= {f"held: {reason}": number for reason, number in glance.held.items()}
    rows |= {f"redacted by {engine.partition('+')[0]}": number for engine, number in glance.engines.items()}
    last = glance.runs[0] if glance.runs else None
    if last:
        why = f": {reason}" if (reason := reason_of(last)) else ""
        rows["last collect"] = f"{last.outcome}{why}, {(last.finished - last.started).total_seconds():.1f} s"
    return rows


def _of_troubles(standings: Iterable[Standing]) -> list[str]:
    """By kind only: the words of an incident may name a file."""
    sick = [one for one in standings if one.condition in NEEDS_A_LOOK]
    if not sick:
        return []
    lines = [
        f"- {one.name}: {trouble.kind.replace('_', ' ')}" + (f" since {_when(trouble.since)}" if trouble.since else "")
        for one in sick[:_MOST_LINES]
        for trouble in one.troubles
    ]
    more = [f"- and {len(sick) - _MOST_LINES} more rounds"] if len(sick) > _MOST_LINES else []
    return ["## What is wrong", "\n".join([*lines, *more]), "`sayback status` says what to do."]


def _flat(counts: Mapping[str, object]) -> dict[str, object]:
    """What is not zero; without the round's own totals, which stand above."""
    rows: dict[str, object] = {}
    for name, value in counts.items():
        shown = name.replace("_", " ")
        rows |= (
            {f"{shown}: {key}": count for key, count in value.items()} if isinstance(value, Mapping) else {shown: value}
        )
    return {name: value for name, value in rows.items() if value and not name.startswith(_TOLD_ABOVE)}


def _table(rows: Mapping[str, object]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {_cell(name)} | {_cell(value)} |" for name, value in rows.items())])


def _cell(value: object) -> str:
    return str(value).replace("|", "/")


def _when(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ", timespec="minutes") if moment else "none"
